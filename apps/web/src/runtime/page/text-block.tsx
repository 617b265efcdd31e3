import { useLocalize } from '@mortise/ui'
import classes from './blocks.module.css'
import type { BlockOf } from './page-block-view.tsx'

/** Plain text in paragraphs; an empty line starts a new one. */
export function TextBlock({ block }: { block: BlockOf<'text'> }) {
  const localize = useLocalize()
  const paragraphs = localize(block.text).split(/\n{2,}/)
  return (
    <div className={classes.text}>
      {paragraphs.map((paragraph, index) => (
        <p key={index}>{paragraph}</p>
      ))}
    </div>
  )
}

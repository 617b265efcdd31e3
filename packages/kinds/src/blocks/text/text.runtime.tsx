import { type BlockProps, defineBlockRuntime, useLocalize } from '@mortise/ui'
import { useBlockTitle } from '../../block-parts/block-card.tsx'
import classes from '../../block-parts/blocks.module.css'
import text, { type TextOptions } from './text.ts'

/** Plain text in paragraphs; an empty line starts a new one. */
function TextBlock({ block, options }: BlockProps<TextOptions>) {
  const localize = useLocalize()
  const title = useBlockTitle(block)
  const paragraphs = localize(options.text).split(/\n{2,}/)
  return (
    <div className={classes.text}>
      {title ? <h2 className={classes.title}>{title}</h2> : null}
      {paragraphs.map((paragraph, index) => (
        <p key={index}>{paragraph}</p>
      ))}
    </div>
  )
}

export default defineBlockRuntime<TextOptions>(text, { Block: TextBlock })

import { type BlockProps, defineBlockRuntime, usePageServices } from '@mortise/ui'
import { useBlockTitle } from '../../block-parts/block-card.tsx'
import classes from '../../block-parts/blocks.module.css'
import section, { type SectionOptions } from './section.ts'

function SectionBlock({ block, options }: BlockProps<SectionOptions>) {
  const { parts } = usePageServices()
  const title = useBlockTitle(block)
  return (
    <section
      className={classes.section}
      data-card={options.style === 'card' || undefined}
      aria-label={title || undefined}
    >
      {title ? <h2 className={classes.title}>{title}</h2> : null}
      <parts.Blocks blocks={block.blocks ?? []} />
    </section>
  )
}

export default defineBlockRuntime<SectionOptions>(section, { Block: SectionBlock })

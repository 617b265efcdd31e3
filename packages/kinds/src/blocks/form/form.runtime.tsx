import { type BlockProps, defineBlockRuntime, usePageServices } from '@mortise/ui'
import { BlockCard, useBlockTitle } from '../../block-parts/block-card.tsx'
import classes from '../../block-parts/blocks.module.css'
import form from './form.ts'

function FormBlock({ block }: BlockProps<Record<string, never>>) {
  const { parts } = usePageServices()
  const title = useBlockTitle(block)
  if (!title) return <parts.Form />
  return (
    <BlockCard title={title}>
      <div className={classes.fields}>
        <parts.Form />
      </div>
    </BlockCard>
  )
}

export default defineBlockRuntime<Record<string, never>>(form, { Block: FormBlock })

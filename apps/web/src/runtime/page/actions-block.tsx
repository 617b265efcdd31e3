import { Button, useLocalize, useText } from '@mortise/ui'
import { IconPlus } from '@tabler/icons-react'
import { useApp } from '../../api/use-app.ts'
import { shellTexts } from '../../shell/shell-texts.ts'
import { useCreateRecord } from '../../shell/use-create-record.ts'
import classes from './blocks.module.css'
import type { BlockOf } from './page-block-view.tsx'

/** Buttons that make a record with one click; those the user may not make are left out. */
export function ActionsBlock({ block }: { block: BlockOf<'actions'> }) {
  const t = useText(shellTexts)
  const localize = useLocalize()
  const app = useApp()
  const create = useCreateRecord()
  const entities = block.create.flatMap((key) => {
    const entity = app.model.entities.get(key)
    return entity && app.capabilities[key]?.create ? [entity] : []
  })
  if (entities.length === 0) return null
  return (
    <section className={classes.actions} aria-label={block.label ? localize(block.label) : undefined}>
      {block.label ? <h2 className={classes.title}>{localize(block.label)}</h2> : null}
      <div className={classes.buttons}>
        {entities.map((entity) => (
          <Button
            key={entity.key}
            variant="default"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => void create(entity.key)}
          >
            {t('newOf', { name: localize(entity.label) })}
          </Button>
        ))}
      </div>
    </section>
  )
}

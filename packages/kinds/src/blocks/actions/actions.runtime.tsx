import {
  type BlockProps,
  Button,
  defineBlockRuntime,
  useLocalize,
  usePageServices,
  useRuntimeServices,
  useText,
} from '@mortise/ui'
import { IconPlus } from '@tabler/icons-react'
import { useBlockTitle } from '../../block-parts/block-card.tsx'
import { leadsTo } from '../../block-parts/block-roles.ts'
import { blockTexts } from '../../block-parts/block-texts.tsx'
import classes from '../../block-parts/blocks.module.css'
import actions, { type ActionsOptions } from './actions.ts'

/** Buttons that make a record with one click, of this record where there is one; those the user may not make are left out. */
function ActionsBlock({ block, options }: BlockProps<ActionsOptions>) {
  const t = useText(blockTexts)
  const localize = useLocalize()
  const services = useRuntimeServices()
  const { entity: page, record } = usePageServices()
  const title = useBlockTitle(block)
  const entities = options.create.flatMap((key) => {
    const entity = services.app.entities.get(key)
    return entity && services.canCreate(key) ? [entity] : []
  })
  if (entities.length === 0) return null
  function make(key: string) {
    const relation = services.app.entities.get(key)?.ownFields.find((field) => leadsTo(field, page))
    const many = relation?.kind.relation === 'many'
    const id = record && (many ? [record.id] : record.id)
    void services.createRecord?.(key, relation && id ? { [relation.key]: id } : {})
  }
  return (
    <section className={classes.actions} aria-label={title || undefined}>
      {title ? <h2 className={classes.title}>{title}</h2> : null}
      <div className={classes.buttons}>
        {entities.map((entity) => (
          <Button
            key={entity.key}
            variant="default"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => make(entity.key)}
          >
            {t('newOf', { name: localize(entity.label) })}
          </Button>
        ))}
      </div>
    </section>
  )
}

export default defineBlockRuntime<ActionsOptions>(actions, { Block: ActionsBlock })

import { blocksOf, type EntityModel } from '@mortise/metadata'
import { Button, Menu, useLocalize, useRuntimeServices, useText } from '@mortise/ui'
import { IconPlus } from '@tabler/icons-react'
import { relatedListsOf } from '../form/form-document.ts'
import { recordTexts } from './record-texts.ts'
import type { OpenRecord } from './use-open-record.ts'

interface AddRelatedProps {
  open: OpenRecord
  /** Fills the bar of a phone. */
  grow?: boolean
}

/** New records that belong to this one, whatever tab their list is on: a follow-up of a customer in two taps. */
export function AddRelated({ open, grow }: AddRelatedProps) {
  const t = useText(recordTexts)
  const localize = useLocalize()
  const services = useRuntimeServices()
  const choices = listsOf(open).flatMap((list) => choiceOf(list, services.app.entities.get(list.entity)))
  const possible = choices.filter(({ entity }) => services.canCreate(entity.key))
  if (possible.length === 0 || !services.createRecord) return null
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" fullWidth={grow} leftSection={<IconPlus size={15} aria-hidden />}>
          {t('add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="60vh" style={{ overflowY: 'auto' }}>
        {possible.map(({ entity, field }) => (
          <Menu.Item
            key={`${entity.key} ${field}`}
            onClick={() => void services.createRecord?.(entity.key, { [field]: open.record.id })}
          >
            {localize(entity.label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

interface RelatedChoice {
  entity: string
  field: string
}

/** What is listed with the record: on its page, and on its form. */
function listsOf({ page, form }: OpenRecord): RelatedChoice[] {
  const onPage = [...blocksOf(page?.blocks ?? [])].flatMap(({ block, options = {} }) => {
    const { entity, field } = options
    return block === 'related_list' && typeof entity === 'string' && typeof field === 'string'
      ? [{ entity, field }]
      : []
  })
  const lists = [...onPage, ...relatedListsOf(form.items)]
  return lists.filter(
    ({ entity, field }, index) =>
      lists.findIndex((other) => other.entity === entity && other.field === field) === index,
  )
}

function choiceOf({ field }: RelatedChoice, entity: EntityModel | undefined) {
  return entity && !entity.parent ? [{ field, entity }] : []
}

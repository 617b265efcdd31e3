import type { EntityModel, FormDocument, FormItem } from '@mortise/metadata'
import { Button, Menu, useLocalize, useRuntimeServices, useText } from '@mortise/ui'
import { IconPlus } from '@tabler/icons-react'
import { relatedListsOf } from '../form/form-document.ts'
import { recordTexts } from './record-texts.ts'

interface AddRelatedProps {
  form: FormDocument
  recordId: string
  /** Fills the bar of a phone. */
  grow?: boolean
}

/** New records that belong to this one, whatever tab their list is on: a follow-up of a customer in two taps. */
export function AddRelated({ form, recordId, grow }: AddRelatedProps) {
  const t = useText(recordTexts)
  const localize = useLocalize()
  const services = useRuntimeServices()
  const choices = relatedListsOf(form.items).flatMap((item) => choiceOf(item, services.app.entities.get(item.entity)))
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
        {possible.map(({ entity, item }) => (
          <Menu.Item
            key={item.key}
            onClick={() => void services.createRecord?.(entity.key, { [item.field]: recordId })}
          >
            {localize(entity.label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function choiceOf(item: Extract<FormItem, { item: 'related_list' }>, entity: EntityModel | undefined) {
  return entity && !entity.parent ? [{ item, entity }] : []
}

import type { EntityDocument, FieldDocument } from '@mortise/metadata'
import { ActionIcon, Menu, useLocalize, useText } from '@mortise/ui'
import {
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconDots,
  IconHeading,
  IconTransform,
  IconTrash,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useDesign } from '../../draft/design-context.ts'
import { firstFree, takenFieldKeys } from '../../keys/free-key.ts'
import { lazyPart } from '../../lazy-part.tsx'
import type { TableActions } from '../use-table.ts'
import { fieldTexts } from './field-texts.ts'

const DeleteFieldDialog = lazyPart(async () => (await import('../delete-field-dialog.tsx')).DeleteFieldDialog)
const TypeChangeDialog = lazyPart(async () => (await import('../type-change-dialog.tsx')).TypeChangeDialog)

interface FieldMenuProps {
  table: EntityDocument
  field: FieldDocument
  place: number
  actions: TableActions
  onMove(key: string, to: number): void
  onSelect(key: string): void
}

/** What can be done with a field besides changing it. */
export function FieldMenu({ table, field, place, actions, onMove, onSelect }: FieldMenuProps) {
  const t = useText(fieldTexts)
  const localize = useLocalize()
  const { fieldTypes } = useDesign()
  const [dialog, setDialog] = useState<'delete' | 'type' | null>(null)
  const isTitle = table.titleField === field.key
  const mayBeTitle = fieldTypes.has(field.type) && fieldTypes.get(field.type).title
  function duplicate() {
    const taken = takenFieldKeys(table)
    const key = firstFree(`${field.key}_2`, (one) => taken.has(one))
    actions.addField({ field: { ...field, key }, at: place + 1, shown: false })
    onSelect(key)
  }
  return (
    <>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon size="sm" aria-label={t('actionsOf', { name: localize(field.label) })}>
            <IconDots size={15} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconArrowUp size={15} aria-hidden />} onClick={() => onMove(field.key, place - 1)}>
            {t('moveUp')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowDown size={15} aria-hidden />} onClick={() => onMove(field.key, place + 2)}>
            {t('moveDown')}
          </Menu.Item>
          {mayBeTitle && !isTitle ? (
            <Menu.Item
              leftSection={<IconHeading size={15} aria-hidden />}
              onClick={() => actions.changeTable((present) => ({ ...present, titleField: field.key }))}
            >
              {t('makeTitle')}
            </Menu.Item>
          ) : null}
          {table.figures ? null : (
            <>
              <Menu.Item leftSection={<IconTransform size={15} aria-hidden />} onClick={() => setDialog('type')}>
                {t('changeType')}
              </Menu.Item>
              <Menu.Item leftSection={<IconCopy size={15} aria-hidden />} onClick={duplicate}>
                {t('duplicate')}
              </Menu.Item>
            </>
          )}
          {isTitle ? null : (
            <>
              <Menu.Divider />
              <Menu.Item
                color="red"
                leftSection={<IconTrash size={15} aria-hidden />}
                onClick={() => setDialog('delete')}
              >
                {t('deleteField')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'delete' ? <DeleteFieldDialog table={table} field={field} onClose={() => setDialog(null)} /> : null}
      {dialog === 'type' ? <TypeChangeDialog table={table} field={field} onClose={() => setDialog(null)} /> : null}
    </>
  )
}

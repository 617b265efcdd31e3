import type { EntityModel } from '@mortise/metadata'
import { Button, commonTexts, Group, Modal, Select, Stack, useLocalize, useText } from '@mortise/ui'
import { type FormEvent, useState } from 'react'
import { useApp, useCapabilities } from '../../../api/use-app.ts'
import { KindInput } from '../../filter/kind-input.tsx'
import { listTexts } from '../list-texts.ts'
import { hasRules } from './use-bulk.ts'

interface BulkEditDialogProps {
  entity: EntityModel
  count: number
  /** So many of them may not be changed. */
  fixed: number
  /** How far it is. */
  progress: string | null
  onApply(values: { [field: string]: unknown }): Promise<boolean>
  onClose(): void
}

/** One field and the value it shall have in all selected records. */
export function BulkEditDialog({ entity, count, fixed, progress, onApply, onClose }: BulkEditDialogProps) {
  const t = useText(listTexts)
  const common = useText(commonTexts)
  const label = useLocalize()
  const capabilities = useCapabilities(entity.key)
  const [key, setKey] = useState<string | null>(null)
  const [value, setValue] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const field = key === null ? undefined : entity.fields.get(key)
  const shown = count.toLocaleString()
  const changed = (count - fixed).toLocaleString()
  const { model } = useApp()
  const ruled = hasRules(model, entity)
  const editable = [...entity.fields.values()].filter(
    (candidate) =>
      capabilities.fields[candidate.key] === 'write' &&
      candidate.kind.writable !== false &&
      candidate.kind.relation !== 'children' &&
      (!candidate.system || candidate.key === 'owner' || candidate.key === 'department'),
  )

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!field) return
    setBusy(true)
    if (await onApply({ [field.key]: value })) onClose()
    else setBusy(false)
  }
  return (
    <Modal opened onClose={onClose} title={t('bulkEditTitle', { count, shown })} size="md">
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          <Select
            label={t('bulkField')}
            data={editable.map((candidate) => ({ value: candidate.key, label: label(candidate.label) }))}
            value={key}
            onChange={(next) => {
              setKey(next)
              setValue(next === null ? null : (entity.fields.get(next)?.kind.blank ?? null))
            }}
            searchable
            data-autofocus
          />
          {field && (
            <div>
              <div style={{ fontSize: 'var(--ui-text-small)', fontWeight: 500, marginBottom: 4 }}>{t('bulkValue')}</div>
              <KindInput key={field.key} field={field} value={value} onChange={setValue} label={t('bulkValue')} />
            </div>
          )}
          {field && (
            <p style={{ color: 'var(--ui-text-2)' }}>
              {t('bulkPreview', { shown: changed, field: label(field.label) })}
            </p>
          )}
          {fixed > 0 ? (
            <p style={{ color: 'var(--ui-text-2)' }}>{t('bulkFixedStay', { shown, fixed: fixed.toLocaleString() })}</p>
          ) : null}
          {ruled ? <p style={{ color: 'var(--ui-text-2)' }}>{t('bulkByRules')}</p> : null}
          {progress ? <p role="status">{progress}</p> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" disabled={!field} loading={busy}>
              {t('bulkApply', { shown: changed })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

import { Button, commonTexts, Group, Modal, SegmentedControl, Stack, TextInput, useText } from '@mortise/ui'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { listTexts } from '../list-texts.ts'

interface ViewDialogProps {
  title: string
  initial: { name: string; shared: boolean }
  /** Between name and who can use it: the type of a new view and what it needs. */
  children?: ReactNode
  /** Something above is not there yet. */
  incomplete?: boolean
  /** Whether it was saved; the dialog stays open otherwise. */
  onSubmit(name: string, shared: boolean): Promise<boolean>
  onClose(): void
}

/** Name of a view, and whether others may use it. */
export function ViewDialog({ title, initial, children, incomplete, onSubmit, onClose }: ViewDialogProps) {
  const t = useText(listTexts)
  const common = useText(commonTexts)
  const forId = useId()
  const [name, setName] = useState(initial.name)
  const [shared, setShared] = useState(initial.shared)
  const [missing, setMissing] = useState(false)
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (name.trim() === '') return setMissing(true)
    setBusy(true)
    if (await onSubmit(name.trim(), shared)) onClose()
    else setBusy(false)
  }
  return (
    <Modal opened onClose={onClose} title={title} size={children ? 'lg' : 'sm'}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          <TextInput
            label={t('viewName')}
            value={name}
            maxLength={100}
            data-autofocus
            error={missing && name.trim() === '' ? t('viewNameNeeded') : undefined}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {children}
          <div>
            <div id={forId} style={{ fontSize: 'var(--ui-text-small)', fontWeight: 500, marginBottom: 4 }}>
              {t('viewFor')}
            </div>
            <SegmentedControl
              fullWidth
              aria-labelledby={forId}
              data={[
                { value: 'personal', label: t('viewPersonal') },
                { value: 'shared', label: t('viewShared') },
              ]}
              value={shared ? 'shared' : 'personal'}
              onChange={(value) => setShared(value === 'shared')}
            />
          </div>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={incomplete ?? false}>
              {common('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

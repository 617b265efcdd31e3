import { ActionIcon, Alert, Button, Modal, Stack, toast, useLocalize, useText } from '@mortise/ui'
import { IconPencil } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/api-client.ts'
import { messageOf } from '../../api/api-error.ts'
import { queryClient } from '../../api/query-client.ts'
import { sessionQuery, useSession } from '../../api/session.ts'
import { adminTexts } from '../frame/admin-texts.ts'
import { NameFields, namesFrom, textOf } from '../frame/name-fields.tsx'
import classes from './system-page.module.css'
import { systemTexts } from './system-texts.ts'

/** What the workspace is called, with the way to change it. */
export function WorkspaceName() {
  const t = useText(systemTexts)
  const localize = useLocalize()
  const { workspace } = useSession()
  const [renaming, setRenaming] = useState(false)
  return (
    <span className={classes.named}>
      {localize(workspace.name)}
      <ActionIcon size="sm" aria-label={t('renameWorkspace')} onClick={() => setRenaming(true)}>
        <IconPencil size={14} aria-hidden />
      </ActionIcon>
      {renaming ? <RenameDialog onClose={() => setRenaming(false)} /> : null}
    </span>
  )
}

function RenameDialog({ onClose }: { onClose(): void }) {
  const t = useText(systemTexts)
  const common = useText(adminTexts)
  const { workspace } = useSession()
  const [names, setNames] = useState(namesFrom(workspace.name))
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  async function submit(event: FormEvent) {
    event.preventDefault()
    const name = textOf(names)
    if (name.zh === '') return setError(common('nameMissing'))
    setBusy(true)
    try {
      await api.patch('/admin/workspace', { name })
      await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey })
      toast(common('saved'))
      onClose()
    } catch (failure) {
      setError(messageOf(failure))
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} title={t('renameWorkspace')}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="lg">
          {error ? (
            <Alert color="red" role="alert">
              {error}
            </Alert>
          ) : null}
          <NameFields names={names} onChange={setNames} maxLength={60} />
          <Button type="submit" size="md" loading={busy}>
            {t('save')}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}

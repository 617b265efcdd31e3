import { ActionIcon, toast, useLocalize, useText } from '@mortise/ui'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { api } from '../../api/api-client.ts'
import { queryClient } from '../../api/query-client.ts'
import { sessionQuery, useSession } from '../../api/session.ts'
import { adminTexts } from '../frame/admin-texts.ts'
import { FormDialog } from '../frame/form-dialog.tsx'
import { NameFields, nameProblem, namesFrom, textOf } from '../frame/name-fields.tsx'
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
  async function save() {
    await api.patch('/admin/workspace', { name: textOf(names) })
    await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey })
    toast(common('saved'))
  }
  return (
    <FormDialog
      title={t('renameWorkspace')}
      submit={common('save')}
      problem={() => nameProblem(names)}
      save={save}
      onClose={onClose}
    >
      <NameFields names={names} onChange={setNames} maxLength={60} />
    </FormDialog>
  )
}

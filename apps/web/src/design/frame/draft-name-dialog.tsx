import type { DraftSummary } from '@mortise/api'
import { TextInput, useText } from '@mortise/ui'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { FormDialog } from '../../admin/frame/form-dialog.tsx'
import { api } from '../../api/api-client.ts'
import { queryClient } from '../../api/query-client.ts'
import { useDesign, useDraft } from '../draft/design-context.ts'
import { designTexts } from './design-texts.ts'
import { draftsQuery } from './drafts-query.ts'

/** The name of a new draft, or another one for the open draft. */
export function DraftNameDialog({ mode, onClose }: { mode: 'new' | 'rename'; onClose(): void }) {
  const t = useText(designTexts)
  const navigate = useNavigate()
  const { app, store } = useDesign()
  const draft = useDraft((snapshot) => snapshot.draft)
  const [name, setName] = useState(mode === 'rename' ? (draft.name ?? t('mainDraft')) : '')
  async function save() {
    if (mode === 'rename') {
      await api.patch(`/apps/${app}/drafts/${draft.key}`, { name: name.trim() })
      await store.refresh()
    } else {
      const made = await api.post<DraftSummary>(`/apps/${app}/drafts`, { name: name.trim() })
      await navigate({ to: '/design/$app/$', params: { app, _splat: '' }, search: { draft: made.key } })
    }
    await queryClient.invalidateQueries({ queryKey: draftsQuery(app).queryKey })
  }
  return (
    <FormDialog
      title={t(mode === 'new' ? 'newDraftTitle' : 'renameDraftTitle')}
      submit={t(mode === 'new' ? 'create' : 'rename')}
      problem={() => (name.trim() ? null : t('draftName'))}
      save={save}
      onClose={onClose}
    >
      <TextInput
        label={t('draftName')}
        description={t('draftNameHint')}
        size="md"
        required
        maxLength={80}
        data-autofocus
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

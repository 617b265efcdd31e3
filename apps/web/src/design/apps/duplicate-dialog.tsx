import type { AppSummary, DuplicateInput } from '@mortise/api'
import { useLocalize, useText } from '@mortise/ui'
import { useNavigate } from '@tanstack/react-router'
import { FormDialog } from '../../admin/frame/form-dialog.tsx'
import { api } from '../../api/api-client.ts'
import { inBoth } from '../in-both.ts'
import { AppNameFields, useAppName } from './app-name-fields.tsx'
import { appTexts } from './app-texts.ts'
import { refreshApps } from './apps-data.ts'

/** Another app that is designed like this one. */
export function DuplicateDialog({ app, onClose }: { app: AppSummary; onClose(): void }) {
  const t = useText(appTexts)
  const localize = useLocalize()
  const navigate = useNavigate()
  const name = useAppName(inBoth(appTexts, 'copyOf', (language) => ({ name: app.label[language] })))
  async function save() {
    const made = await api.post<AppSummary>(`/apps/${app.key}/duplicate`, {
      key: name.key,
      label: name.label,
    } satisfies DuplicateInput)
    await refreshApps()
    await navigate({ to: '/design/$app/$', params: { app: made.key, _splat: '' } })
  }
  return (
    <FormDialog
      title={t('duplicateTitle', { name: localize(app.label) })}
      submit={t('create')}
      problem={name.problem}
      save={save}
      onClose={onClose}
    >
      <p style={{ color: 'var(--ui-text-2)' }}>{t('duplicateText')}</p>
      <AppNameFields name={name} />
    </FormDialog>
  )
}

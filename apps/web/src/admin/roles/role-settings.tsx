import type { RoleDocument } from '@mortise/metadata'
import { Stack, Switch, Textarea, TextInput, useText } from '@mortise/ui'
import { NameFields } from '../frame/name-fields.tsx'
import classes from './role-page.module.css'
import { roleTexts } from './role-texts.ts'

interface RoleSettingsProps {
  document: RoleDocument
  nameError: string | null
  onChange(next: (role: RoleDocument) => RoleDocument): void
}

/** What a role is called and for, and whether it may design the app. */
export function RoleSettings({ document, nameError, onChange }: RoleSettingsProps) {
  const t = useText(roleTexts)
  const { zh = '', en = '' } = document.description ?? {}
  const describe = (part: { zh?: string; en?: string }) =>
    onChange((role) => withDescription(role, { zh, en, ...role.description, ...part }))
  return (
    <Stack gap="lg" className={classes.settings}>
      <NameFields
        names={document.label}
        error={nameError}
        onChange={(label) => onChange((role) => ({ ...role, label }))}
      />
      <Textarea
        label={t('description')}
        lang="zh"
        maxLength={500}
        value={zh}
        onChange={(event) => describe({ zh: event.currentTarget.value })}
      />
      <Textarea
        label={t('descriptionEn')}
        lang="en"
        maxLength={500}
        value={en}
        onChange={(event) => describe({ en: event.currentTarget.value })}
      />
      <TextInput label={t('key')} size="md" value={document.key} readOnly disabled />
      <Switch
        label={t('design')}
        description={t('designHint')}
        checked={document.design === true}
        onChange={(event) => {
          const design = event.currentTarget.checked
          onChange(({ design: _former, ...role }) => (design ? { ...role, design } : role))
        }}
      />
    </Stack>
  )
}

/** No description at all when both languages are empty. */
function withDescription(
  { description: _former, ...role }: RoleDocument,
  next: { zh: string; en: string },
): RoleDocument {
  return next.zh === '' && next.en === '' ? role : { ...role, description: next }
}

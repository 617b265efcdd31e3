import type { DraftState } from '@mortise/api'
import { keyPattern, type RoleDocument } from '@mortise/metadata'
import { Select, TextInput, toast, useLocalize, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../api/api-client.ts'
import { useSession } from '../../api/session.ts'
import { adminRolesQuery, draftQuery, keepDraft } from '../admin-data.ts'
import { FormDialog } from '../frame/form-dialog.tsx'
import { NameFields, nameProblem, namesFrom, textOf } from '../frame/name-fields.tsx'
import { suggestKey } from '../frame/suggest-key.ts'
import { rolesOf } from './draft-roles.ts'
import { roleTexts } from './role-texts.ts'

/** Makes a role in the draft of an app, empty or with the rights of another. */
export function NewRoleDialog({ onClose }: { onClose(): void }) {
  const t = useText(roleTexts)
  const localize = useLocalize()
  const navigate = useNavigate()
  const { apps } = useSession()
  const [app, setApp] = useState(apps[0]?.key ?? '')
  const [names, setNames] = useState(namesFrom(undefined))
  const [typedKey, setKey] = useState<string | null>(null)
  const [source, setSource] = useState<string | null>(null)
  const roles = useRoles(app)
  const taken = new Set(roles.map((role) => role.key))
  const key = typedKey ?? suggestKey(names.en, taken, 'role')
  async function save() {
    const { description: _none, ...copied } = roles.find((role) => role.key === source) ?? { entities: {} }
    const role: RoleDocument = { ...copied, kind: 'role', key, label: textOf(names) }
    keepDraft(app, await api.put<DraftState>(`/apps/${app}/draft/documents/role/${key}`, role))
    toast(t('created'))
    await navigate({ to: '/admin/$', params: { _splat: `roles/${app}/${key}` } })
  }
  return (
    <FormDialog
      title={t('newRole')}
      submit={t('createRole')}
      problem={() => nameProblem(names) ?? keyProblem(key, taken)}
      save={save}
      onClose={onClose}
    >
      {apps.length > 1 ? (
        <Select
          label={t('app')}
          size="md"
          allowDeselect={false}
          data={apps.map((one) => ({ value: one.key, label: localize(one.label) }))}
          value={app}
          onChange={(value) => setApp(value ?? app)}
        />
      ) : null}
      <NameFields names={names} onChange={setNames} />
      <TextInput
        label={t('key')}
        description={t('keyHint')}
        size="md"
        maxLength={41}
        autoComplete="off"
        spellCheck={false}
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
      />
      <Select
        label={t('copyFrom')}
        placeholder={t('copyNothing')}
        size="md"
        clearable
        data={roles.map((role) => ({ value: role.key, label: localize(role.label) }))}
        value={source}
        onChange={setSource}
      />
    </FormDialog>
  )
}

function useRoles(app: string): RoleDocument[] {
  const draft = useQuery(draftQuery(app)).data
  const published = useQuery(adminRolesQuery).data
  return draft && published ? rolesOf(app, draft, published).map(({ document }) => document) : []
}

function keyProblem(key: string, taken: ReadonlySet<string>): string | null {
  if (!new RegExp(keyPattern).test(key)) return roleTexts.t('keyInvalid')
  return taken.has(key) ? roleTexts.t('keyTaken') : null
}

import type { DraftState } from '@mortise/api'
import { keyPattern, type RoleDocument } from '@mortise/metadata'
import { Alert, Button, Modal, Select, Stack, TextInput, toast, useLocalize, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/api-client.ts'
import { messageOf } from '../../api/api-error.ts'
import { useSession } from '../../api/session.ts'
import { adminRolesQuery, draftQuery, keepDraft } from '../admin-data.ts'
import { adminTexts } from '../frame/admin-texts.ts'
import { NameFields, namesFrom, textOf } from '../frame/name-fields.tsx'
import { rolesOf } from './draft-roles.ts'
import { roleTexts } from './role-texts.ts'

/** Makes a role in the draft of an app, empty or with the rights of another. */
export function NewRoleDialog({ onClose }: { onClose(): void }) {
  const t = useText(roleTexts)
  const localize = useLocalize()
  const { apps } = useSession()
  const [app, setApp] = useState(apps[0]?.key ?? '')
  const [names, setNames] = useState(namesFrom(undefined))
  const [typedKey, setKey] = useState<string | null>(null)
  const [source, setSource] = useState<string | null>(null)
  const roles = useRoles(app)
  const { error, busy, create } = useCreate(app, roles)
  const key = typedKey ?? suggestKey(names.en, roles)
  function submit(event: FormEvent) {
    event.preventDefault()
    const copied = roles.find((role) => role.key === source)
    const label = textOf(names)
    void create({ ...copied, kind: 'role', key, label, description: undefined, entities: copied?.entities ?? {} })
  }
  return (
    <Modal opened onClose={onClose} title={t('newRole')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="lg">
          {error ? (
            <Alert color="red" role="alert">
              {error}
            </Alert>
          ) : null}
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
          <Button type="submit" size="md" loading={busy}>
            {t('createRole')}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}

function useRoles(app: string): RoleDocument[] {
  const draft = useQuery(draftQuery(app)).data
  const published = useQuery(adminRolesQuery).data
  return draft && published ? rolesOf(app, draft, published).map(({ document }) => document) : []
}

function useCreate(app: string, roles: readonly RoleDocument[]) {
  const navigate = useNavigate()
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  async function create({ description: _none, ...role }: RoleDocument) {
    if (role.label.zh === '') return setError(adminTexts.t('nameMissing'))
    if (!new RegExp(keyPattern).test(role.key)) return setError(roleTexts.t('keyInvalid'))
    if (roles.some(({ key }) => key === role.key)) return setError(roleTexts.t('keyTaken'))
    setBusy(true)
    try {
      keepDraft(app, await api.put<DraftState>(`/apps/${app}/draft/documents/role/${role.key}`, role))
      toast(roleTexts.t('created'))
      await navigate({ to: '/admin/$', params: { _splat: `roles/${app}/${role.key}` } })
    } catch (failure) {
      setError(messageOf(failure))
      setBusy(false)
    }
  }
  return { error, busy, create }
}

/** "Area manager" → area_manager; a number is added where that is taken. */
function suggestKey(name: string, roles: readonly RoleDocument[]): string {
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? []
  const plain =
    words
      .join('_')
      .replace(/^[0-9_]+/, '')
      .slice(0, 36) || 'role'
  const taken = (key: string) => roles.some((role) => role.key === key)
  let key = plain
  for (let count = 2; taken(key); count += 1) key = `${plain}_${count}`
  return key
}

import type { AdminUser } from '@mortise/api'
import { EmptyState, SidePanel, toast, UnsavedBar, useShortcuts, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../api/api-client.ts'
import { ApiError, messageOf } from '../../api/api-error.ts'
import { adminDepartmentsQuery, adminUsersQuery, refreshPeople } from '../admin-data.ts'
import { QueryState } from '../frame/query-state.tsx'
import { useUnsavedGuard } from '../frame/use-unsaved-guard.ts'
import { peopleTexts } from './people-texts.ts'
import { changesOf, draftOf, newPerson, type PersonDraft, type PersonProblems, problemsOf } from './person-draft.ts'
import { PersonFields } from './person-fields.tsx'
import { PersonSecurity } from './person-security.tsx'

/** Somebody beside the list: to look at and change, or to make (`id` is `new`). */
export function PersonPanel({ id, onClose }: { id: string; onClose(): void }) {
  const t = useText(peopleTexts)
  const users = useQuery(adminUsersQuery)
  const departments = useQuery(adminDepartmentsQuery)
  const user = users.data?.find((candidate) => candidate.id === id)
  const ready = users.data && departments.data
  if (ready && (user || id === 'new')) return <PersonEditor user={user ?? null} onClose={onClose} />
  return (
    <SidePanel title={t('personPanel')} onClose={onClose}>
      {ready ? (
        <EmptyState compact icon="user-search" title={t('notFound')} text={t('notFoundText')} />
      ) : (
        <QueryState queries={[users, departments]} />
      )}
    </SidePanel>
  )
}

function PersonEditor({ user, onClose }: { user: AdminUser | null; onClose(): void }) {
  const t = useText(peopleTexts)
  const editor = usePersonEditor(user, onClose)
  const { draft, dirty, state, problems, message } = editor
  useShortcuts({ 'mod+enter': editor.save }, dirty || !user)
  return (
    <SidePanel
      title={user ? user.name : t('newPerson')}
      onClose={onClose}
      footer={
        dirty || !user ? (
          <UnsavedBar
            state={state}
            detail={message}
            onSave={editor.save}
            onDiscard={user ? editor.discard : editor.leave}
            saveLabel={user ? undefined : t('create')}
          />
        ) : null
      }
    >
      <PersonFields id={user?.id ?? null} draft={draft} problems={problems} onChange={editor.change} />
      {user ? <PersonSecurity user={user} /> : null}
    </SidePanel>
  )
}

function usePersonEditor(user: AdminUser | null, onClose: () => void) {
  const t = useText(peopleTexts)
  const navigate = useNavigate()
  const [fresh] = useState(newPerson)
  const before = user ? draftOf(user) : fresh
  const [changes, setChanges] = useState<Partial<PersonDraft>>({})
  const [state, setState] = useState<'unsaved' | 'saving' | 'failed'>('unsaved')
  const [problems, setProblems] = useState<PersonProblems>({})
  const [message, setMessage] = useState<string | null>(null)
  const draft = { ...before, ...changes }
  const dirty = Object.keys(changesOf(before, draft)).length > 0
  const release = useUnsavedGuard(dirty)

  function discard() {
    setChanges({})
    setProblems({})
    setMessage(null)
    setState('unsaved')
  }
  function refuse(found: PersonProblems, text: string | null) {
    setProblems(found)
    setMessage(text)
    setState('failed')
  }
  async function save() {
    const found = problemsOf(draft)
    const missing = Object.entries(found).map(([field, key]) => [field, t(key)])
    if (missing.length > 0) return refuse(Object.fromEntries(missing), null)
    setState('saving')
    try {
      const saved = user
        ? await api.patch<AdminUser>(`/admin/users/${user.id}`, changesOf(before, draft))
        : await api.post<AdminUser>('/admin/users', { ...draft, name: draft.name.trim(), email: draft.email.trim() })
      await refreshPeople()
      release()
      discard()
      toast(user ? t('saved') : t('created', { name: saved.name }))
      if (!user) await navigate({ to: '/admin/$', params: { _splat: `users/${saved.id}` } })
    } catch (error) {
      const field = error instanceof ApiError ? fieldOf(error.body?.path) : null
      refuse(field ? { [field]: messageOf(error) } : {}, field ? null : messageOf(error))
    }
  }
  return {
    ...{ draft, dirty, state, problems, message, discard },
    save: () => void save(),
    leave() {
      release()
      onClose()
    },
    change(part: Partial<PersonDraft>) {
      setChanges((present) => ({ ...present, ...part }))
      setProblems((present) => Object.fromEntries(Object.entries(present).filter(([key]) => !(key in part))))
      setState('unsaved')
      setMessage(null)
    },
  }
}

const fields: readonly (keyof PersonDraft)[] = [
  'name',
  'email',
  'title',
  'departmentId',
  'managerId',
  'roles',
  'password',
]

/** The field that the server's complaint is about: `/email`, `roles/0`. */
function fieldOf(path: string | null | undefined): keyof PersonDraft | null {
  const [first] = (path ?? '').replace(/^\//, '').split('/')
  return fields.find((field) => field === first) ?? null
}

import type { DraftState } from '@mortise/api'
import { deepEqual, localize } from '@mortise/core'
import type { RoleDocument } from '@mortise/metadata'
import { confirm, currentLanguage, toastError } from '@mortise/ui'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { api } from '../../api/api-client.ts'
import { messageOf, requestIdOf } from '../../api/api-error.ts'
import { keepDraft } from '../admin-data.ts'
import { nameProblem, textOf } from '../frame/name-fields.tsx'
import { useUnsavedGuard } from '../frame/use-unsaved-guard.ts'
import type { DraftRole } from './draft-roles.ts'
import { roleTexts } from './role-texts.ts'

/** A role while it is changed; saving puts it into the draft of its app. */
export function useRoleEditor(app: string, role: DraftRole) {
  const navigate = useNavigate()
  const saved = role.document
  const [edited, setEdited] = useState<RoleDocument | null>(null)
  const [state, setState] = useState<'unsaved' | 'saving' | 'failed'>('unsaved')
  const [message, setMessage] = useState<string | null>(null)
  const document = edited ?? saved
  const dirty = !deepEqual(document, saved)
  const release = useUnsavedGuard(dirty)
  const path = `/apps/${app}/draft/documents/role/${saved.key}`

  const change = useCallback(
    (next: (role: RoleDocument) => RoleDocument) => {
      setEdited((present) => next(present ?? saved))
      setState('unsaved')
      setMessage(null)
    },
    [saved],
  )
  async function save(): Promise<boolean> {
    const nameless = nameProblem(document.label)
    if (nameless !== null) {
      setState('failed')
      setMessage(nameless)
      return false
    }
    const label = textOf(document.label)
    setState('saving')
    try {
      const description = document.description && textOf(document.description)
      keepDraft(app, await api.put<DraftState>(path, { ...document, label, ...(description && { description }) }))
      setEdited(null)
      setState('unsaved')
      return true
    } catch (error) {
      setState('failed')
      setMessage(messageOf(error))
      return false
    }
  }
  async function remove() {
    if (!(await confirmRemoval(role))) return
    try {
      keepDraft(app, await api.delete<DraftState>(path))
      release()
      await navigate({ to: '/admin/$', params: { _splat: 'roles' } })
    } catch (error) {
      toastError(messageOf(error), requestIdOf(error))
    }
  }
  return {
    ...{ document, dirty, state, message, change, save },
    nameError: state === 'failed' ? nameProblem(document.label) : null,
    remove: () => void remove(),
    discard() {
      setEdited(null)
      setState('unsaved')
      setMessage(null)
    },
  }
}

function confirmRemoval({ document, userCount }: DraftRole): Promise<boolean> {
  const { t } = roleTexts
  const used = userCount > 0 ? [t('deleteUsed', { count: userCount })] : []
  return confirm({
    title: t('deleteTitle', { name: localize(document.label, currentLanguage()) }),
    text: [...used, t('deleteText')].join(currentLanguage() === 'zh' ? '' : ' '),
    confirmLabel: t('deleteRole'),
    danger: true,
  })
}

import type { Session } from '@mortise/api'
import { Button, commonTexts, Stack, TextInput, toast, toastError, useText } from '@mortise/ui'
import { type FormEvent, useState } from 'react'
import { api } from '../api/api-client.ts'
import { messageOf, requestIdOf } from '../api/api-error.ts'
import { queryClient } from '../api/query-client.ts'
import { sessionQuery, useSession } from '../api/session.ts'
import { AccountSection } from './account-section.tsx'
import { accountTexts } from './account-texts.ts'

/** The user's name as others see it. */
export function ProfileSection() {
  const t = useText(accountTexts)
  const common = useText(commonTexts)
  const { user } = useSession()
  const [name, setName] = useState(user.name)
  const [busy, setBusy] = useState(false)
  const changed = name.trim() !== '' && name.trim() !== user.name
  async function save(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    try {
      const session = await api.patch<Session>('/session', { name: name.trim() })
      queryClient.setQueryData(sessionQuery.queryKey, session)
      toast(t('nameSaved'))
    } catch (error) {
      toastError(messageOf(error), requestIdOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <AccountSection title={t('profile')}>
      <form onSubmit={(event) => void save(event)}>
        <Stack gap="lg">
          <TextInput
            label={t('name')}
            autoComplete="name"
            size="md"
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput label={t('email')} description={t('emailHint')} size="md" value={user.email} readOnly />
          <div>
            <Button type="submit" variant="default" disabled={!changed} loading={busy}>
              {common('save')}
            </Button>
          </div>
        </Stack>
      </form>
    </AccountSection>
  )
}

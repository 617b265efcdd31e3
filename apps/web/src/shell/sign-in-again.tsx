import { Alert, Button, Modal, PasswordInput, Stack, Text, useText } from '@mortise/ui'
import { type FormEvent, useState } from 'react'
import { messageOf } from '../api/api-error.ts'
import { resyncApp } from '../api/live.ts'
import { queryClient } from '../api/query-client.ts'
import { signIn, useSession } from '../api/session.ts'
import { useShell } from './shell-context.ts'
import { signInAgainTexts } from './sign-in-again-texts.ts'

/** The session ended while the page was open: asks for the password over it, so that nothing typed is lost. */
export function SignInAgain() {
  const t = useText(signInAgainTexts)
  const { user } = useSession()
  const { appKey } = useShell()
  const [password, setPassword] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      const session = await signIn(user.email, password)
      if (session.user.id !== user.id) location.reload()
      void queryClient.invalidateQueries()
      if (appKey) resyncApp(appKey)
    } catch (failure) {
      setError(messageOf(failure))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={() => undefined} withCloseButton={false} title={t('expiredTitle')} zIndex={1000}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          <Text c="dimmed">{t('expiredText')}</Text>
          {error ? (
            <Alert color="red" role="alert">
              {error}
            </Alert>
          ) : null}
          <input type="hidden" name="username" autoComplete="username" value={user.email} readOnly />
          <PasswordInput
            label={`${t('password')} · ${user.email}`}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            autoComplete="current-password"
            data-autofocus
            required
            size="md"
          />
          <Button type="submit" loading={busy} size="md" fullWidth>
            {t('signIn')}
          </Button>
          <Button variant="subtle" component="a" href="/login">
            {t('otherUser')}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}

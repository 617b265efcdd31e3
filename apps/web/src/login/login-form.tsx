import type { Language } from '@mortise/core'
import { Alert, Button, PasswordInput, Stack, TextInput, useLanguage, useText } from '@mortise/ui'
import { type FormEvent, useState } from 'react'
import { messageOf } from '../api/api-error.ts'
import { signIn } from '../api/session.ts'
import { type DemoLogin, DemoLogins } from './demo-logins.tsx'
import { loginTexts } from './login-texts.ts'

export interface LoginFormProps {
  /** Chosen on this page; it becomes the user's. */
  language?: Language
  onSignedIn(): void
}

/** E-mail, password, and the demo accounts where the server offers them. */
export function LoginForm({ language, onSignedIn }: LoginFormProps) {
  const t = useText(loginTexts)
  const pageLanguage = useLanguage()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState<string | null>(null)
  async function enter(login: { email: string; password: string }, who: string, wanted = language) {
    setBusy(who)
    setError(null)
    try {
      await signIn(login.email.trim(), login.password, wanted)
      onSignedIn()
    } catch (failure) {
      setError(messageOf(failure))
      setBusy(null)
    }
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!email.trim() || !password) setError(t('required'))
    else void enter({ email, password }, 'form')
  }
  const enterDemo = (login: DemoLogin) => {
    setEmail(login.email)
    // The account is everybody's: its language is that of whoever stands before it now.
    void enter(login, login.email, pageLanguage)
  }
  return (
    <>
      <form onSubmit={submit} noValidate>
        <Stack gap="lg">
          {error ? (
            <Alert color="red" role="alert">
              {error}
            </Alert>
          ) : null}
          <TextInput
            label={t('email')}
            type="email"
            name="email"
            autoComplete="username"
            autoFocus
            size="md"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('password')}
            name="password"
            autoComplete="current-password"
            size="md"
            value={password}
            visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button
            type="submit"
            size="md"
            fullWidth
            loading={busy === 'form'}
            disabled={busy !== null && busy !== 'form'}
          >
            {t('signIn')}
          </Button>
        </Stack>
      </form>
      <DemoLogins busy={busy} onChoose={enterDemo} />
    </>
  )
}

import type { AdminUser } from '@mortise/api'
import { Alert, Button, Modal, Stack, toast, useText } from '@mortise/ui'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/api-client.ts'
import { messageOf } from '../../api/api-error.ts'
import { generatePassword } from './generate-password.ts'
import { PasswordField } from './password-field.tsx'
import { peopleTexts } from './people-texts.ts'

/** Gives somebody a new password. */
export function ResetPasswordDialog({ user, onClose }: { user: AdminUser; onClose(): void }) {
  const t = useText(peopleTexts)
  const [password, setPassword] = useState(generatePassword)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  async function submit(event: FormEvent) {
    event.preventDefault()
    // The dialog stands inside the panel of the person, whose own form must not hear of this.
    event.stopPropagation()
    if (password.length < 8) return setError(t('passwordShort'))
    setBusy(true)
    try {
      await api.post(`/admin/users/${user.id}/password`, { password })
      toast(t('passwordReset'))
      onClose()
    } catch (failure) {
      setError(messageOf(failure))
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} title={t('resetPassword')}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="lg">
          {error ? (
            <Alert color="red" role="alert">
              {error}
            </Alert>
          ) : null}
          <div>{t('resetText', { name: user.name })}</div>
          <PasswordField label={t('newPassword')} value={password} onChange={setPassword} />
          <Button type="submit" size="md" loading={busy}>
            {t('resetPassword')}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}

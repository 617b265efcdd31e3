import type { AdminUser } from '@mortise/api'
import { toast, useText } from '@mortise/ui'
import { useState } from 'react'
import { api } from '../../api/api-client.ts'
import { FormDialog } from '../frame/form-dialog.tsx'
import { generatePassword } from './generate-password.ts'
import { PasswordField } from './password-field.tsx'
import { peopleTexts } from './people-texts.ts'

/** Gives somebody a new password. */
export function ResetPasswordDialog({ user, onClose }: { user: AdminUser; onClose(): void }) {
  const t = useText(peopleTexts)
  const [password, setPassword] = useState(generatePassword)
  async function save() {
    await api.post(`/admin/users/${user.id}/password`, { password })
    toast(t('passwordReset'))
  }
  return (
    <FormDialog
      title={t('resetPassword')}
      submit={t('resetPassword')}
      problem={() => (password.length < 8 ? t('passwordShort') : null)}
      save={save}
      onClose={onClose}
    >
      <div>{t('resetText', { name: user.name })}</div>
      <PasswordField label={t('newPassword')} value={password} onChange={setPassword} />
    </FormDialog>
  )
}

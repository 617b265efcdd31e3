import { Button, Checkbox, PasswordInput, Stack, toast, useText } from '@mortise/ui'
import { useForm } from 'react-hook-form'
import { api } from '../api/api-client.ts'
import { ApiError, messageOf } from '../api/api-error.ts'
import { useSession } from '../api/session.ts'
import { AccountSection } from './account-section.tsx'
import { accountTexts } from './account-texts.ts'

interface PasswordForm {
  currentPassword: string
  newPassword: string
  repeated: string
  revokeOtherSessions: boolean
}

const empty: PasswordForm = { currentPassword: '', newPassword: '', repeated: '', revokeOtherSessions: true }

/** Changing the password, with the present one as proof. */
export function PasswordSection() {
  const t = useText(accountTexts)
  const { user } = useSession()
  const { register, handleSubmit, reset, setError, getValues, formState } = useForm({ defaultValues: empty })
  const { errors, isSubmitting } = formState
  async function change({ repeated: _repeated, ...body }: PasswordForm) {
    try {
      await api.post('/auth/change-password', body)
      reset(empty)
      toast(t('passwordChanged'))
    } catch (error) {
      const path = error instanceof ApiError ? error.body?.path?.replace(/^\//, '') : undefined
      setError(path === 'newPassword' ? 'newPassword' : 'currentPassword', { message: messageOf(error) })
    }
  }
  const lengthRule = { minLength: { value: 8, message: t('tooShort') }, required: t('tooShort') }
  const sameRule = (value: string) => value === getValues('newPassword') || t('mismatch')
  return (
    <AccountSection title={t('password')}>
      <form onSubmit={(event) => void handleSubmit(change)(event)} noValidate>
        <input type="hidden" name="username" autoComplete="username" value={user.email} readOnly />
        <Stack gap="lg">
          <PasswordInput
            {...register('currentPassword', { required: true })}
            label={t('currentPassword')}
            autoComplete="current-password"
            size="md"
            error={errors.currentPassword?.message ?? errors.currentPassword !== undefined}
          />
          <PasswordInput
            {...register('newPassword', lengthRule)}
            label={t('newPassword')}
            description={t('newPasswordHint')}
            autoComplete="new-password"
            size="md"
            error={errors.newPassword?.message}
          />
          <PasswordInput
            {...register('repeated', { validate: sameRule })}
            label={t('repeatPassword')}
            autoComplete="new-password"
            size="md"
            error={errors.repeated?.message}
          />
          <Checkbox {...register('revokeOtherSessions')} label={t('revokeOthers')} />
          <div>
            <Button type="submit" variant="default" loading={isSubmitting}>
              {t('changePassword')}
            </Button>
          </div>
        </Stack>
      </form>
    </AccountSection>
  )
}

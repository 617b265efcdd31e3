import { Button, confirm, toastError, useText } from '@mortise/ui'
import { useNavigate } from '@tanstack/react-router'
import { messageOf, requestIdOf } from '../api/api-error.ts'
import { signOut } from '../api/session.ts'
import { AccountSection } from './account-section.tsx'
import { accountTexts } from './account-texts.ts'

/** Ends every session of the user. */
export function SessionsSection() {
  const t = useText(accountTexts)
  const navigate = useNavigate()
  async function leaveEverywhere() {
    const agreed = await confirm({
      title: t('signOutEverywhere'),
      text: t('signOutEverywhereText'),
      confirmLabel: t('signOutEverywhere'),
      danger: true,
    })
    if (!agreed) return
    try {
      await signOut(true)
      await navigate({ to: '/login' })
    } catch (error) {
      toastError(messageOf(error), requestIdOf(error))
    }
  }
  return (
    <AccountSection title={t('sessions')} text={t('sessionsText')}>
      <Button variant="default" onClick={() => void leaveEverywhere()}>
        {t('signOutEverywhere')}
      </Button>
    </AccountSection>
  )
}

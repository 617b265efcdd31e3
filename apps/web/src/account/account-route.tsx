import { useText } from '@mortise/ui'
import { TopBar } from '../shell/top-bar.tsx'
import classes from './account-route.module.css'
import { accountTexts } from './account-texts.ts'
import { AwaySection } from './away-section.tsx'
import { NotificationsSection } from './notifications-section.tsx'
import { PasswordSection } from './password-section.tsx'
import { PreferencesSection } from './preferences-section.tsx'
import { ProfileSection } from './profile-section.tsx'
import { SessionsSection } from './sessions-section.tsx'
import { TokensSection } from './tokens-section.tsx'

/** What a user decides about the own account. */
export function AccountRoute() {
  const t = useText(accountTexts)
  return (
    <>
      <TopBar crumbs={[{ label: t('title'), icon: 'user-circle' }]} />
      <div className={classes.page}>
        <ProfileSection />
        <PreferencesSection />
        <NotificationsSection />
        <AwaySection />
        <PasswordSection />
        <SessionsSection />
        <TokensSection />
      </div>
    </>
  )
}

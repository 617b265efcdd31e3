import type { AdminUser } from '@mortise/api'
import { Button, confirm, toast, toastError, useText } from '@mortise/ui'
import { useId, useState } from 'react'
import { api } from '../../api/api-client.ts'
import { messageOf, requestIdOf } from '../../api/api-error.ts'
import { refreshPeople } from '../admin-data.ts'
import { useFormat } from '../frame/use-format.ts'
import { HandoverDialog } from './handover-dialog.tsx'
import { handoverTexts } from './handover-texts.ts'
import classes from './people.module.css'
import { peopleTexts } from './people-texts.ts'
import { ResetPasswordDialog } from './reset-password-dialog.tsx'

/** What is done at once, not with the form: password, sessions, open work, taking the account out of use. */
export function PersonSecurity({ user }: { user: AdminUser }) {
  const t = useText(peopleTexts)
  const format = useFormat()
  const titleId = useId()
  const handover = useText(handoverTexts)
  const [resetting, setResetting] = useState(false)
  const [handing, setHanding] = useState(false)
  return (
    <section className={classes.security} aria-labelledby={titleId}>
      <div>
        <h3 id={titleId} className={classes.sectionTitle}>
          {t('security')}
        </h3>
        <p className={classes.quiet}>
          {[
            user.lastSeenAt ? `${t('lastSeen')} ${format.instant(user.lastSeenAt)}` : t('neverSeen'),
            t('createdAt', { date: format.date(user.createdAt) }),
          ].join(' · ')}
        </p>
      </div>
      <div className={classes.buttons}>
        <Button variant="default" onClick={() => setResetting(true)}>
          {t('resetPassword')}
        </Button>
        <Button variant="default" onClick={() => void signOutEverywhere(user)}>
          {t('signOutEverywhere')}
        </Button>
        <Button variant="default" onClick={() => setHanding(true)}>
          {handover('handOver')}
        </Button>
        {user.active ? (
          <Button variant="subtle" color="red" onClick={() => void deactivate(user)}>
            {t('deactivate')}
          </Button>
        ) : (
          <Button variant="default" onClick={() => void reactivate(user)}>
            {t('reactivate')}
          </Button>
        )}
      </div>
      {handing ? <HandoverDialog user={user} onClose={() => setHanding(false)} /> : null}
      {resetting ? <ResetPasswordDialog user={user} onClose={() => setResetting(false)} /> : null}
    </section>
  )
}

async function signOutEverywhere({ id, name }: AdminUser): Promise<void> {
  const agreed = await confirm({
    title: peopleTexts.t('signOutTitle', { name }),
    text: peopleTexts.t('signOutText'),
    confirmLabel: peopleTexts.t('signOutEverywhere'),
    danger: true,
  })
  if (agreed) await run(() => api.post(`/admin/users/${id}/sign-out`, {}), peopleTexts.t('signedOut', { name }))
}

async function deactivate({ id, name }: AdminUser): Promise<void> {
  const agreed = await confirm({
    title: peopleTexts.t('deactivateTitle', { name }),
    text: peopleTexts.t('deactivateText'),
    confirmLabel: peopleTexts.t('deactivate'),
    danger: true,
  })
  if (agreed)
    await run(() => api.patch(`/admin/users/${id}`, { active: false }), peopleTexts.t('deactivated', { name }))
}

async function reactivate({ id, name }: AdminUser): Promise<void> {
  await run(() => api.patch(`/admin/users/${id}`, { active: true }), peopleTexts.t('reactivated', { name }))
}

async function run(call: () => Promise<unknown>, done: string): Promise<void> {
  try {
    await call()
    toast(done)
    await refreshPeople()
  } catch (error) {
    toastError(messageOf(error), requestIdOf(error))
  }
}

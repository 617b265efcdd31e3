import { Button, Group, toastError, useText } from '@mortise/ui'
import { IconArrowBackUp, IconCircleCheck, IconExternalLink } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { refreshApp } from '../../admin/admin-data.ts'
import { revisionTexts } from '../../admin/revisions/revision-texts.ts'
import classes from '../../admin/revisions/revisions.module.css'
import { api } from '../../api/api-client.ts'
import { messageOf, requestIdOf } from '../../api/api-error.ts'
import { useSession } from '../../api/session.ts'

interface PublishedProps {
  app: string
  revision: number
  onRestored(): void
  onClose(): void
}

/** That it is done; where to see it, and the way back. */
export function Published({ app, revision, onRestored, onClose }: PublishedProps) {
  const t = useText(revisionTexts)
  const { administrator } = useSession().user
  const [busy, setBusy] = useState(false)
  const onwards = useRef<HTMLAnchorElement>(null)
  // The button that had the focus went with the review.
  useEffect(() => onwards.current?.focus(), [])
  async function goBack() {
    setBusy(true)
    try {
      await api.post(`/apps/${app}/revisions/${revision - 1}/restore`, {})
      await refreshApp(app)
      onRestored()
      onClose()
    } catch (error) {
      toastError(messageOf(error), requestIdOf(error))
      setBusy(false)
    }
  }
  return (
    <div className={classes.review}>
      <p className={classes.done}>
        <IconCircleCheck size={18} aria-hidden />
        {t('publishDoneText')}
      </p>
      <Group justify="space-between">
        {revision > 1 ? (
          <Button
            variant="subtle"
            color="gray"
            loading={busy}
            leftSection={<IconArrowBackUp size={15} aria-hidden />}
            onClick={() => void goBack()}
          >
            {t('goBack', { revision: revision - 1 })}
          </Button>
        ) : (
          <span />
        )}
        <Group gap={8}>
          {administrator ? (
            <Button
              variant="default"
              renderRoot={(props) => <Link to="/admin/$" params={{ _splat: `apps/${app}` }} {...props} />}
            >
              {t('history')}
            </Button>
          ) : null}
          <Button
            leftSection={<IconExternalLink size={15} aria-hidden />}
            renderRoot={(props) => <Link to="/a/$app" params={{ app }} {...props} ref={onwards} />}
          >
            {t('openApp')}
          </Button>
        </Group>
      </Group>
    </div>
  )
}

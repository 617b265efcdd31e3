import type { OutboxState } from '@mortise/api'
import { Button, toastError, useText } from '@mortise/ui'
import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { api } from '../../api/api-client.ts'
import { messageOf } from '../../api/api-error.ts'
import { queryClient } from '../../api/query-client.ts'
import { systemQuery } from '../admin-data.ts'
import { outboxTexts } from './outbox-texts.ts'
import classes from './system-page.module.css'

/** What is still to go out, what keeps failing, and a button to try it again. */
export function OutboxCard({ outbox }: { outbox: OutboxState }) {
  const t = useText(outboxTexts)
  const id = useId()
  const [busy, setBusy] = useState(false)
  const { mail, work, changes, stuck, problems } = outbox
  async function retry() {
    setBusy(true)
    try {
      await api.post('/admin/system/retry', {})
      await queryClient.invalidateQueries({ queryKey: systemQuery.queryKey })
    } catch (error) {
      toastError(messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className={classes.card} aria-labelledby={id}>
      <h2 id={id} className={classes.title}>
        {t('title')}
      </h2>
      <dl className={classes.list}>
        <Line name={t('mail')}>
          {mail.configured ? t('mailState', { due: mail.due, failed: mail.failed }) : t('mailOff')}
        </Line>
        <Line name={t('work')}>{t('waiting', { count: work })}</Line>
        <Line name={t('changes')}>
          {stuck > 0 ? t('changesStuck', { count: changes, stuck }) : t('waiting', { count: changes })}
        </Line>
      </dl>
      {problems.length > 0 ? (
        <>
          <ul className={classes.steps}>
            {problems.map(({ what, title, instance, attempts, problem }, position) => (
              <li key={position}>
                {t(what)}{' '}
                {instance ? (
                  <Link to="/tasks/$instance" params={{ instance }}>
                    {title || instance}
                  </Link>
                ) : (
                  title
                )}
                : {problem} <span className={classes.quiet}>{t('attempts', { count: attempts })}</span>
              </li>
            ))}
          </ul>
          <Button variant="default" size="xs" loading={busy} onClick={() => void retry()}>
            {t('retry')}
          </Button>
        </>
      ) : null}
    </section>
  )
}

function Line({ name, children }: { name: string; children: string }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

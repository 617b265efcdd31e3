import type { InstanceView } from '@mortise/api'
import { Button, Group, TextInput, toast, toastError, useLanguage, useText } from '@mortise/ui'
import { IconLink, IconLinkOff } from '@tabler/icons-react'
import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { processes } from '../../api/processes.ts'
import classes from './answer-link.module.css'
import { instanceTexts } from './instance-texts.ts'
import { useNames } from './use-names.ts'

/** The links of open tasks that people without an account answer, to be handed out or withdrawn. */
export function AnswerLinks({ view }: { view: InstanceView }) {
  return view.can.links.map((visit) => <AnswerLink key={visit} view={view} visit={visit} />)
}

function AnswerLink({ view, visit }: { view: InstanceView; visit: number }) {
  const t = useText(instanceTexts)
  const language = useLanguage()
  const names = useNames(view.drawing)
  const [url, setUrl] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const node = view.visits.find(({ id }) => id === visit)?.node ?? null
  async function run(work: () => Promise<void>) {
    setBusy(true)
    await work().catch((error: Error) => toastError(messageOf(error)))
    setBusy(false)
  }
  const copy = () =>
    run(async () => {
      const made = await processes.answerLink(view.id, visit)
      setUrl(made.url)
      await navigator.clipboard?.writeText(made.url).catch(() => undefined)
      const until = new Date(made.expiresAt).toLocaleDateString(language)
      toast(t('answerLinkCopied', { until }))
    })
  const withdraw = () =>
    run(async () => {
      await processes.withdrawLink(view.id, visit)
      setUrl(null)
      toast(t('answerLinkWithdrawn'))
    })
  return (
    <section className={classes.link} aria-label={t('answerLink')}>
      <div className={classes.words}>
        <strong>{[t('answerLink'), names.node(node)].filter(Boolean).join(' · ')}</strong>
        <span className={classes.hint}>{t('answerLinkHint')}</span>
      </div>
      {url ? (
        <TextInput readOnly aria-label={t('answerLink')} value={url} onFocus={(event) => event.target.select()} />
      ) : null}
      <Group gap="xs">
        <Button size="xs" disabled={busy} leftSection={<IconLink size={14} aria-hidden />} onClick={() => void copy()}>
          {t('answerLinkCopy')}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={busy}
          leftSection={<IconLinkOff size={14} aria-hidden />}
          onClick={() => void withdraw()}
        >
          {t('answerLinkWithdraw')}
        </Button>
      </Group>
    </section>
  )
}

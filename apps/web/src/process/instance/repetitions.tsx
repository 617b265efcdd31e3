import type { InstanceRepetition, InstanceView } from '@mortise/api'
import { Button, confirm, Tooltip, toastError, useText } from '@mortise/ui'
import { IconRepeat } from '@tabler/icons-react'
import { processes } from '../../api/processes.ts'
import { useRun } from '../act/use-run.ts'
import { instanceTexts } from './instance-texts.ts'
import classes from './repetitions.module.css'
import { useNames } from './use-names.ts'

interface RepetitionsProps {
  view: InstanceView
  onStale(message: string): void
}

/** What is gone through item by item: how far it is, and for some what came since, or an end. */
export function Repetitions({ view, onStale }: RepetitionsProps) {
  return view.can.repetitions.map((repetition) => (
    <Repetition key={repetition.visit} view={view} repetition={repetition} onStale={onStale} />
  ))
}

function Repetition({ view, repetition, onStale }: RepetitionsProps & { repetition: InstanceRepetition }) {
  const t = useText(instanceTexts)
  const names = useNames(view.drawing)
  const run = useRun(onStale)
  const { visit, done, items, add, finish } = repetition
  const node = names.node(repetition.node)
  async function send(what: 'add' | 'finish', said: string) {
    const { failure } = await run.run({
      name: what,
      done: said,
      send: ({ key }) => processes.repeat(view.id, visit, { do: what, key }),
    })
    if (failure) toastError(failure)
  }
  async function end() {
    const agreed = await confirm({ title: node, text: t('repeatFinishText'), confirmLabel: t('repeatFinish') })
    if (agreed) await send('finish', t('repeatFinished'))
  }
  return (
    <section className={classes.repetition} aria-label={node}>
      <IconRepeat size={16} aria-hidden />
      <span className={classes.words}>
        {items === null ? t('repeatingOpen', { node, count: done }) : t('repeating', { node, done, items })}
      </span>
      <div className={classes.buttons}>
        {add ? (
          <Tooltip label={t('repeatAddHint')} multiline w={280}>
            <Button
              size="xs"
              variant="default"
              loading={run.busy === 'add'}
              onClick={() => void send('add', t('repeatAdded'))}
            >
              {t('repeatAdd')}
            </Button>
          </Tooltip>
        ) : null}
        {finish ? (
          <Button size="xs" variant="default" loading={run.busy === 'finish'} onClick={() => void end()}>
            {t('repeatFinish')}
          </Button>
        ) : null}
      </div>
    </section>
  )
}

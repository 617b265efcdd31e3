import type { IncidentInput, InstanceView, InstanceVisit } from '@mortise/api'
import { Button, Checkbox, Input, Select, Stack, toastError, useLocalize, useText } from '@mortise/ui'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { processes } from '../../api/processes.ts'
import { ActSheet } from '../act/act-sheet.tsx'
import { actTexts } from '../act/act-texts.ts'
import { PeoplePicker } from '../act/person-picker.tsx'
import { type Run, useRun } from '../act/use-run.ts'
import { nameOfNode } from '../canvas/canvas-look.ts'
import classes from './incidents.module.css'
import { instanceTexts } from './instance-texts.ts'
import { incidentWords, useNames } from './use-names.ts'

/** What failed and where; for administrators with the ways out. */
export function Incidents({ view, onStale }: { view: InstanceView; onStale(message: string): void }) {
  const t = useText(instanceTexts)
  const names = useNames(view.drawing)
  const broken = view.visits.filter(({ incident, state }) => incident !== null && state === 'open')
  return broken.map((visit) => (
    <section key={visit.id} className={classes.incident} role="alert">
      <IconAlertTriangle size={18} aria-hidden />
      <div className={classes.words}>
        <div className={classes.title}>
          {t('incidentTitle', {
            node: names.node(visit.node),
            problem: visit.incident ? incidentWords(visit.incident) : '',
          })}
        </div>
        {view.can.administer ? (
          <WaysOut view={view} visit={visit} onStale={onStale} />
        ) : (
          <p className={classes.text}>{t('incidentAsk')}</p>
        )}
      </div>
    </section>
  ))
}

type Way = 'complete' | 'returnTo' | 'assign'

function WaysOut({
  view,
  visit,
  onStale,
}: {
  view: InstanceView
  visit: InstanceVisit
  onStale(message: string): void
}) {
  const t = useText(instanceTexts)
  const [way, setWay] = useState<Way | null>(null)
  const run = useRun((message) => {
    setWay(null)
    onStale(message)
  })
  const solve = async (go: IncidentInput['go']) => {
    const { done, failure } = await run.run({
      name: JSON.stringify(go),
      done: actTexts.t('done_solve'),
      send: ({ key, confirmed }) =>
        processes.solve(view.id, visit.id, {
          go: confirmed && typeof go === 'object' ? ({ ...go, confirmed } as typeof go) : go,
          key,
        }),
    })
    if (done) setWay(null)
    else if (failure && way === null) toastError(failure)
  }
  const begin = (wanted: Way) => () => {
    run.clear()
    setWay(wanted)
  }
  return (
    <div className={classes.ways}>
      <Button size="xs" loading={run.busy === '"retry"'} onClick={() => void solve('retry')}>
        {t('retry')}
      </Button>
      {visit.incident?.code === 'NO_APPROVER' ? (
        <Button size="xs" variant="default" onClick={begin('assign')}>
          {t('assign')}
        </Button>
      ) : null}
      <Button size="xs" variant="default" loading={run.busy === '"skip"'} onClick={() => void solve('skip')}>
        {t('skip')}
      </Button>
      <Button size="xs" variant="default" onClick={begin('complete')}>
        {t('complete')}
      </Button>
      <Button size="xs" variant="default" onClick={begin('returnTo')}>
        {t('returnTo')}
      </Button>
      {way ? (
        <WayDialog
          key={way}
          way={way}
          view={view}
          visit={visit}
          run={run}
          onGo={(go) => void solve(go)}
          onClose={() => setWay(null)}
        />
      ) : null}
    </div>
  )
}

interface WayDialogProps {
  way: Way
  view: InstanceView
  visit: InstanceVisit
  run: Run
  onGo(go: IncidentInput['go']): void
  onClose(): void
}

function WayDialog({ way, view, visit, run, onGo, onClose }: WayDialogProps) {
  const t = useText(instanceTexts)
  const localize = useLocalize()
  const [lines, setLines] = useState<string[]>([])
  const [target, setTarget] = useState<string | null>(null)
  const [users, setUsers] = useState<string[]>([])
  const [tried, setTried] = useState(false)
  const nodeOf = (key: string) => view.drawing.nodes.find((node) => node.key === key)
  const nameOf = (key: string) => {
    const node = nodeOf(key)
    return node ? localize(nameOfNode(node)) : key
  }
  const leading = view.drawing.transitions.filter(({ from }) => from === visit.node)
  const before = [
    ...new Set(view.visits.filter(({ state, id }) => state === 'done' && id < visit.id).map(({ node }) => node)),
  ]
    .filter((key) => ['start', 'approval', 'handle'].includes(nodeOf(key)?.type ?? ''))
    .toReversed()
  const missing = { complete: lines.length === 0, returnTo: target === null, assign: users.length === 0 }[way]
  const wrong = (text: 'needLines' | 'needTarget' | 'needPeople') => (tried && missing ? t(text) : undefined)
  function submit() {
    setTried(true)
    if (missing) return
    onGo({ complete: { transitions: lines }, returnTo: { returnTo: target ?? '' }, assign: { assign: users } }[way])
  }
  return (
    <ActSheet
      title={t(way)}
      submit={t('solve')}
      busy={run.busy !== null}
      failure={run.failure}
      onSubmit={submit}
      onClose={onClose}
    >
      {way === 'complete' ? (
        <Input.Wrapper label={t('lines')} description={t('completeText')} error={wrong('needLines')}>
          <Stack gap="xs" mt={8}>
            {leading.map(({ key, to, label, otherwise }) => (
              <Checkbox
                key={key}
                label={[label ? localize(label) : otherwise ? t('otherwise') : '', t('lineTo', { node: nameOf(to) })]
                  .filter(Boolean)
                  .join(' · ')}
                checked={lines.includes(key)}
                onChange={() => setLines(lines.includes(key) ? lines.filter((one) => one !== key) : [...lines, key])}
              />
            ))}
          </Stack>
        </Input.Wrapper>
      ) : null}
      {way === 'returnTo' ? (
        <Select
          label={t('target')}
          error={wrong('needTarget')}
          data={before.map((key) => ({ value: key, label: nameOf(key) }))}
          value={target}
          onChange={setTarget}
        />
      ) : null}
      {way === 'assign' ? (
        <PeoplePicker label={t('solvers')} error={wrong('needPeople')} autoFocus value={users} onChange={setUsers} />
      ) : null}
    </ActSheet>
  )
}

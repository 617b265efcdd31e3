/**
 * What approvals cost: transitions of the pure step beside bpmn-engine on the same flow, in memory; and transitions of the
 * whole engine over both databases. Usage: node bench/process-engine.ts [instances]
 */
import { EventEmitter } from 'node:events'
import { Engine } from 'bpmn-engine'
import { asSystem } from '../packages/data/src/index.ts'
import type { Database, JoinedWrites } from '../packages/data/src/server.ts'
import { testDatabases } from '../packages/data/src/testing.ts'
import { emptyState, type ProcessState, runUntilWait } from '../packages/process/src/index.ts'
import { runTransition, startInstance } from '../packages/process/src/server.ts'
import { graphOf, people } from '../packages/process/src/testing/graph-of.ts'
import { type NodeAnswers, openProcessWorld, userId } from '../packages/process/src/testing/process-world.ts'

const instances = Number(process.argv[2] ?? 400)
const at = '2026-11-23T02:00:00.000Z'

const graph = graphOf(
  {
    start: { do: 'start' },
    manager: people({ deadlines: [{ key: 'slow', action: 'remind' }] }),
    which: { do: 'choose' },
    director: people(),
    settle: { do: 'run', where: 'here' },
    end: { do: 'end', ends: 'branch' },
  },
  ['start > manager', 'manager > which', 'which > director ?', 'which > settle !', 'director > settle', 'settle > end'],
)

const source = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="t">
  <process id="approval" isExecutable="true">
    <startEvent id="start" /><sequenceFlow id="f1" sourceRef="start" targetRef="manager" />
    <userTask id="manager" /><sequenceFlow id="f2" sourceRef="manager" targetRef="which" />
    <exclusiveGateway id="which" default="f4" />
    <sequenceFlow id="f3" sourceRef="which" targetRef="director"><conditionExpression xsi:type="tFormalExpression">\${environment.variables.large}</conditionExpression></sequenceFlow>
    <sequenceFlow id="f4" sourceRef="which" targetRef="settle" />
    <userTask id="director" /><sequenceFlow id="f5" sourceRef="director" targetRef="settle" />
    <task id="settle" /><sequenceFlow id="f6" sourceRef="settle" targetRef="end" /><endEvent id="end" />
  </process>
</definitions>`

/** Start, two approvals: three transitions. */
function runStep(): void {
  const answer = ({ need }: { need: string }) => {
    if (need === 'people') return { people: [{ user: 'amy' }] }
    if (need === 'choose') return { transitions: ['which>director'] }
    return need === 'when' ? { due: at } : { output: null }
  }
  const take = (state: ProcessState, event: Parameters<typeof runUntilWait>[2]['event']) =>
    runUntilWait(graph, state, { event, answer }).state
  const visitAt = (state: ProcessState) => Object.values(state.visits).find(({ needs }) => needs === 'people')?.id ?? 0
  let state = take(emptyState(), { event: 'start', at, by: 'ann' })
  state = take(state, { event: 'task', at, by: 'amy', visit: visitAt(state), act: { do: 'approve' } })
  state = take(state, { event: 'task', at, by: 'amy', visit: visitAt(state), act: { do: 'approve' } })
  if (state.status !== 'done') throw new Error(state.status)
}

async function runBpmnEngine(): Promise<void> {
  const engine = new Engine({ name: 'approval', source, variables: { large: true } })
  const listener = new EventEmitter()
  const ended = new Promise<void>((resolve, reject) => {
    engine.once('end', () => resolve())
    engine.once('error', reject)
  })
  listener.on('activity.wait', (element: { signal(): void }) => element.signal())
  await engine.execute({ listener } as never)
  await ended
}

async function rate(label: string, count: number, run: () => unknown): Promise<number> {
  for (let index = 0; index < Math.min(count / 4, 50); index += 1) await run()
  const cpu = process.cpuUsage()
  for (let index = 0; index < count; index += 1) await run()
  const { user, system } = process.cpuUsage(cpu)
  const perSecond = (count * 3) / ((user + system) / 1e6)
  console.log(`${label.padEnd(34)} ${Math.round(perSecond).toString().padStart(8)} transitions per CPU second`)
  return perSecond
}

const rounds = 3
const ratios: number[] = []
for (let round = 0; round < rounds; round += 1) {
  const ours = await rate('step', instances * 10, runStep)
  const theirs = await rate('bpmn-engine', Math.max(instances / 4, 40), runBpmnEngine)
  ratios.push(ours / theirs)
}
console.log(`ratio, median of ${rounds}: ${ratios.sort((a, b) => a - b)[1]?.toFixed(1)} ×  (wanted: ≥ 10)\n`)

const answers: NodeAnswers = {
  manager: ({ need }) =>
    need.need === 'when' ? { due: '2027-01-01T00:00:00.000Z' } : { people: [{ user: userId('amy') }] },
  which: async ({ record }) => ({
    transitions: Number((await record())?.amount) > 10 ? ['which>director'] : [],
  }),
  director: () => ({ people: [{ user: userId('dan') }] }),
  async settle({ instance, record, services }) {
    const { engine, scope } = services as JoinedWrites
    const target = { id: instance.recordId ?? '', version: Number((await record())?.version) }
    await engine.update(asSystem('bench'), scope, 'quote', target, { status: instance.id })
    return { output: null }
  },
}

for (const { name, skip, open } of testDatabases) {
  if (skip) console.log(`${name}: ${skip}`)
  else await measureEngine(name, await open())
}

/** Whole transactions, without HTTP: each starts an instance about a record of its own and approves it twice. */
async function measureEngine(name: string, database: Database): Promise<void> {
  try {
    const world = await openProcessWorld(database, { graph, answers })
    const quotes: string[] = []
    for (let index = 0; index < instances; index += 1) quotes.push(await world.quote(`Quote ${index}`, '100'))
    const durations: number[] = []
    const timed = async <Result>(run: () => Promise<Result>) => {
      const began = performance.now()
      const result = await run()
      durations.push(performance.now() - began)
      return result
    }
    const one = async (recordId: string) => {
      let row = await timed(() =>
        startInstance(world.services, world.scope, {
          app: 'shop',
          process: 'approval',
          by: userId('ann'),
          recordId,
          at,
        }),
      )
      for (const user of ['amy', 'dan']) {
        const visit = Object.values(row.state.visits).find(({ needs }) => needs === 'people')?.id ?? 0
        const event = { event: 'task', at, visit, by: userId(user), act: { do: 'approve' } } as const
        row = await timed(() =>
          runTransition(world.services, world.scope, { instance: row.id, process: 'approval', event }),
        )
      }
      if (row.status !== 'done') throw new Error(JSON.stringify(row.state))
    }
    for (const quote of quotes.splice(0, 20)) await one(quote)
    durations.length = 0
    const cpu = process.cpuUsage()
    const began = performance.now()
    const work = quotes.values()
    await Promise.all(
      Array.from({ length: 16 }, async () => {
        for (const quote of work) await one(quote)
      }),
    )
    const seconds = (performance.now() - began) / 1000
    const { user, system } = process.cpuUsage(cpu)
    durations.sort((a, b) => a - b)
    const p = (share: number) => durations[Math.floor(durations.length * share)]?.toFixed(1)
    console.log(
      `${name.padEnd(10)} ${Math.round(durations.length / seconds)} transitions/s, p50 ${p(0.5)} ms, p99 ${p(0.99)} ms, ` +
        `${((user + system) / 1000 / durations.length).toFixed(2)} ms CPU here each`,
    )
  } finally {
    await database.close()
  }
}

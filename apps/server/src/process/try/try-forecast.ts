import type { TriedForecast, TryForecastInput } from '@mortise/api'
import { controlOf, type Forecast, forecastLoad, recordedPlan } from '@mortise/process'
import { countStarted, type FinishedInstance, readFinished } from '@mortise/process/server'
import type { Services } from '../../services.ts'
import { drawingOf } from '../instance-view.ts'
import { type PlayedAgain, replayFinished, waitName } from './replay-finished.ts'
import type { TriedProcess } from './tried-process.ts'

/** Past instances that it is drawn from, and whose times are drawn. */
const cases = 40
const usualRuns = 500
const weeks = 12
const bars = 20
const weekMs = 7 * 24 * 3_600_000

/** How long a process would take, and who would have how much to do: past instances again and again, with other times. */
export async function tryForecast(
  services: Services,
  tried: TriedProcess,
  { input, random = Math.random }: { input: TryForecastInput; random?: () => number },
): Promise<TriedForecast> {
  const { document, scope, program } = tried
  const of = { app: scope.model.key, process: document.key }
  const finished = await readFinished(services.workspace, { ...of, size: cases })
  const since = new Date(Date.now() - weeks * weekMs).toISOString()
  const perWeek = input.perWeek ?? (await countStarted(services.workspace, { ...of, since })) / weeks
  const runs = finished.length === 0 ? 0 : (input.runs ?? usualRuns)
  const played: PlayedAgain[] = []
  for (const one of finished) played.push(await replayFinished(services, tried, one))
  const samples = samplesOf(finished)
  const forecast = forecastLoad(program.graph, {
    ...{ by: null, at: new Date().toISOString(), answer: () => undefined, runs, random, samples },
    cases: played.map((one) => () => caseOf(tried, one)),
  })
  const share = runs === 0 ? 0 : perWeek / runs
  return {
    drawing: drawingOf(document),
    ...{ from: finished.length, runs, ended: forecast.ended, perWeek, lead: forecast.lead },
    spread: spreadOf(forecast.leads),
    people: forecast.people.map((load) => inAWeek(load, share)),
    nodes: forecast.nodes.map((load) => inAWeek(load, share)),
    unmeasured: Object.values(program.graph.nodes).flatMap((node) =>
      controlOf(node, 'people') && !samples[node.key] && isDecided(tried, node.key) ? [node.key] : [],
    ),
  }
}

/** Those who are only told take no time. */
function isDecided({ program }: TriedProcess, node: string): boolean {
  const control = controlOf(program.graph.nodes[node], 'people')
  return control !== null && control.settings.task !== 'notice'
}

function caseOf({ program }: TriedProcess, { recorded, answers, waits }: PlayedAgain) {
  return recordedPlan(program.graph, { ...recorded, answers }, (need, _state, at) => {
    const wait = waits[waitName(need)]
    return wait === undefined ? undefined : { due: new Date(Date.parse(at) + wait).toISOString() }
  })
}

/** How long each person took each time, in minutes, by node. */
function samplesOf(finished: readonly FinishedInstance[]): { [node: string]: number[] } {
  const samples: { [node: string]: number[] } = {}
  for (const { visits, tasks } of finished) {
    for (const { visit, assigned, decided } of tasks) {
      const node = visits.find(({ id }) => id === visit)?.node
      if (node === undefined || assigned === null || decided === null) continue
      const before = samples[node] ?? []
      before.push(Math.max(0, Date.parse(decided) - Date.parse(assigned)) / 60_000)
      samples[node] = before
    }
  }
  return samples
}

const inAWeek = <Load extends { tasks: number; minutes: number }>(load: Load, share: number): Load => ({
  ...load,
  tasks: load.tasks * share,
  minutes: load.minutes * share,
})

/** Equal steps up to the time that nearly all keep to; the last bar takes what is slower. */
function spreadOf(leads: Forecast['leads']): TriedForecast['spread'] {
  const most = leads[Math.floor((leads.length - 1) * 0.98)] ?? 0
  if (leads.length === 0) return []
  const step = Math.max(1, most / bars)
  const counts = new Array<number>(bars).fill(0)
  for (const lead of leads) {
    const bar = Math.min(bars - 1, Math.max(0, Math.ceil(lead / step) - 1))
    counts[bar] = (counts[bar] ?? 0) + 1
  }
  return counts.map((runs, bar) => ({ to: Math.round(step * (bar + 1)), runs }))
}

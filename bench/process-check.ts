/**
 * What the check of a process costs before it is published: processes built of blocks, small ones without blocks, branches
 * that wait for each other crosswise; and a document whose conditions are compared, from the document to the words.
 * Usage: node bench/process-check.ts
 */
import { seededChance } from '../packages/expressions/src/testing/seeded-chance.ts'
import { loadFieldTypes, loadNodeTypes } from '../packages/kinds/src/load.server.ts'
import { type AppDocumentAny, compileApp, type ProcessDocument } from '../packages/metadata/src/index.ts'
import { checkProcess } from '../packages/process/src/check/check-process.ts'
import type { ProcessGraph } from '../packages/process/src/graph/process-graph.ts'
import { processKnowledge } from '../packages/process/src/index.ts'
import { graphOf, type NodeSketch } from '../packages/process/src/testing/graph-of.ts'
import { randomGraph } from '../packages/process/src/testing/random-graph.ts'
import { randomNet } from '../packages/process/src/testing/random-net.ts'

const seeds = Array.from({ length: 300 }, (_, seed) => seed + 1)

/** Built of blocks, with about this many nodes. */
function ofSize(nodes: number): ProcessGraph[] {
  const all = seeds.flatMap((seed) => [2.5, 3.5].map((share) => randomGraph(seededChance(seed), nodes / share)))
  return all.filter((graph) => Math.abs(Object.keys(graph.nodes).length - nodes) < nodes / 5)
}

/** Branches of which each waits for its neighbour: nothing of it can be taken together. */
function crosswise(count: number): ProcessGraph {
  const places = Array.from({ length: count }, (_, place) => place)
  const nodes: { [key: string]: NodeSketch } = {
    start: { do: 'start' },
    f: { do: 'fork', branches: 'all', join: null },
    all: { do: 'join', rule: 'each_incoming' },
    end: { do: 'end', ends: 'branch' },
  }
  for (const place of places) {
    nodes[`b${place}`] = { do: 'fork', branches: 'all', join: null }
    nodes[`c${place}`] = { do: 'join', rule: 'each_incoming' }
  }
  const lines = places.flatMap((place) => [
    `f > b${place}`,
    `b${place} > c${place}`,
    `b${place} > c${(place + 1) % count}`,
    `c${place} > all`,
  ])
  return graphOf(nodes, ['start > f', ...lines, 'all > end'])
}

function measure(name: string, graphs: readonly ProcessGraph[]) {
  measureRuns(
    name,
    graphs.map((graph) => () => checkProcess(graph)),
  )
}

function measureRuns(name: string, runs: readonly (() => unknown)[]) {
  for (const run of runs) run()
  const before = process.cpuUsage()
  const times = runs.map((run) => {
    const begun = performance.now()
    run()
    return performance.now() - begun
  })
  const { user, system } = process.cpuUsage(before)
  const cpu = ((user + system) / 1000 / runs.length).toFixed(2)
  times.sort((one, other) => one - other)
  const at = (share: number) => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(2)
  console.log(
    `${name.padEnd(44)} ${String(runs.length).padStart(4)}  p50 ${at(0.5)} ms  p99 ${at(0.99)} ms  processor ${cpu} ms`,
  )
}

for (const nodes of [20, 50, 100, 200, 400]) measure(`built of blocks, about ${nodes} nodes`, ofSize(nodes))
const small = seeds.map((seed) => randomNet(seededChance(seed), 8))
measure('lines that lead anywhere, up to 11 nodes', small)
for (const count of [8, 17, 40]) measure(`${count} branches, crosswise`, Array(10).fill(crosswise(count)))

const words = (text: string) => ({ zh: text, en: text })

/** Choices one after the other, each among three ranges of an amount and all other cases, with an approval on each way. */
function tiers(choices: number): ProcessDocument {
  const places = Array.from({ length: choices }, (_, place) => place)
  const ways = places.flatMap((place) => [0, 1, 2, 3].map((way) => ({ place, way })))
  const next = (place: number) => (place + 1 < choices ? `which${place + 1}` : 'done')
  return {
    ...{ kind: 'process', key: 'tiers', label: words('Tiers'), entity: 'order', start: { hand: {} } },
    nodes: [
      { key: 'begin', type: 'start' },
      ...places.map((place) => ({ key: `which${place}`, type: 'exclusive' })),
      ...ways.map(({ place, way }) => ({
        ...{ key: `ask${place}_${way}`, type: 'approval' },
        options: { approvers: [{ by: 'manager' }] },
      })),
      { key: 'done', type: 'end' },
    ],
    transitions: [
      { key: 'first', from: 'begin', to: 'which0' },
      ...ways.map(({ place, way }) => ({
        ...{ key: `way${place}_${way}`, from: `which${place}`, to: `ask${place}_${way}` },
        ...(way === 3 ? { otherwise: true as const } : { when: { v: 1 as const, expr: range(way) } }),
      })),
      ...ways.map(({ place, way }) => ({ key: `on${place}_${way}`, from: `ask${place}_${way}`, to: next(place) })),
    ],
  }
}

const range = (way: number) => ({
  and: [{ '>=': [{ var: 'amount' }, way * 1000] }, { '<': [{ var: 'amount' }, way * 1000 + 900] }],
})

const [fieldTypes, nodeTypes] = await Promise.all([loadFieldTypes(), loadNodeTypes()])
const app = [
  { kind: 'app', key: 'shop', label: words('Shop'), version: '1.0.0' },
  {
    ...{ kind: 'entity', key: 'order', label: words('Order'), titleField: 'name' },
    fields: [
      { key: 'name', type: 'text', label: words('Name') },
      { key: 'amount', type: 'decimal', label: words('Amount') },
    ],
  },
] as AppDocumentAny[]
const model = compileApp(app, { fieldTypes, revision: 1 })
const knowledge = processKnowledge(nodeTypes)
for (const choices of [20, 40]) {
  const document = tiers(choices)
  const run = () => knowledge.check(document, model)
  measureRuns(`${document.nodes.length} nodes with ${choices * 3} conditions, in words`, Array(200).fill(run))
}

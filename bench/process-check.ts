/**
 * What the check of a process costs before it is published: processes built of blocks, small ones without blocks, and
 * branches that wait for each other crosswise. Usage: node bench/process-check.ts
 */
import { seededChance } from '../packages/expressions/src/testing/seeded-chance.ts'
import { checkProcess } from '../packages/process/src/check/check-process.ts'
import type { ProcessGraph } from '../packages/process/src/graph/process-graph.ts'
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
  for (const graph of graphs) checkProcess(graph)
  const times = graphs.map((graph) => {
    const begun = performance.now()
    checkProcess(graph)
    return performance.now() - begun
  })
  times.sort((one, other) => one - other)
  const at = (share: number) => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(2)
  console.log(`${name.padEnd(44)} ${String(graphs.length).padStart(4)}  p50 ${at(0.5)} ms  p99 ${at(0.99)} ms`)
}

for (const nodes of [20, 50, 100, 200, 400]) measure(`built of blocks, about ${nodes} nodes`, ofSize(nodes))
const small = seeds.map((seed) => randomNet(seededChance(seed), 8))
measure('lines that lead anywhere, up to 11 nodes', small)
for (const count of [8, 17, 40]) measure(`${count} branches, crosswise`, Array(10).fill(crosswise(count)))

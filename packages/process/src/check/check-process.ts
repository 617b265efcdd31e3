import type { ProcessGraph } from '../graph/process-graph.ts'
import { type Check, contextOf } from './check-context.ts'
import type { ProcessFacts } from './process-facts.ts'
import type { ProblemSeverity, ProcessProblem } from './process-problem.ts'
import { checkBlocks } from './rules/check-blocks.ts'
import { checkCalls, isAlwaysPassed } from './rules/check-calls.ts'
import { checkCatches } from './rules/check-catches.ts'
import { checkConditions } from './rules/check-conditions.ts'
import { checkFields } from './rules/check-fields.ts'
import { checkFlow } from './rules/check-flow.ts'
import { checkLines } from './rules/check-lines.ts'
import { checkLoops } from './rules/check-loops.ts'
import { checkPeople } from './rules/check-people.ts'
import { checkReach } from './rules/check-reach.ts'
import { checkReturns } from './rules/check-returns.ts'
import { checkScopes } from './rules/check-scopes.ts'
import { checkStarts } from './rules/check-starts.ts'
import { checkTriggers } from './rules/check-triggers.ts'
import { checkWays } from './rules/check-ways.ts'

/** In this order: tokens are followed only where lines, starts, ends and blocks are in order. */
const checks: readonly Check[] = [
  checkLines,
  checkStarts,
  checkWays,
  checkReach,
  checkTriggers,
  checkCatches,
  checkScopes,
  checkBlocks,
  checkFlow,
  checkLoops,
  checkConditions,
  checkReturns,
  checkPeople,
  checkFields,
  checkCalls,
]

const ranks: readonly ProblemSeverity[] = ['error', 'unproven', 'warning']

/** What is wrong with a process, errors first. Nothing here runs it, and nothing of it is taken on trust. */
export function checkProcess(graph: ProcessGraph, facts: ProcessFacts = {}): ProcessProblem[] {
  const context = contextOf(graph, facts)
  for (const check of checks) check(context)
  return context.problems.sort((one, other) => ranks.indexOf(one.severity) - ranks.indexOf(other.severity))
}

/** Nodes that call a process in every instance: what `CallFact.always` of its callers is made of. */
export function alwaysCalled(graph: ProcessGraph): string[] {
  const context = contextOf(graph, {})
  const calls = context.nodes.filter((node) => node.control.do === 'call')
  return calls.filter((node) => isAlwaysPassed(context, node)).map(({ key }) => key)
}

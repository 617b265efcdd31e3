import type { LocalizedText } from '@mortise/core'
import { controlOf, type GraphNode } from '../../graph/process-graph.ts'
import type { Deadline, DeadlineAction, GroupRule, RoundSettings } from '../../round/round-settings.ts'
import type { Check, CheckContext } from '../check-context.ts'
import type { EmptyCases } from '../process-facts.ts'

/** How tasks of people are set: votes that can pass, deadlines that can happen, somebody who is asked. */
export const checkPeople: Check = (context) => {
  for (const node of context.nodes) {
    const settings = controlOf(node, 'people')?.settings
    if (!settings) continue
    checkVote(context, node, settings.rule)
    checkDeadlines(context, node, settings)
    checkReasons(context, node, settings)
  }
  checkWhoIsAsked(context)
}

function checkVote({ report }: CheckContext, { key }: GraphNode, rule: GroupRule) {
  if (rule.of !== 'vote') return
  const valid = rule.pass > 0 && (rule.by !== 'share' || rule.pass <= 1) && Number.isFinite(rule.pass)
  if (!valid) report('VOTE_IMPOSSIBLE', { nodes: [key], params: { pass: rule.pass } })
}

/** What ends a task: later deadlines have nothing left to do. */
const final: readonly DeadlineAction[] = ['pass', 'reject', 'return']

function checkDeadlines(context: CheckContext, node: GraphNode, { deadlines = [], task }: RoundSettings) {
  const nodes = [node.key]
  if (deadlines.length > 0 && task === 'notice') context.report('DEADLINE_OF_NOTICE', { nodes })
  if (task === 'handle' && deadlines.some(({ action }) => action === 'reject')) {
    context.report('DEADLINE_CANNOT_REJECT', { nodes })
  }
  const ending = deadlines.findIndex(({ action }) => final.includes(action))
  for (const [place, { key }] of deadlines.entries()) {
    if (ending >= 0 && place > ending) {
      context.report('DEADLINE_AFTER_END', { nodes, params: { deadline: key, earlier: deadlines[ending]?.key } })
    }
    if (deadlines.findIndex((other) => other.key === key) < place) {
      context.report('DEADLINE_KEY_TWICE', { nodes, params: { deadline: key } })
    }
  }
  checkOrder(context, node, deadlines)
}

function checkReasons({ report }: CheckContext, { key: node }: GraphNode, { demands = {} }: RoundSettings) {
  const { reasons = [], returnReasons = [], approveReasons = [] } = demands
  for (const list of [reasons, returnReasons, approveReasons]) {
    const twice = list.find((key, place) => list.indexOf(key) < place)
    if (twice !== undefined) report('REASON_KEY_TWICE', { nodes: [node], params: { reason: twice } })
  }
}

function checkOrder({ report, facts }: CheckContext, { key: node }: GraphNode, deadlines: readonly Deadline[]) {
  const due = facts.deadlines?.[node] ?? {}
  const known = deadlines.filter(({ key }) => due[key] !== undefined)
  for (const [place, { key }] of known.entries()) {
    const earlier = known[place - 1]?.key
    if (earlier === undefined || (due[key] ?? 0) >= (due[earlier] ?? 0)) continue
    report('DEADLINE_ORDER', { nodes: [node], params: { deadline: key, earlier } })
  }
}

/** Whether somebody is found where people are asked, and not only whoever started it. */
export const checkWhoIsAsked: Check = ({ nodes, report, facts }) => {
  for (const node of nodes) {
    if (!controlOf(node, 'people')) continue
    const found = { nodes: [node.key] }
    const { mayBeEmpty, neverFound, alwaysInitiator } = facts.people?.[node.key] ?? {}
    if (alwaysInitiator) report('APPROVER_IS_INITIATOR', found)
    if (neverFound) report('APPROVERS_NEVER_FOUND', found)
    else if (mayBeEmpty) report('APPROVERS_MAY_BE_EMPTY', { ...found, params: { cases: casesInWords(mayBeEmpty) } })
  }
}

function casesInWords({ people = [], others = 0, schedule = false, fields = [] }: EmptyCases): LocalizedText | '' {
  const more = others > 0 ? { zh: ` 等 ${people.length + others} 人`, en: ` and ${others} more` } : { zh: '', en: '' }
  const who = { zh: `${people.join('、')}${more.zh}`, en: `${people.join(', ')}${more.en}` }
  const cases = [
    ...(people.length > 0 ? [{ zh: `由 ${who.zh} 发起时`, en: `when it is started by ${who.en}` }] : []),
    ...(schedule ? [{ zh: '按计划发起时', en: 'when its schedule starts it' }] : []),
    ...fields.map(({ zh, en }) => ({ zh: `「${zh}」为空时`, en: `while "${en}" is empty` })),
  ]
  if (cases.length === 0) return ''
  return { zh: `（${cases.map(({ zh }) => zh).join('，')}）`, en: ` (${cases.map(({ en }) => en).join('; ')})` }
}

import type { ProcessTransition } from '@mortise/metadata'
import type { FileFlow, FileNode } from './file-flow.ts'
import type { FileOpening } from './file-opening.ts'

const approvalNames = /审批|审核|审定|审查|批准|核准|会签|复核|approv|review|sign[- ]?off|authori[sz]e/i
const agreedNames = /^(同意|通过|批准|已?核准|是|yes|ok|y|approved?|accept(ed)?|agreed?|granted)$/i
const rejectedNames = /^(不同意|不通过|拒绝|驳回|否|no|n|reject(ed)?|declined?|denied|not approved|disapproved)$/i

type Outcome = NonNullable<ProcessTransition['outcome']>['is']

/** A task for people is a decision when its name says so, or when the ways behind it part by what was decided. */
export function isApproval(node: FileNode, flow: FileFlow, opening: FileOpening): boolean {
  return approvalNames.test(opening.parts.labels[node.key] ?? '') || outcomesBehind(node.key, flow, opening).size > 0
}

/** The lines of the choice right behind a task that are named after how it is decided. */
export function outcomesBehind(key: string, flow: FileFlow, { parts }: FileOpening): ReadonlyMap<string, Outcome> {
  const found = new Map<string, Outcome>()
  const [line, ...others] = [...flow.lines.values()].filter(({ from }) => from === key)
  const choice = line && others.length === 0 ? flow.nodes.get(line.to) : undefined
  if (choice?.control.do !== 'choose') return found
  const into = [...flow.lines.values()].filter(({ to }) => to === choice.key)
  if (into.length > 1) return found
  for (const { key: way } of [...flow.lines.values()].filter(({ from }) => from === choice.key)) {
    const name = (parts.labels[way] ?? '').trim()
    if (parts.conditions[way] !== undefined) continue
    if (agreedNames.test(name)) found.set(way, 'approved')
    else if (rejectedNames.test(name)) found.set(way, 'rejected')
  }
  // "Yes" alone, or twice, may answer any other question.
  return new Set(found.values()).size === 2 ? found : new Map()
}

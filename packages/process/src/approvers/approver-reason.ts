import { fillText, type LocalizedText } from '@mortise/core'
import type { ApproverBy } from './approver-rule.ts'

/** Why somebody is asked, as data; the screens put it into words. */
export interface ApproverReason {
  by: ApproverBy | 'administrator' | 'when_empty'
  role?: string
  /** A field of the record, or of the records that were looked for. */
  field?: string
  department?: string
  /** Whose manager, whose department. */
  of?: string
  /** How far above: 1 is the manager. */
  level?: number
  /** Asked in place of the initiator, who would have decided on their own request. */
  insteadOf?: string
  /** Took over from this person, who left. */
  leftBy?: string
  /** Drawn by lot from so many. */
  lotOf?: number
  /** Need not decide: is the initiator, or agreed at this node before. */
  passed?: { as: 'initiator' } | { as: 'repeated'; node: string }
  /** Was found by these rules as well. */
  also?: readonly ApproverReason[]
}

/** Names of what reasons name. */
export interface ReasonNames {
  person(id: string): string
  department(id: string): LocalizedText
  role(key: string): LocalizedText
  field(path: string): LocalizedText
  node(key: string): LocalizedText
}

const words: { readonly [By in ApproverReason['by']]: { zh: string; en: string } } = {
  users: { zh: '指定的处理人', en: 'named for this step' },
  roles: { zh: '担任「{role}」', en: 'has the role {role}' },
  department_head: { zh: '「{department}」的负责人', en: 'head of {department}' },
  manager: { zh: '{of}的上级', en: 'manager of {of}' },
  manager_chain: { zh: '{of}的第 {level} 级上级', en: 'manager of {of}, {level} up' },
  field: { zh: '记录的「{field}」', en: '{field} of the record' },
  initiator: { zh: '发起人', en: 'started it' },
  initiator_choice: { zh: '由发起人选定', en: 'chosen by the initiator' },
  previous_choice: { zh: '由上一步的处理人选定', en: 'chosen at the step before' },
  query: { zh: '查到的记录的「{field}」', en: '{field} of records that were looked for' },
  found: { zh: '之前查到的记录的「{field}」', en: '{field} of records that were found before' },
  formula: { zh: '由公式算出', en: 'computed by a formula' },
  administrator: { zh: '没有找到处理人，转给管理员', en: 'administrator, because nobody was found' },
  when_empty: { zh: '没有找到处理人时的指定人员', en: 'named for when nobody is found' },
}

const notes = {
  lotOf: { zh: '{reason}（{count} 人中随机抽取）', en: '{reason}, drawn by lot from {count}' },
  leftBy: { zh: '{reason}（接替已离职的{person}）', en: '{reason}, as successor of {person}' },
  insteadOf: { zh: '{reason}（代替发起人{person}）', en: '{reason}, in place of {person}, who started it' },
  initiator: { zh: '{reason}（是发起人，自动通过）', en: '{reason}; started it, and so need not decide' },
  repeated: {
    zh: '{reason}（已在「{node}」同意，自动通过）',
    en: '{reason}; agreed at {node}, and so need not decide again',
  },
}

/** A reason in words. */
export function describeReason({ lotOf, ...reason }: ApproverReason, names: ReasonNames): LocalizedText {
  const text = describeFinding(reason, names)
  return lotOf === undefined ? text : fillText(notes.lotOf, { reason: text, count: lotOf })
}

function describeFinding(reason: ApproverReason, names: ReasonNames): LocalizedText {
  const { by, role, field, department, of, level, insteadOf, leftBy, passed } = reason
  const text = fillText(words[by], {
    role: role === undefined ? '' : names.role(role),
    field: field === undefined ? '' : names.field(field),
    department: department === undefined ? '' : names.department(department),
    of: of === undefined ? '' : names.person(of),
    level,
  })
  if (leftBy !== undefined) return fillText(notes.leftBy, { reason: text, person: names.person(leftBy) })
  if (insteadOf !== undefined) return fillText(notes.insteadOf, { reason: text, person: names.person(insteadOf) })
  if (passed?.as === 'initiator') return fillText(notes.initiator, { reason: text })
  if (passed) return fillText(notes.repeated, { reason: text, node: names.node(passed.node) })
  return text
}

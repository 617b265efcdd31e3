import type { StoredExpression } from '@mortise/expressions'
import { FieldPath, type NodePart, type NodePlace, nodeOption, StoredExpressionSchema } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { Duration, type Trigger } from '@mortise/process'
import { fieldPart, momentWanted, recordConditionPart, tableOf } from './node-parts.ts'

const strict = { additionalProperties: false } as const

/** Names of messages, errors and escalations: whoever sends and whoever waits write the same. */
export const EventName = Type.String({ pattern: '^[a-z][a-z0-9_.-]{0,80}$', description: 'payment_received' })

export const messageOption = nodeOption(EventName, { label: { zh: '消息名称', en: 'Name of the message' } })

/** Which of the messages of that name: those with the same key. */
export const messageKeyOption = Type.Optional(
  nodeOption(StoredExpressionSchema, {
    label: { zh: '消息的键', en: 'Key of the message' },
    hint: {
      zh: '例如订单编号：只收键相同的消息，先到的会保留一段时间。留空则收所有没有键的同名消息。',
      en: 'Such as the number of an order: only messages with the same key count, and one that comes early is kept for a while. Empty: messages without a key.',
    },
    editor: 'expression',
  }),
)

/** What the key of a message is computed from. */
export function messageKeyParts(key: StoredExpression | undefined, place: NodePlace, pointer = '/key'): NodePart[] {
  if (!key) return []
  const { table, parts } = tableOf('record', place, pointer)
  return table === null ? parts : [{ part: 'expression', pointer, entity: table, stored: key }]
}

/** When time is over: so long after, or at the moment in a field of the record. */
export const momentOptions = {
  after: Type.Optional(nodeOption(Duration, { label: { zh: '等待时长', en: 'How long' }, editor: 'duration' })),
  until: Type.Optional(
    nodeOption(FieldPath, { label: { zh: '等到字段中的时间', en: 'Until the time in' }, editor: 'field-path' }),
  ),
}
const Moment = Type.Object(momentOptions, strict)
export type Moment = Type.Static<typeof Moment>

export function momentParts({ after, until }: Moment, place: NodePlace, pointer = ''): NodePart[] {
  if ((after === undefined) === (until === undefined)) return [{ part: 'problem', pointer, problem: oneMoment }]
  return until === undefined ? [] : fieldPart(until, place, { pointer: `${pointer}/until`, wanted: momentWanted })
}

const oneMoment = {
  zh: '请填写等待时长，或选择一个时间字段，两者只能选一个。',
  en: 'Say how long, or until the time in which field: one of the two.',
}

export const interruptingOption = Type.Optional(
  nodeOption(Type.Boolean({ default: true }), { label: { zh: '中断原来的处理', en: 'Ends what is under way' } }),
)

/** What an event handler begins at. */
export const EventTrigger = Type.Union([
  Type.Object({ on: Type.Literal('timer'), ...momentOptions }, strict),
  Type.Object(
    {
      on: Type.Literal('condition'),
      condition: nodeOption(StoredExpressionSchema, { label: { zh: '条件', en: 'Condition' }, editor: 'condition' }),
    },
    strict,
  ),
  Type.Object({ on: Type.Literal('message'), name: messageOption, key: messageKeyOption }, strict),
  Type.Object(
    {
      on: Type.Enum(['error', 'escalation']),
      name: Type.Optional(nodeOption(EventName, { label: { zh: '名称（留空为任何）', en: 'Name; blank: any' } })),
    },
    strict,
  ),
])
export type EventTrigger = Type.Static<typeof EventTrigger>

export function triggerOf(given: EventTrigger): Trigger {
  return { on: given.on, ...('name' in given && given.name !== undefined ? { name: given.name } : {}) }
}

export function triggerParts(given: EventTrigger, place: NodePlace): NodePart[] {
  if (given.on === 'timer') return momentParts(given, place, '/trigger')
  if (given.on === 'message') return messageKeyParts(given.key, place, '/trigger/key')
  return 'condition' in given ? recordConditionPart(given.condition, place, '/trigger/condition') : []
}

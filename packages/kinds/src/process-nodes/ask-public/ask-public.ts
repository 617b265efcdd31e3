import { FieldPath, Key, Localized, type NodePart, type NodePlace, nodeOption } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'
import { fieldPart, ownFieldPart } from '../../process-parts/node-parts.ts'
import {
  decisionOptions,
  roundSettings,
  taskFacts,
  taskOptions,
  taskParts,
  taskProblems,
} from '../../process-parts/people-options.ts'
import { textOptions, textParts } from '../../process-parts/text-options.ts'

const { approvers, rule, whenEmpty, ...ofTasks } = taskOptions
/** Both answers are expected: the process goes on with either. */
const onReject = Type.Optional({ ...decisionOptions.onReject, default: 'go_on' } as typeof decisionOptions.onReject)

const AskPublicOptions = Type.Object(
  {
    text: { ...textOptions.text, label: { zh: '给对方的话', en: 'What they read' } } as typeof textOptions.text,
    placeholders: textOptions.placeholders,
    fields: Type.Optional(
      nodeOption(Type.Array(FieldPath, { maxItems: 20 }), {
        label: { zh: '给对方看的字段', en: 'Fields that they see' },
        hint: { zh: '其他内容一概不显示。', en: 'Nothing else is shown.' },
        editor: 'field-paths',
      }),
    ),
    approve: nodeOption(Localized, { label: { zh: '「同意」按钮', en: 'Button for yes' }, editor: 'words' }),
    reject: nodeOption(Localized, { label: { zh: '「不同意」按钮', en: 'Button for no' }, editor: 'words' }),
    comment: Type.Optional(
      nodeOption(Type.Enum(['none', 'optional', 'on_reject'], { default: 'optional' }), {
        label: { zh: '填写意见', en: 'A comment' },
        choices: {
          none: { zh: '不填写', en: 'Not asked for' },
          optional: { zh: '可以填写', en: 'May be written' },
          on_reject: { zh: '不同意时必须填写', en: 'Has to be written with a no' },
        },
      }),
    ),
    rating: Type.Optional(
      nodeOption(Key, {
        label: { zh: '评分存入字段（1–5 分）', en: 'Stars go into the field (1 to 5)' },
        editor: 'field',
      }),
    ),
    days: Type.Optional(
      nodeOption(Type.Integer({ minimum: 1, maximum: 90, default: 14 }), {
        label: { zh: '链接有效天数', en: 'Days that a link lasts' },
      }),
    ),
    approvers: {
      ...approvers,
      label: { zh: '也可以由谁代为答复', en: 'Who may answer for them' },
      section: 'rules',
    } as typeof approvers,
    ...{ rule, whenEmpty, onReject, ...ofTasks },
  },
  { additionalProperties: false },
)
export type AskPublicOptions = Type.Static<typeof AskPublicOptions>

export default defineNodeType({
  type: 'ask_public',
  label: { zh: '公开链接答复', en: 'Answer by link' },
  description: {
    zh: '让没有账号的人（如客户）打开链接答复。链接只能用一次、会过期；可写进邮件，也可由同事复制。',
    en: 'Somebody without an account, such as a customer, answers by a link: once, and for some days. It can be mailed or copied.',
  },
  icon: 'share',
  group: 'people',
  options: AskPublicOptions,
  linked: true,
  facts: (options) => taskFacts(options, true),
  ports: { in: [1, null], out: [1, 1] },
  parts: (options, place) => [
    ...taskParts(options, place),
    ...textParts([{ pointer: '/text', words: Object.values(options.text) }], options.placeholders, place),
    ...(options.fields ?? []).flatMap((path, index) => fieldPart(path, place, { pointer: `/fields/${index}` })),
    ...ratingParts(options.rating, place),
  ],
  problemOptions: { ...taskProblems, REJECT_WITHOUT_EARLIER: 'onReject' },
  defaultOptions: () => ({
    approvers: [{ by: 'initiator' as const }],
    text: { zh: '您好，请确认以下事项。', en: 'Hello, please confirm the following.' },
    approve: { zh: '确认', en: 'Confirm' },
    reject: { zh: '有问题', en: 'There is a problem' },
  }),
  control: (options) => ({
    do: 'people',
    settings: {
      ...roundSettings(options, { task: 'decide', onReject: options.onReject ?? 'go_on' }),
      byLink: true as const,
    },
  }),
})

function ratingParts(field: string | undefined, place: NodePlace): NodePart[] {
  if (field === undefined) return []
  const wanted = {
    accepts: ({ type }: { type: string }) => type === 'integer' || type === 'decimal',
    words: { zh: '数字字段', en: 'a number' },
  }
  const part = { ...ownFieldPart(field, place, '/rating'), wanted } as NodePart
  return place.entity ? [part, { part: 'set', pointer: '/rating', entity: place.entity.key, field }] : [part]
}

import { FieldPath, type FieldWanted, Localized, nodeOption } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { ApproverRule, defineNodeType } from '@mortise/process'
import { approverParts, fieldPart } from '../../process-parts/node-parts.ts'
import { textOptions, textParts } from '../../process-parts/text-options.ts'

const SendMailOptions = Type.Object(
  {
    approvers: Type.Optional(
      nodeOption(Type.Array(ApproverRule, { maxItems: 20 }), {
        label: { zh: '收件人', en: 'To people' },
        editor: 'approvers',
      }),
    ),
    field: Type.Optional(
      nodeOption(FieldPath, { label: { zh: '发到字段中的邮箱', en: 'To the address in' }, editor: 'field-path' }),
    ),
    addresses: Type.Optional(
      nodeOption(Type.Array(Type.String({ maxLength: 254 }), { maxItems: 20 }), {
        label: { zh: '发到这些邮箱', en: 'To these addresses' },
      }),
    ),
    subject: nodeOption(Localized, { label: { zh: '主题', en: 'Subject' }, editor: 'words' }),
    ...textOptions,
  },
  { additionalProperties: false },
)
export type SendMailOptions = Type.Static<typeof SendMailOptions>

export default defineNodeType({
  type: 'send_mail',
  label: { zh: '发送邮件', en: 'Send mail' },
  description: {
    zh: '给人员或邮箱地址发一封邮件。多次失败后由管理员处理。',
    en: 'Sends a letter to people or addresses. When it keeps failing an administrator has to settle it.',
  },
  icon: 'mail',
  group: 'calls',
  options: SendMailOptions,
  ports: { in: [1, null], out: [1, 1] },
  parts: ({ approvers = [], field, addresses = [], subject, text, placeholders }, place) => [
    ...(approvers.length === 0 && field === undefined && addresses.length === 0
      ? [{ part: 'problem' as const, pointer: '', problem: nobody }]
      : []),
    ...approverParts(approvers, place),
    ...(field === undefined ? [] : fieldPart(field, place, { pointer: '/field', wanted: addressWanted })),
    ...textParts(
      [
        { pointer: '/subject', words: Object.values(subject) },
        { pointer: '/text', words: Object.values(text) },
      ],
      placeholders,
      place,
    ),
  ],
  defaultOptions: () => ({
    approvers: [{ by: 'initiator' as const }],
    subject: { zh: '流程通知', en: 'News of a process' },
    text: { zh: '流程有新进展。', en: 'There is news about the process.' },
  }),
  control: () => ({ do: 'run', where: 'outside' }),
})

const nobody = {
  zh: '请选择收件人、邮箱字段，或填写邮箱地址。',
  en: 'Choose people, a field with an address, or write addresses.',
}

const addressWanted: FieldWanted = {
  accepts: ({ type, kind }) => type === 'email' || kind.group === 'text',
  words: { zh: '邮箱或文本字段', en: 'an address or a text' },
}

import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'
import { approverParts } from '../../process-parts/node-parts.ts'
import { approversOption } from '../../process-parts/people-options.ts'
import { textOptions, textParts } from '../../process-parts/text-options.ts'

const NotifyOptions = Type.Object({ ...approversOption, ...textOptions }, { additionalProperties: false })
export type NotifyOptions = Type.Static<typeof NotifyOptions>

export default defineNodeType({
  type: 'notify',
  label: { zh: '发送通知', en: 'Notify' },
  description: {
    zh: '在应用内通知相关人员，按每个人的设置同时发邮件。流程不等待。',
    en: 'People are told in the app, and by mail as they want it. The process goes on.',
  },
  icon: 'bell',
  group: 'people',
  options: NotifyOptions,
  ports: { in: [1, null], out: [1, 1] },
  parts: ({ approvers, text, placeholders }, place) => [
    ...approverParts(approvers, place),
    ...textParts([{ pointer: '/text', words: Object.values(text) }], placeholders, place),
  ],
  defaultOptions: () => ({
    approvers: [{ by: 'initiator' as const }],
    text: { zh: '流程有新进展。', en: 'There is news about the process.' },
  }),
  control: () => ({ do: 'run', where: 'outside' }),
})

import { defineNodeType } from '@mortise/process'
import { Type } from 'typebox'
import { approverParts } from '../../process-parts/node-parts.ts'
import { approversOption } from '../../process-parts/people-options.ts'

const NoticeOptions = Type.Object({ ...approversOption }, { additionalProperties: false })
export type NoticeOptions = Type.Static<typeof NoticeOptions>

export default defineNodeType({
  type: 'notice',
  label: { zh: '抄送', en: 'Notice' },
  description: { zh: '告知相关人员，不等待处理。', en: 'People are told; nobody is waited for.' },
  icon: 'send',
  group: 'people',
  options: NoticeOptions,

  ports: { in: [1, null], out: [1, 1] },
  parts: ({ approvers }, place) => approverParts(approvers, place),
  defaultOptions: () => ({ approvers: [{ by: 'initiator' as const }] }),
  control: () => ({
    do: 'people',
    settings: {
      task: 'notice',
      rule: { of: 'any' },
      onReject: 'go_on',
      returns: { to: 'none', resubmit: 'again' },
      rights: {},
    },
  }),
})

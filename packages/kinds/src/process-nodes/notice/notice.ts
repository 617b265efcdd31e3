import { nodeOption } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'
import { FieldSight, rightsParts } from '../../process-parts/field-rights.ts'
import { approverParts } from '../../process-parts/node-parts.ts'
import { approversOption } from '../../process-parts/people-options.ts'

const NoticeOptions = Type.Object(
  {
    ...approversOption,
    access: Type.Optional(
      nodeOption(FieldSight, {
        label: { zh: '字段权限', en: 'Rights on fields' },
        editor: 'field-rights',
        section: 'fields',
      }),
    ),
  },
  { additionalProperties: false },
)
export type NoticeOptions = Type.Static<typeof NoticeOptions>

export default defineNodeType({
  type: 'notice',
  label: { zh: '抄送', en: 'Notice' },
  description: { zh: '告知相关人员，不等待处理。', en: 'People are told; nobody is waited for.' },
  icon: 'send',
  group: 'people',
  options: NoticeOptions,

  ports: { in: [1, null], out: [1, 1] },
  parts: ({ approvers, access }, place) => [...approverParts(approvers, place), ...rightsParts(access, place)],
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

import { nodeOption } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'
import { FieldRights, rightsParts } from '../../process-parts/field-rights.ts'

const StartOptions = Type.Object(
  {
    recall: Type.Optional(
      nodeOption(Type.Enum(['always', 'until_decided', 'never'], { default: 'until_decided' }), {
        label: { zh: '发起人撤回', en: 'The initiator may recall it' },
        choices: {
          always: { zh: '随时可以', en: 'At any time' },
          until_decided: { zh: '有人处理之前', en: 'Until somebody has decided' },
          never: { zh: '不可以', en: 'Never' },
        },
      }),
    ),
    access: Type.Optional(
      nodeOption(FieldRights, {
        label: { zh: '退回后的字段权限', en: 'Rights on fields when it came back' },
        editor: 'field-rights',
      }),
    ),
  },
  { additionalProperties: false },
)
export type StartOptions = Type.Static<typeof StartOptions>

export default defineNodeType({
  type: 'start',
  label: { zh: '开始', en: 'Start' },
  description: {
    zh: '流程从这里开始；退回发起人时也回到这里。',
    en: 'Where it begins, and where it comes back to its initiator.',
  },
  icon: 'player-play',
  group: 'start_end',
  options: StartOptions,

  ports: { in: [0, 0], out: [1, 1] },
  parts: ({ access }, place) => rightsParts(access, place),
  defaultOptions: () => ({}),
  control: ({ recall }, { trigger }) => ({
    do: 'start',
    recall: recall ?? 'until_decided',
    ...(trigger ? { trigger } : {}),
  }),
})

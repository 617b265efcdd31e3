import { nodeOption } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'

const EndOptions = Type.Object(
  {
    ends: Type.Optional(
      nodeOption(Type.Enum(['branch', 'scope'], { default: 'branch' }), {
        label: { zh: '结束范围', en: 'What ends' },
        choices: {
          branch: { zh: '只结束这条路', en: 'This way only' },
          scope: { zh: '立即结束整个流程（或所在子流程）', en: 'Everything around at once' },
        },
      }),
    ),
    outcome: Type.Optional(
      nodeOption(Type.String({ pattern: '^[a-z][a-z0-9_]{0,40}$' }), { label: { zh: '结果代码', en: 'Outcome' } }),
    ),
  },
  { additionalProperties: false },
)
export type EndOptions = Type.Static<typeof EndOptions>

export default defineNodeType({
  type: 'end',
  label: { zh: '结束', en: 'End' },
  description: { zh: '一条路走到这里为止。', en: 'Where a way ends.' },
  icon: 'player-stop',
  group: 'start_end',
  options: EndOptions,

  ports: { in: [1, null], out: [0, 0] },
  parts: () => [],
  defaultOptions: () => ({}),
  control: ({ ends, outcome }) => ({
    do: 'end',
    ends: ends ?? 'branch',
    ...(outcome === undefined ? {} : { outcome }),
  }),
})

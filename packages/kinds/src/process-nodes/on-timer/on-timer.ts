import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'
import { interruptingOption, momentOptions, momentParts } from '../../process-parts/trigger-options.ts'

const OnTimerOptions = Type.Object(
  { ...momentOptions, interrupting: interruptingOption },
  { additionalProperties: false },
)
export type OnTimerOptions = Type.Static<typeof OnTimerOptions>

export default defineNodeType({
  type: 'on_timer',
  label: { zh: '超时', en: 'After a time' },
  description: { zh: '附着的节点过了时间还没完成时。', en: 'When the node that it is at takes longer.' },
  icon: 'clock-exclamation',
  group: 'events',
  options: OnTimerOptions,
  catches: true,

  ports: { in: [0, 0], out: [1, 1] },
  parts: (options, place) => momentParts(options, place),
  defaultOptions: () => ({ after: { amount: 1, unit: 'day' as const, working: true } }),
  control: ({ interrupting }, { node }) => ({
    do: 'catch',
    at: node.on ?? '',
    trigger: { on: 'timer' },
    interrupting: interrupting ?? true,
  }),
})

import { Type } from '@mortise/metadata/schema'
import { defineNodeType, hoursOf } from '@mortise/process'
import { momentOptions, momentParts } from '../../process-parts/trigger-options.ts'

const DelayOptions = Type.Object({ ...momentOptions }, { additionalProperties: false })
export type DelayOptions = Type.Static<typeof DelayOptions>

export default defineNodeType({
  type: 'delay',
  label: { zh: '等待时间', en: 'Wait for a time' },
  description: {
    zh: '等一段时间，或等到某个字段中的时间。',
    en: 'Waits for a length of time, or until the time in a field.',
  },
  icon: 'clock',
  group: 'waiting',
  options: DelayOptions,

  facts: ({ after }) => (after ? { timer: hoursOf(after) / 24 } : {}),
  ports: { in: [1, null], out: [1, 1] },
  problemOptions: { TIMER_TOO_LONG: 'after' },
  parts: (options, place) => momentParts(options, place),
  defaultOptions: () => ({ after: { amount: 1, unit: 'day' as const, working: true } }),
  control: () => ({ do: 'wait', trigger: { on: 'timer' } }),
})

import { nodeOption } from '@mortise/metadata'
import { defineNodeType } from '@mortise/process'
import { Type } from 'typebox'
import { EventTrigger, interruptingOption, triggerOf, triggerParts } from '../../process-parts/trigger-options.ts'

const EventHandlerOptions = Type.Object(
  {
    trigger: nodeOption(EventTrigger, { label: { zh: '由什么引起', en: 'What it begins at' } }),
    interrupting: interruptingOption,
  },
  { additionalProperties: false },
)
export type EventHandlerOptions = Type.Static<typeof EventHandlerOptions>

export default defineNodeType({
  type: 'event_handler',
  label: { zh: '事件处理', en: 'Event handler' },
  description: {
    zh: '流程进行中发生某事时执行里面的节点。',
    en: 'What is inside happens when something comes about while the process runs.',
  },
  icon: 'bolt',
  group: 'scopes',
  options: EventHandlerOptions,
  holds: true,
  trigger: ({ trigger }) => triggerOf(trigger),
  ports: { in: [0, 0], out: [0, 0] },
  parts: ({ trigger }, place) => triggerParts(trigger, place),
  defaultOptions: () => ({ trigger: { on: 'timer' as const, after: { amount: 1, unit: 'week' as const } } }),
  control: ({ interrupting }) => ({ do: 'scope', event: { interrupting: interrupting ?? true } }),
})

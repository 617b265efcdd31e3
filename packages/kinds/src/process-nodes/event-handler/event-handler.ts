import { nodeOption } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'
import { EventTrigger, interruptingOption, triggerOf, triggerParts } from '../../process-parts/trigger-options.ts'

const EventHandlerOptions = Type.Object(
  {
    trigger: nodeOption(EventTrigger, {
      label: { zh: '由什么引起', en: 'What it begins at' },
      choices: {
        timer: { zh: '到了时间', en: 'A time is over' },
        condition: { zh: '记录满足条件', en: 'A condition holds for the record' },
        message: { zh: '收到消息', en: 'A message comes' },
        error: { zh: '里面出错', en: 'Something fails with a name' },
        escalation: { zh: '里面发出升级', en: 'Something is escalated' },
      },
    }),
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

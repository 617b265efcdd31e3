import { nodeOption } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'
import { EventName, interruptingOption } from '../../process-parts/trigger-options.ts'

const OnEscalationOptions = Type.Object(
  {
    escalation: Type.Optional(
      nodeOption(EventName, { label: { zh: '升级名称（留空为任何升级）', en: 'Name of the escalation; blank: any' } }),
    ),
    interrupting: interruptingOption,
  },
  { additionalProperties: false },
)
export type OnEscalationOptions = Type.Static<typeof OnEscalationOptions>

export default defineNodeType({
  type: 'on_escalation',
  label: { zh: '升级', en: 'On an escalation' },
  description: {
    zh: '附着的子流程，或它调用的流程，发出升级时。',
    en: 'When something inside the node that it is at, or in the process that it calls, is escalated.',
  },
  icon: 'arrow-up',
  group: 'events',
  options: OnEscalationOptions,
  catches: true,

  ports: { in: [0, 0], out: [1, 1] },
  parts: () => [],
  defaultOptions: () => ({}),
  control: ({ escalation, interrupting }, { node }) => ({
    do: 'catch',
    at: node.on ?? '',
    trigger: { on: 'escalation', ...(escalation === undefined ? {} : { name: escalation }) },
    interrupting: interrupting ?? true,
  }),
})

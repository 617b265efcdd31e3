import { nodeOption } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'
import { EventName } from '../../process-parts/trigger-options.ts'

const EscalateOptions = Type.Object(
  { escalation: nodeOption(EventName, { label: { zh: '升级名称', en: 'Name of the escalation' } }) },
  { additionalProperties: false },
)
export type EscalateOptions = Type.Static<typeof EscalateOptions>

export default defineNodeType({
  type: 'escalate',
  label: { zh: '升级', en: 'Escalate' },
  description: { zh: '向外层发出升级，由「升级」事件接住。', en: 'Escalates; an escalation event around catches it.' },
  icon: 'arrow-up',
  group: 'events',
  options: EscalateOptions,

  ports: { in: [1, null], out: [1, 1] },
  parts: () => [],
  defaultOptions: () => ({ escalation: 'overdue' }),
  control: ({ escalation }) => ({ do: 'throw', trigger: { on: 'escalation', name: escalation } }),
})

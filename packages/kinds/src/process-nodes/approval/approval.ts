import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'
import {
  decisionOptions,
  firstPeople,
  roundSettings,
  taskFacts,
  taskOptions,
  taskParts,
  taskProblems,
} from '../../process-parts/people-options.ts'

// In the order in which the panel has them: who decides, and what happens when that is unclear.
const { approvers, rule, whenEmpty, ...ofTasks } = taskOptions
const ApprovalOptions = Type.Object(
  { approvers, rule, whenEmpty, ...decisionOptions, ...ofTasks },
  { additionalProperties: false },
)
export type ApprovalOptions = Type.Static<typeof ApprovalOptions>

export default defineNodeType({
  type: 'approval',
  label: { zh: '审批', en: 'Approval' },
  description: { zh: '由一人或多人同意、拒绝或退回。', en: 'People agree, reject or return.' },
  icon: 'user-check',
  group: 'people',
  options: ApprovalOptions,

  facts: (options) => taskFacts(options, true),
  ports: { in: [1, null], out: [1, 1] },
  parts: taskParts,
  problemOptions: { ...taskProblems, REJECT_WITHOUT_EARLIER: 'onReject' },
  defaultOptions: () => firstPeople,
  control: (options) => ({
    do: 'people',
    settings: roundSettings(options, { task: 'decide', onReject: options.onReject ?? 'end' }),
  }),
})

import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'
import { roundSettings, taskFacts, taskOptions, taskParts, taskProblems } from '../../process-parts/people-options.ts'

const HandleOptions = Type.Object({ ...taskOptions }, { additionalProperties: false })
export type HandleOptions = Type.Static<typeof HandleOptions>

export default defineNodeType({
  type: 'handle',
  label: { zh: '办理', en: 'Handling' },
  description: { zh: '由一人或多人办理，完成后继续。', en: 'People do something; then it goes on.' },
  icon: 'clipboard-check',
  group: 'people',
  options: HandleOptions,

  facts: (options) => taskFacts(options, false),
  ports: { in: [1, null], out: [1, 1] },
  parts: taskParts,
  problemOptions: taskProblems,
  defaultOptions: () => ({ approvers: [{ by: 'initiator' as const }] }),
  control: (options) => ({ do: 'people', settings: roundSettings(options, { task: 'handle', onReject: 'end' }) }),
})

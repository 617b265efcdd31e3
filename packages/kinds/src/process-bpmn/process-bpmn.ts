/** Processes as files of BPMN 2.0, and such files as processes. Import this entry lazily: the reader of XML comes with it. */
export { bpmnLimits } from '@mortise/process/bpmn'
export type { FileProblem } from './file-problem.ts'
export { type OpenedBpmn, type OpenedProcess, openBpmn } from './open-bpmn.ts'
export { writeBpmn } from './write-bpmn.ts'

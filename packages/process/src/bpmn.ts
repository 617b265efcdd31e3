export {
  type BpmnParts,
  emptyParts,
  type Kept,
  type KeptElement,
  type Point,
  type RepeatText,
  type Shape,
  type TriggerText,
} from './bpmn/bpmn-parts.ts'
export { type BpmnProblem, type BpmnProblemCode, bpmnProblemText, describeBpmnProblem } from './bpmn/bpmn-problems.ts'
export { exportBpmn } from './bpmn/export-bpmn.ts'
export { type BpmnImport, importBpmn } from './bpmn/import-bpmn.ts'
export { bpmnLimits } from './bpmn/read/read-xml.ts'
export { type ReadCondition, readCondition } from './bpmn/run/condition-text.ts'
export { exitCodeOf, printRun } from './bpmn/run/print-run.ts'
export { type EventFile, readEvents } from './bpmn/run/read-events.ts'
export type { RunEvent } from './bpmn/run/run-event.ts'
export type { TraceLine } from './bpmn/run/trace.ts'
export { type BpmnRun, type RunOptions, runBpmn, type StillOpen } from './bpmn/run-bpmn.ts'

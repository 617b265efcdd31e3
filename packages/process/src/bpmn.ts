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
export { type BpmnProblem, type BpmnProblemCode, describeBpmnProblem } from './bpmn/bpmn-problems.ts'
export { exportBpmn } from './bpmn/export-bpmn.ts'
export { type BpmnImport, importBpmn } from './bpmn/import-bpmn.ts'

export type { InstanceFacts, NodeQuestion, ProcessNodeServer } from './contract/process-node.ts'
export { processErrors, type RefusalCode, refusalError } from './errors.ts'
export {
  type Control,
  type ControlName,
  controlOf,
  type ForkBranches,
  type GraphNode,
  type JoinRule,
  type ProcessGraph,
  type Repeat,
  type Transition,
  type Trigger,
  type TriggerKind,
} from './graph/process-graph.ts'
export type { Actor, ActorOrigin, ActorState, Group, Round, RoundOutcome } from './round/round.ts'
export type {
  Deadline,
  DeadlineAction,
  GroupRule,
  RejectPolicy,
  ReturnPolicy,
  RoundSettings,
  TaskRights,
} from './round/round-settings.ts'
export { type Answering, runUntilWait } from './run/run-until-wait.ts'
export type {
  Arrival,
  Incident,
  InstanceStatus,
  ProcessState,
  Question,
  Ready,
  Scope,
  UndoItem,
  Visit,
  VisitNeed,
  Wait,
} from './state/process-state.ts'
export type {
  AddItemEvent,
  AddSide,
  ContinueEvent,
  Failure,
  FinishScopeEvent,
  FireEvent,
  IncidentEvent,
  ProcessEvent,
  RecallEvent,
  Remark,
  ResultEvent,
  StartEvent,
  StopEvent,
  TaskAct,
  TaskEvent,
} from './step/process-event.ts'
export { emptyState, step } from './step/step.ts'
export type {
  ActorChoice,
  Answer,
  Need,
  ProcessEffect,
  ProcessWrite,
  Refusal,
  Resolved,
  StepResult,
} from './step/step-result.ts'

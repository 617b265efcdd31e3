export { type ApproverReason, describeReason, type ReasonNames } from './approvers/approver-reason.ts'
export {
  type ApproverBy,
  type ApproverPolicies,
  ApproverRule,
  RepeatRule,
  repeatRules,
  type SelfRule,
  selfRules,
  WhenEmpty,
} from './approvers/approver-rule.ts'
export { drawLot } from './approvers/draw-lot.ts'
export { type ApproverLookups, findApprovers } from './approvers/find-approvers.ts'
export { type ForeseenApprovers, foreseeApprovers } from './approvers/foresee-approvers.ts'
export type { Organisation, OrganisationDepartment, OrganisationPerson } from './approvers/organisation.ts'
export {
  type EarlierApproval,
  type FoundApprover,
  type SettleContext,
  settleApprovers,
} from './approvers/settle-approvers.ts'
export { alwaysCalled, checkProcess } from './check/check-process.ts'
export { describeProblem, type ProblemWords } from './check/describe-problem.ts'
export type {
  AllOf,
  CallFact,
  ConditionFact,
  DomainFact,
  EmptyCases,
  FieldFact,
  PeopleFact,
  ProcessFacts,
  RangeFact,
  ValuesFact,
} from './check/process-facts.ts'
export type { ProblemSeverity, ProcessProblem } from './check/process-problem.ts'
export type { ProblemCode } from './check/texts/problem-texts.ts'
export { compileProcess, nodeOptions } from './compile/compile-process.ts'
export { peopleFindings, processKnowledge } from './compile/process-knowledge.ts'
export type { InstanceFacts, LinkPage, NodeQuestion, ProcessNodeServer } from './contract/process-node.ts'
export {
  type ControlPlace,
  defineNodeType,
  type NodeFacts,
  type NodePorts,
  type ProcessNodeType,
} from './contract/process-node-type.ts'
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
export { differenceOf, kindOf, type VersionDifference } from './migrate/compare-graphs.ts'
export type { NodeMapping } from './migrate/move.ts'
export { type MoveProblem, type MoveProblemCode, mappable } from './migrate/move-problem.ts'
export { type MovedState, moveState } from './migrate/move-state.ts'
export { actorsOf } from './round/change-round.ts'
export {
  findReason,
  type OfferedReason,
  type ReasonDemands,
  type ReasonedOutcome,
  reasonedOutcomes,
  reasonKey,
  reasonLabel,
  reasonsOffered,
} from './round/offered-reason.ts'
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
export { type Asking, answered } from './simulate/answered.ts'
export { type Coverage, coverBranches, type Route, uncoveredBy } from './simulate/cover-branches.ts'
export { type Forecast, type ForecastPlan, forecastLoad } from './simulate/forecast-load.ts'
export { type Plan, type PlayedEnd, type PlayedOut, playOut, type SimulatedTask } from './simulate/play-out.ts'
export {
  type RecordedInstance,
  type ReplayDifference,
  recordedPlan,
  replayInstance,
} from './simulate/replay-instance.ts'
export { type Walk, type WalkPerson, type WalkStep, walkProcess } from './simulate/walk-process.ts'
export { countFound, type FoundOutput, foundBy } from './state/found-list.ts'
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
export { itemAround, turnAround } from './state/scopes-around.ts'
export type {
  AddItemEvent,
  AddSide,
  ChosenPeople,
  ContinueEvent,
  Failure,
  FinishScopeEvent,
  FireEvent,
  IncidentEvent,
  LinkAnswerEvent,
  ProcessEvent,
  RecallEvent,
  Remark,
  ResultEvent,
  Seal,
  StartEvent,
  StopEvent,
  TaskAct,
  TaskEvent,
} from './step/process-event.ts'
export { jumpTargets, urgeableVisits } from './step/stand-in.ts'
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
export { dueAfter, type WorkTime } from './time/due-after.ts'
export { Duration, type DurationUnit, durationUnits, hoursOf } from './time/duration.ts'
export { type ApprovalStep, type ApprovalStory, approvalSteps } from './view/approval-steps.ts'
export { describeStatus } from './view/approval-words.ts'
export { describeIncident } from './view/describe-incident.ts'
export { type InstanceRights, type OpenTask, rightsOf } from './view/open-tasks.ts'
export { type OpenRepetition, openRepetitions } from './view/repetitions.ts'

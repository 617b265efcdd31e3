export type {
  AdminDepartment,
  AdminRole,
  AdminUser,
  ApiToken,
  CalendarDay,
  CalendarDayInput,
  DepartmentInput,
  NewApiToken,
  OutboxState,
  SecretSummary,
  SystemAlert,
  SystemState,
  TokenInput,
  UserInput,
  WorkspaceInput,
} from './admin.ts'
export type { AnswerLinkInput, AnswerLinkMade, AnswerPage, AnswerSent } from './answer-link.ts'
export type {
  BulkChange,
  CommandPreviewAnswer,
  CommandPreviewInput,
  CommandResult,
  CommandRunAnswer,
  CommandRunInput,
  CommandStep,
  RefusedRelated,
} from './command.ts'
export type {
  ConditionPreview,
  ConditionPreviewInput,
  DocumentChoice,
  DocumentConflict,
  DocumentEdit,
  DraftChange,
  DraftChanged,
  DraftEdited,
  DraftEdits,
  DraftInput,
  DraftResolution,
  DraftReview,
  DraftState,
  DraftSummary,
  PresenceChanged,
  PresenceInput,
  PresentPerson,
  PublishProgress,
  PublishResult,
  RevisionSummary,
  TypeChangeInput,
  TypeChangePreview,
  ValidationIssue,
} from './design.ts'
export type { ErrorBody } from './error.ts'
export type { ExplainAnswer, ExplainInput } from './explain.ts'
export type { StoredFile } from './file.ts'
export type {
  FormAnswer,
  FormDraft,
  FormDraftInput,
  FormDraftSummary,
  FormQuestionInput,
  FormTrialInput,
} from './form.ts'
export type { MessageInput, MessageSent } from './message.ts'
export {
  type Notification,
  type NotificationKind,
  type NotificationPage,
  type NotificationSetting,
  type NotificationSettings,
  type NotificationsReadInput,
  notificationKinds,
} from './notification.ts'
export type { PrintManyInput, PrintTrialInput } from './print.ts'
export type { CommentChangeInput, CommentInput, CopyInput, InstanceComment, UrgeInput } from './process-discussion.ts'
export type { InboxBox, InboxCount, InboxEntry, InboxTask } from './process-inbox.ts'
export type {
  InsightNode,
  InsightPerson,
  InsightProcess,
  InsightReason,
  InsightSpread,
  InsightWeek,
  ProcessInsight,
} from './process-insight.ts'
export type {
  DecisionReason,
  IncidentInput,
  InstanceActInput,
  InstanceEvent,
  InstanceRepetition,
  InstanceResult,
  InstanceRights,
  InstanceStatus,
  InstanceTask,
  InstanceView,
  InstanceVisit,
  JumpInput,
  OpenTask,
  ProcessDrawing,
  RepetitionInput,
  TaskDemands,
  TaskSignature,
} from './process-instance.ts'
export type {
  MoveInput,
  MoveProblemView,
  MoveProgress,
  MoveTrial,
  ProcessVersionInfo,
  ProcessVersions,
  PublishedProcess,
} from './process-move.ts'
export type {
  AwayInput,
  AwayPeriod,
  HandoverInput,
  HandoverResult,
  OpenProcess,
  OpenWork,
} from './process-stand-in.ts'
export type {
  ChosenPeople,
  PathPerson,
  PathPreview,
  PathPreviewInput,
  PathStep,
  PeopleChoice,
  RecordInstance,
  StartableProcess,
  StartInput,
} from './process-start.ts'
export type {
  BatchInput,
  BatchItemResult,
  BatchResult,
  FieldChange,
  LineChange,
  RecordChanges,
  SignatureInput,
  StoredSignature,
  TaskActBody,
  TaskActInput,
  TaskFieldAccess,
  TaskQuestionInput,
  TaskRecord,
  TaskSaveInput,
} from './process-task.ts'
export type {
  ReplayedInstance,
  ReplayedWay,
  TriedCoverage,
  TriedEnd,
  TriedForecast,
  TriedPeople,
  TriedPerson,
  TriedPlaces,
  TriedReplay,
  TriedStep,
  TriedWalk,
  TriedWay,
  TryCoverageInput,
  TryDecision,
  TryForecastInput,
  TryReplayInput,
  TrySource,
  TryWalkInput,
} from './process-try.ts'
export type {
  PublicAnswerInput,
  PublicAnswerTaken,
  PublicChoiceRecord,
  PublicForm,
  PublicFormDescription,
  PublicFormSettings,
  PublicFormState,
} from './public-form.ts'
export type { ReadAnswer, ReadsInput } from './reads.ts'
export type { SavedView, SavedViewInput } from './saved-view.ts'
export type {
  AppDescription,
  AppOverview,
  AppSummary,
  DirectoryDepartment,
  DirectoryUser,
  DuplicateInput,
  NewApp,
  PackSummary,
  ProcessOffer,
  Session,
  StaleFields,
} from './session.ts'

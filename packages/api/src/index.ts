export type {
  AdminDepartment,
  AdminRole,
  AdminUser,
  ApiToken,
  CalendarDay,
  CalendarDayInput,
  DepartmentInput,
  NewApiToken,
  SystemAlert,
  SystemState,
  TokenInput,
  UserInput,
  WorkspaceInput,
} from './admin.ts'
export type { CommandResult, CommandRunAnswer, CommandRunInput, CommandStep } from './command.ts'
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
export type { FormAnswer, FormDraft, FormDraftInput, FormDraftSummary, FormQuestionInput } from './form.ts'
export type { PrintManyInput, PrintTrialInput } from './print.ts'
export type {
  PublicAnswerInput,
  PublicAnswerTaken,
  PublicChoiceRecord,
  PublicForm,
  PublicFormDescription,
  PublicFormSettings,
  PublicFormState,
} from './public-form.ts'
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
  Session,
  StaleFields,
} from './session.ts'

export {
  choiceFields,
  chooseForm,
  choosePage,
  conditionFields,
  type FormChoice,
  formsOf,
  holds,
  looksElsewhere,
} from './choose-form.ts'
export { decides } from './decides.ts'
export { createFormProgram, type FormProgram, type FormProgramInput } from './form-program.ts'
export {
  type FieldState,
  type FormMessage,
  type FormState,
  type ItemState,
  plainField,
  plainItem,
} from './form-state.ts'
export { blankOf, type FormLine, type FormValues, isBlankValue, keepLines, linesIn } from './form-values.ts'
export { type LineAt, LiveRecord, type LiveRecordInput } from './live/live-record.ts'
export type { FormAnswers } from './rules/rule-values.ts'
export { type FormInput, type FormQuestion, type FormRun, questionOf, runForm } from './run-form.ts'

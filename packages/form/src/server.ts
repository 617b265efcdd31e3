export { answerForm, type FormAsked } from './server/answer-form.ts'
export { changeMany, type LeftAlone, type ManyChanged } from './server/change-many.ts'
export { decideForm } from './server/decide-form.ts'
export { type FormCall, type FormRequest, isOpenForm, openForm } from './server/form-call.ts'

export { answerForm, type FormAsked } from './server/answer-form.ts'
export { decideForm } from './server/decide-form.ts'
export { type FormCall, type FormRequest, openForm } from './server/form-call.ts'

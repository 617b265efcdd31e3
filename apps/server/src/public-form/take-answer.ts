import { AppError } from '@mortise/core'
import type { FieldProblem, RecordInput } from '@mortise/data'
import { type FoundProblem, hasEventFrom, recordInvalid } from '@mortise/data/server'
import { decideForm } from '@mortise/form/server'
import type { Services } from '../services.ts'
import { type OpenedPublicForm, throwReached } from './open-public-form.ts'
import { type Answerer, confirmAnswer, releaseAnswer, reserveAnswer } from './public-answer-store.ts'
import { publicFormErrors } from './public-form-errors.ts'
import { readHiddenParameters } from './read-parameters.ts'
import { keyedHash } from './visitor.ts'

/** What was sent, by whom. */
export interface SentAnswer {
  /** Made by the page when it is sent first, and the same whenever it is sent again. */
  request: string
  values: RecordInput
  parameters: { readonly [name: string]: string }
  visitor: Answerer
}

type Taking = Pick<Services, 'workspace' | 'engine' | 'identity'>

/** Makes a record of an answer, once, through the form's rules and the one write path. */
export async function takeAnswer(services: Taking, opened: OpenedPublicForm, sent: SentAnswer): Promise<void> {
  const { workspace } = services
  const { link, document } = opened
  refuseForeign(opened, sent.values)
  const value = limitedValue(services, opened, sent.values)
  const who = { ...sent.visitor, value, limits: document.limits }
  const place = await reserveAnswer(workspace, link, sent.request, who)
  if ('reached' in place) return throwReached(place.reached, document)
  if (place.state === 'taken') return
  if (place.state === 'taking') throw publicFormErrors.PUBLIC_FORM_BUSY()
  const source = { app: link.app, entity: opened.entity.key, id: place.id, since: place.at }
  if (place.state === 'stuck' && (await hasEventFrom(workspace, source)))
    return confirmAnswer(workspace, place.id, 'taken')
  try {
    await confirmAnswer(workspace, place.id, await makeRecord(services, opened, sent, place.id))
  } catch (error) {
    await releaseAnswer(workspace, place.id)
    throw error
  }
}

/** Fields that the form does not open give the same answer as fields that do not exist. */
function refuseForeign({ document, access }: OpenedPublicForm, values: RecordInput): void {
  const foreign = Object.keys(values).filter((key) => !document.fields.includes(key))
  const problems = foreign.map((key): FoundProblem => {
    const field = key.slice(0, 100)
    return { path: field, code: 'FIELD_UNKNOWN', params: { field } }
  })
  if (problems.length > 0) throw recordInvalid(problems, access)
}

/** What `perValue` counts, in its one spelling. */
function limitedValue({ identity }: Taking, { document, entity, link }: OpenedPublicForm, values: RecordInput) {
  const key = document.limits?.perValue?.field
  const field = key === undefined ? undefined : entity.fields.get(key)
  const given = field && values[field.key]
  if (!field || typeof given !== 'string') return null
  const result = field.kind.normalise?.(given as never, field.options as never, field) ?? { value: given }
  // What is no value of the field is refused later on.
  if ('code' in result || result.value === null) return null
  return keyedHash(identity.secret, 'value', link.app, link.form, field.key, String(result.value).toLowerCase())
}

async function makeRecord(
  { engine }: Taking,
  opened: OpenedPublicForm,
  { values, parameters }: SentAnswer,
  id: string,
): Promise<'taken' | 'known'> {
  const { document, form, entity, scope, link } = opened
  const access = { ...opened.access, via: { kind: 'public_form' as const, id } }
  const hidden = await readHiddenParameters(engine, opened, parameters)
  try {
    const given = { ...document.values, ...values, ...hidden }
    const decided = await decideForm({ engine, access, scope, entity, form }, null, given)
    const whose = { owner: link.ownerId, ...(link.departmentId !== null && { department: link.departmentId }) }
    await engine.create(access, scope, entity.key, { ...decided, ...whose }, { acceptDuplicates: true, select: ['id'] })
    return 'taken'
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return answerRefused(error, opened)
  }
}

const duplicateCodes: ReadonlySet<string> = new Set(['VALUE_TAKEN', 'VALUE_DUPLICATE'])

/** What the visitor hears: problems with what they filled in. Whether such a record is known is told only where wanted. */
function answerRefused(error: AppError, { document }: OpenedPublicForm): 'known' {
  const problems = (error.params.problems ?? []) as FieldProblem[]
  if (problems.length === 0) throw unfit(error)
  const others = problems.filter(({ code }) => !duplicateCodes.has(code))
  if (others.length === 0) {
    if (document.duplicates !== 'tell') return 'known'
    throw publicFormErrors.PUBLIC_FORM_DUPLICATE({ title: document.label })
  }
  const own = others.filter(({ path }) => path === '' || document.fields.includes(path.split('/')[0] ?? ''))
  // The form demands or refuses what visitors cannot see: its author has to look at it.
  if (own.length === 0) throw unfit(error)
  throw new AppError(error.code, error.definition, { ...error.params, count: own.length, problems: own })
}

/** Why is for the log, not for visitors. */
function unfit(cause: AppError): AppError {
  return Object.assign(publicFormErrors.PUBLIC_FORM_UNFIT(), { cause })
}

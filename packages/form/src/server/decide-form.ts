import { deepEqual, localize } from '@mortise/core'
import { asSystem, type RecordInput } from '@mortise/data'
import { type FoundProblem, recordInvalid } from '@mortise/data/server'
import type { EntityModel, FieldModel, Filter } from '@mortise/metadata'
import { decides } from '../decides.ts'
import type { FormProgram } from '../form-program.ts'
import { type FieldState, type FormMessage, type FormState, plainField } from '../form-state.ts'
import { type FormLine, type FormValues, isBlankValue, linesIn } from '../form-values.ts'
import { type FormRun, runForm } from '../run-form.ts'
import { type FormCall, mergeValues, readStart, serverProgram } from './form-call.ts'

/**
 * What a save through a form comes to: the values with those that belong to rules put in their place, and what hiding
 * clears. RECORD_INVALID when the form demands, refuses or does not offer something. `fills`: nobody has the form before
 * them (a card was moved, a cell changed), so what rules would fill in meanwhile comes with it.
 */
export async function decideForm(
  call: FormCall,
  id: string | null,
  values: RecordInput,
  { fills = false }: { fills?: boolean } = {},
): Promise<RecordInput> {
  if (!decides(call.form)) return values
  const program = serverProgram(call, id === null)
  const start = await readStart(call, program, id)
  const next = mergeValues(program, start, values)
  const { engine, access, scope, entity } = call
  const runs = await engine.evaluate(access, scope, entity.key, ({ context, related }) => {
    const input = { start, context: { ...context, isNew: id === null }, related, fill: 'ruled' as const }
    const before = id === null ? null : runForm(program, { ...input, values: start, fill: fills ? 'nothing' : 'ruled' })
    const after = fills
      ? runForm(program, { ...input, values: next, fill: 'all' }, before)
      : runForm(program, { ...input, values: next })
    return { after, before }
  })
  const writable = writableFields(call, call.entity.key)
  const decision: Decision = { call, program, start, values, ...runs, writable }
  const problems = [...demanded(decision), ...fixed(decision), ...said(decision), ...(await notOffered(decision))]
  if (problems.length > 0) throw recordInvalid(problems, access)
  const ruled = Object.entries(runs.after.filled).filter(([key]) => writable.has(key))
  return { ...values, ...Object.fromEntries(ruled) }
}

interface Decision {
  call: FormCall
  program: FormProgram
  start: FormValues
  /** What was sent. */
  values: RecordInput
  after: FormRun
  before: FormRun | null
  writable: ReadonlySet<string>
}

/** Fields that the user may write on some record; which records is the data engine's business. */
function writableFields({ engine, access, scope }: FormCall, entity: string): ReadonlySet<string> {
  const fields = engine.capabilities(access, scope)[entity]?.fields ?? {}
  return new Set(Object.keys(fields).filter((key) => fields[key] === 'write'))
}

const stateOf = (state: FormState | undefined, key: string): FieldState => state?.fields.get(key) ?? plainField

/** What nobody may fill in cannot be demanded. */
function demanded({ call, program, after, writable }: Decision): FoundProblem[] {
  const ofRecord = program.fields.flatMap((field) => {
    const { required, readOnly } = stateOf(after.state, field.key)
    const isOpen = required && !readOnly && writable.has(field.key) && field.kind.writable !== false
    return isOpen && isBlankValue(field, after.values[field.key]) ? [problem(field.key, 'FIELD_REQUIRED')] : []
  })
  const ofLines = linesWithStates(program, after).flatMap(({ field, lines, index, state, line }) => {
    const open = writableFields(call, lines.key)
    return [...state].flatMap(([key, { required, readOnly }]) => {
      const cell = lines.fields.get(key)
      const isBlank = cell && required && !readOnly && open.has(key) && isBlankValue(cell, line[key])
      return isBlank ? [problem(`${field.key}/${index}/${key}`, 'FIELD_REQUIRED')] : []
    })
  })
  return [...ofRecord, ...ofLines]
}

interface LineWithState {
  field: FieldModel
  lines: EntityModel
  index: number
  line: FormLine
  state: ReadonlyMap<string, FieldState>
}

function linesWithStates({ fields, model }: FormProgram, { state, values }: FormRun): LineWithState[] {
  return fields.flatMap((field) => {
    const lines = field.kind.relation === 'children' ? model.entities.get(field.target ?? '') : undefined
    const states = state.lines.get(field.key)
    if (!lines || !states) return []
    return linesIn(values[field.key]).flatMap((line, index) => {
      const own = states[index]
      return own ? [{ field, lines, index, line, state: own }] : []
    })
  })
}

/**
 * What was read-only and still is cannot have been changed in the form. What a change makes read-only could be filled in
 * before it. Values that belong to rules are put right instead.
 */
function fixed({ values, start, before, after, program }: Decision): FoundProblem[] {
  return Object.keys(values).flatMap((key) => {
    const [then, now] = [stateOf(before?.state ?? after.state, key), stateOf(after.state, key)]
    const isFixed = then.readOnly && now.readOnly && !then.ruled && !now.ruled && program.places.has(key)
    return isFixed && !deepEqual(values[key] ?? null, start[key] ?? null) ? [problem(key, 'FIELD_READ_ONLY')] : []
  })
}

function said({ after, call }: Decision): FoundProblem[] {
  const language = 'user' in call.access ? call.access.user.language : 'en'
  const path = ({ field, line }: FormMessage) =>
    line ? `${line.field}/${line.index}${field ? `/${field}` : ''}` : (field ?? '')
  return after.state.messages
    .filter(({ level }) => level === 'error')
    .map((message) => ({
      ...problem(path(message), 'FORM_MESSAGE', { text: localize(message.text, language) }),
      text: message.text,
    }))
}

/** Values that were changed to what the form does not offer. */
async function notOffered({ call, program, after, start, values }: Decision): Promise<FoundProblem[]> {
  const found: FoundProblem[] = []
  for (const field of program.fields) {
    if (!Object.hasOwn(values, field.key) || deepEqual(values[field.key] ?? null, start[field.key] ?? null)) continue
    const chosen = membersOf(after.values[field.key])
    if (!(await isOffered(call, field, stateOf(after.state, field.key), chosen)))
      found.push(problem(field.key, 'FORM_VALUE_NOT_OFFERED'))
  }
  for (const { field, lines, index, line, state } of linesWithStates(program, after)) {
    if (!Object.hasOwn(values, field.key) || isAsBefore(line, linesIn(start[field.key]))) continue
    for (const [key, one] of state) {
      const cell = lines.fields.get(key)
      if (cell && !(await isOffered(call, cell, one, membersOf(line[key]))))
        found.push(problem(`${field.key}/${index}/${key}`, 'FORM_VALUE_NOT_OFFERED'))
    }
  }
  return found
}

function isAsBefore(line: FormLine, before: readonly FormLine[]): boolean {
  const old = line.id === undefined ? undefined : before.find(({ id }) => id === line.id)
  return old !== undefined && Object.entries(line).every(([key, value]) => deepEqual(value ?? null, old[key] ?? null))
}

function membersOf(value: unknown): string[] {
  const members = Array.isArray(value) ? value : [value]
  return members.filter((member): member is string => typeof member === 'string' && member !== '')
}

async function isOffered(
  { engine, scope }: FormCall,
  field: FieldModel,
  { options, where }: FieldState,
  chosen: readonly string[],
): Promise<boolean> {
  if (options && chosen.some((one) => !options.includes(one))) return false
  if (!where || chosen.length === 0 || field.target === null) return true
  const filter: Filter = { and: [{ field: 'id', op: 'in', value: [...chosen] }, { formula: where }] }
  const query = { select: ['id'], filter, page: { size: 200 } }
  const { records } = await engine.query(asSystem('form'), scope, field.target, query)
  return chosen.every((one) => records.some(({ id }) => id === one))
}

function problem(path: string, code: string, params?: { [name: string]: unknown }): FoundProblem {
  return params ? { path, code, params } : { path, code }
}

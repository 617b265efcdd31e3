import { type CheckedExpression, type Dependency, type DependencyStep, outerRelation } from '@mortise/expressions'
import type { AppModel, EntityModel, FieldModel } from '../model/app-model.ts'
import type { CompiledFormRule } from './compile-form-rules.ts'

/**
 * How a form comes to a value that nobody fills in:
 *   live     computed here, from what the form holds
 *   kept     nothing in the form changes it, so the value that the server gave stands
 *   pending  it needs the form and other records: the server must be asked
 */
export type ComputedMode = 'live' | 'kept' | 'pending'

/** What an expression of a form follows from. */
export interface FormReads {
  /** Fields of the form; for what it takes from lines, their sub-table. */
  inputs: ReadonlySet<string>
  /** Fields of its own record or line. */
  own: ReadonlySet<string>
  /** Both, told apart: `/amount` of the record, `lines/amount` of its lines. */
  reads: ReadonlySet<string>
  /** It belongs to a line and looks at the other lines as well. */
  siblings: boolean
}

export interface PlannedField extends FormReads {
  field: FieldModel
  mode: ComputedMode
}

/** An expression of a rule. */
export interface PlannedPart extends FormReads {
  /** `pending`: the server knows. */
  mode: Exclude<ComputedMode, 'kept'>
  /** The sub-table whose lines it looks at; null: the record. */
  lines: string | null
  /** Nobody here knows what it follows from: it may be anything. */
  hidden: boolean
}

type PlannedFields = ReadonlyMap<string, PlannedField>

/** What becomes of look-ups, computed fields and rules while a record is edited. */
export interface FormPlan {
  record: PlannedFields
  /** By sub-table. */
  lines: ReadonlyMap<string, PlannedFields>
  /** By sub-table: the relation of its lines to the record. */
  owners: ReadonlyMap<string, string>
  /** By id, of the rules. */
  parts: ReadonlyMap<string, PlannedPart>
}

export interface FormPlanInput {
  model: Pick<AppModel, 'entities'>
  entity: EntityModel
  /** The fields that the form holds. */
  fields: readonly FieldModel[]
  rules?: readonly CompiledFormRule[]
  isNew: boolean
  /** Whether the values of a field are here, neither hidden nor masked. */
  readable(field: FieldModel): boolean
  /** Other records can be looked at, too: on the server. Default: false. */
  complete?: boolean
}

/** The record of the form, or the lines of one of its sub-tables. */
interface FormPlace {
  entity: EntityModel
  lines: string | null
}

/** `nothing`: there are no such records yet, because the record itself is new. */
type Place = FormPlace | 'nothing' | 'elsewhere'

interface Findings {
  inputs: Set<string>
  own: Set<string>
  reads: Set<string>
  siblings: boolean
  elsewhere: boolean
}

const noFindings = (): Findings => ({
  inputs: new Set(),
  own: new Set(),
  reads: new Set(),
  siblings: false,
  elsewhere: false,
})

interface Planning extends FormPlanInput {
  held: ReadonlySet<string>
  root: FormPlace
  planned: Map<string, PlannedField>
  /** By sub-table: the same place each time, so that places can be compared. */
  places: Map<string, FormPlace>
}

/** Looks at what each field and rule reads, over however many others, and so where its value can come from. */
export function planForm(input: FormPlanInput): FormPlan {
  const held = new Set(input.fields.map(({ key }) => key))
  const root = { entity: input.entity, lines: null }
  const planning: Planning = { ...input, held, root, planned: new Map(), places: new Map() }
  const lines = input.fields.flatMap((field) => {
    const place = placeOfLines(planning, field)
    return place ? [[field.key, planAt(planning, place)] as const] : []
  })
  const owners = [...planning.places].flatMap(([field, { entity }]) =>
    entity.parent ? [[field, entity.parent.field.key] as const] : [],
  )
  const parts = (input.rules ?? []).flatMap((rule) => planRule(planning, rule))
  return { record: planAt(planning, root), lines: new Map(lines), owners: new Map(owners), parts: new Map(parts) }
}

/** Whether a field of a new record is worth showing before it is saved. */
export function isPreviewed(planned: PlannedField | undefined): boolean {
  return planned?.mode === 'live' && planned.inputs.size > 0
}

function planRule(planning: Planning, rule: CompiledFormRule): [string, PlannedPart][] {
  const { places, root } = planning
  const field = rule.lines === null ? null : planning.entity.fields.get(rule.lines)
  const lines = field ? (places.get(field.key) ?? { entity: rule.entity, lines: field.key }) : null
  if (lines && field) places.set(field.key, lines)
  const place = lines ?? root
  const plan = (id: string, checked: CheckedExpression | null): [string, PlannedPart] => {
    const findings = noFindings()
    if (checked) readAll(planning, place, checked, findings)
    else findings.elsewhere = true
    const mode = findings.elsewhere && !planning.complete ? 'pending' : 'live'
    return [id, { ...findings, mode, lines: rule.lines, hidden: checked === null }]
  }
  const choices = rule.choices.flatMap(({ where }) =>
    where ? [plan(where.id, where.checked && ofTheForm(where.checked))] : [],
  )
  const values = rule.values.map(({ value }) => plan(value.id, value.checked))
  return [...(rule.when ? [plan(rule.when.id, rule.when.checked)] : []), ...values, ...choices]
}

/** Of a condition over records to choose from, what it reads of the form around it. */
function ofTheForm(checked: CheckedExpression): CheckedExpression {
  const dependencies = checked.dependencies.flatMap((dependency) => {
    const [first, ...path] = dependency.path
    return first?.relation === outerRelation ? [{ ...dependency, path }] : []
  })
  return { ...checked, dependencies, uses: new Set(), type: { kind: 'bool' } }
}

function planAt(planning: Planning, place: FormPlace): PlannedFields {
  const found = place.entity.ownFields.filter(isDerived).map((field) => planField(planning, place, field))
  return new Map(found.map((planned) => [planned.field.key, planned]))
}

function isDerived({ computed, lookup }: FieldModel): boolean {
  return computed !== null || lookup !== null
}

function planField(planning: Planning, place: FormPlace, field: FieldModel): PlannedField {
  const id = `${place.lines ?? ''}/${field.key}`
  const known = planning.planned.get(id)
  if (known) return known
  const findings = noFindings()
  // One that reads itself, over a tree of records, meets this.
  planning.planned.set(id, { field, ...findings, mode: 'kept' })
  if (field.lookup) lookFrom(planning, place, field.lookup.path[0], findings)
  else if (field.computed?.checked) readAll(planning, place, field.computed.checked, findings)
  else findings.elsewhere = true
  const planned = { field, ...findings, mode: modeOf(findings, planning) }
  planning.planned.set(id, planned)
  return planned
}

function modeOf({ inputs, elsewhere }: Findings, { isNew, complete }: Planning): ComputedMode {
  if (elsewhere && !(complete && inputs.size > 0)) return inputs.size > 0 ? 'pending' : 'kept'
  return inputs.size > 0 || isNew ? 'live' : 'kept'
}

/** A look-up changes with the relation it begins with. */
function lookFrom(planning: Planning, place: FormPlace, relation: FieldModel | undefined, findings: Findings): void {
  findings.elsewhere = true
  if (relation && isHeld(planning, place, relation)) addInput(place, place, relation.key, findings)
}

function readAll(planning: Planning, place: FormPlace, checked: CheckedExpression, findings: Findings): void {
  if (!isComputedHere(checked)) findings.elsewhere = true
  for (const dependency of checked.dependencies) readOne(planning, place, dependency, findings)
}

/** Of the user no more than the name is known here, and the working days not at all. */
function isComputedHere({ uses, type }: CheckedExpression): boolean {
  const outside = uses.has('user') || uses.has('calendar') || uses.has('change')
  return !outside && type.kind !== 'files'
}

function readOne(planning: Planning, from: FormPlace, dependency: Dependency, findings: Findings): void {
  let place: Place = from
  for (const step of dependency.path) place = follow(planning, place, step)
  if (place === 'nothing') return
  const field = place === 'elsewhere' ? undefined : place.entity.fields.get(dependency.field)
  if (place !== 'elsewhere' && place === from && from.lines !== null && dependency.path.length > 0) {
    findings.siblings = true
  }
  if (place === 'elsewhere' || !field) findings.elsewhere = true
  else if (field.key === 'id') addInput(from, place, field.key, findings)
  else if (isDerived(field)) readDerived(planning, { from, place, field }, findings)
  else if (isHeld(planning, place, field)) addInput(from, place, field.key, findings)
  else if (!isBlankYet(planning, field)) findings.elsewhere = true
}

interface DerivedRead {
  from: FormPlace
  place: FormPlace
  field: FieldModel
}

function readDerived(planning: Planning, { from, place, field }: DerivedRead, findings: Findings): void {
  const { mode, inputs, own, reads, siblings } = planField(planning, place, field)
  for (const input of inputs) findings.inputs.add(input)
  for (const read of reads) findings.reads.add(read)
  if (place === from) for (const key of own) findings.own.add(key)
  if (siblings) findings.siblings = true
  if (mode === 'pending' || (mode === 'kept' && !isHeld(planning, place, field))) findings.elsewhere = true
}

function addInput(from: FormPlace, place: FormPlace, field: string, findings: Findings): void {
  const { inputs, own, reads } = findings
  // Of a line its being there is read, of the record itself there is nothing that could change.
  if (place.lines !== null) inputs.add(place.lines)
  else if (field !== 'id') inputs.add(field)
  if (place === from) own.add(field)
  reads.add(`${place.lines ?? ''}/${field}`)
}

/** One step from record to record, as far as it stays in the form. */
function follow(planning: Planning, place: Place, step: DependencyStep): Place {
  if (typeof place === 'string') return place
  if (step.to === 'one') return place.lines !== null && isOwner(place, step) ? planning.root : 'elsewhere'
  if (place.lines !== null || step.entity === '') return 'elsewhere'
  const field = place.entity.fields.get(step.relation)
  const lines = field && planning.held.has(field.key) ? placeOfLines(planning, field) : null
  if (lines) return lines
  return planning.isNew && field?.kind.relation !== 'many' ? 'nothing' : 'elsewhere'
}

function isOwner({ entity }: FormPlace, { relation }: DependencyStep): boolean {
  return entity.parent?.field.key === relation
}

/** The lines of a sub-table of the form. */
function placeOfLines({ model, places }: Planning, field: FieldModel): FormPlace | null {
  const entity = field.kind.relation === 'children' ? model.entities.get(field.target ?? '') : undefined
  if (!entity) return null
  const place = places.get(field.key) ?? { entity, lines: field.key }
  places.set(field.key, place)
  return place
}

/** Whether the form has the value itself, neither masked nor left out. */
function isHeld({ readable, held, isNew }: Planning, { lines }: FormPlace, field: FieldModel): boolean {
  if (lines !== null) return field.key === 'position' || (!field.system && readable(field))
  if (!readable(field)) return false
  return held.has(field.key) ? !isNew || !isKept(field) : field.system && !isNew
}

/** System fields that are known only of a record that was saved. */
function isKept(field: FieldModel): boolean {
  return field.system && field.key !== 'owner' && field.key !== 'department'
}

/** What the form of a new record does not ask for is blank until it is saved, unless something fills it in. */
function isBlankYet({ isNew }: Planning, field: FieldModel): boolean {
  return isNew && !field.system && field.document.default === undefined && field.kind.writable !== false
}

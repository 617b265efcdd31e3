import { AppError } from '@mortise/core'
import { asSystem, type EntityRecord, type FieldProblem, type RecordInput } from '@mortise/data'
import { recordChanged, recordErrors, type SaveOptions } from '@mortise/data/server'
import { choiceFields, chooseForm, formsOf } from '@mortise/form'
import { decideForm, type FormRequest, isOpenForm, openForm } from '@mortise/form/server'
import type { EntityModel } from '@mortise/metadata'

interface LineChange {
  call: Omit<FormRequest, 'form'>
  line: EntityModel
  id: string
  version: number
  values: RecordInput
  options: SaveOptions
}

type Owner = NonNullable<EntityModel['parent']>

/** Others may save the owner at the same moment; that is no reason to trouble who changes a line. */
const attempts = 3

/**
 * Changes one line of a sub-table where it is seen by itself: in a list, a calendar or a timeline of lines. It is a change
 * of the record that owns it, with the rights, the rules of the form and the history that this has.
 */
export async function changeLine({ call, line, id, version, values, options }: LineChange): Promise<EntityRecord> {
  const { engine, access, scope } = call
  const { parent } = line
  if (!parent) throw new Error('unreachable: a line without a table that owns it')
  const { select, ...saving } = options
  for (let attempt = 1; ; attempt++) {
    const { [parent.field.key]: ownerId } = await engine.get(access, scope, line.key, id, ['id', parent.field.key])
    const shown = ['version', parent.subTableField]
    const owner = await engine.get(access, scope, parent.entity, String(ownerId), shown)
    const lines = owner[parent.subTableField] as EntityRecord[]
    const index = lines.findIndex((one) => one.id === id)
    // A line that was taken away can still be read by its id, but there is nothing to change any more.
    if (index < 0) throw recordErrors.RECORD_NOT_FOUND()
    // As it is under this version of its owner: one that is read by itself may be older.
    if (lines[index]?.version !== version) throw recordChanged(await engine.get(access, scope, line.key, id))
    const all = lines.map((one) => (one.id === id ? { ...values, id } : { id: one.id }))
    try {
      const decided = await throughOwnersForm(call, parent, owner, { [parent.subTableField]: all })
      await engine.update(access, scope, parent.entity, { id: owner.id, version: owner.version ?? 0 }, decided, saving)
      return await engine.get(access, scope, line.key, id, select)
    } catch (error) {
      if (isCode(error, 'RECORD_CHANGED') && attempt < attempts) continue
      throw asOfLine(error, `${parent.subTableField}/${index}/`)
    }
  }
}

/** Nobody has the owner before them: the rules of the form that suits it decide, and fill in. */
async function throughOwnersForm(
  call: LineChange['call'],
  { entity }: Owner,
  owner: EntityRecord,
  values: RecordInput,
): Promise<RecordInput> {
  const { engine, access, scope } = call
  const { model } = scope
  const own = new Map(
    formsOf(model, entity).flatMap((form) =>
      isOpenForm({ ...call, entity, form: form.key }) ? [[form.key, form]] : [],
    ),
  )
  if (own.size === 0) return values
  const asked = choiceFields({ ...model, forms: own }, entity)
  const present = asked.length > 0 ? await engine.get(asSystem('form'), scope, entity, owner.id, asked) : {}
  const form = await engine.evaluate(access, scope, entity, ({ context }) =>
    chooseForm({ model: { ...model, forms: own }, entity, values: present, context }),
  )
  return form ? decideForm(openForm({ ...call, entity, form: form.key }), owner.id, values, { fills: true }) : values
}

/** Problems are said where the line is seen: its own by its fields, those of the owner as they are. */
function asOfLine(error: unknown, prefix: string): unknown {
  if (!(error instanceof AppError) || !Array.isArray(error.params.problems)) return error
  const problems = (error.params.problems as FieldProblem[]).map((problem) => ({
    ...problem,
    path: problem.path.startsWith(prefix) ? problem.path.slice(prefix.length) : problem.path,
  }))
  return new AppError(error.code, error.definition, { ...error.params, problems })
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof AppError && error.code === code
}

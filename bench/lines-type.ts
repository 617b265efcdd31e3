/**
 * What a letter typed into one of many lines costs in JavaScript: the rules and computed fields of the quote of the CRM,
 * run over the values as the browser does, by the place of the line. Usage: node bench/lines-type.ts [lines].
 */
import { join } from 'node:path'
import { createFormProgram, type FormRun, type FormValues, runForm } from '../packages/form/src/index.ts'
import {
  loadCommandActions,
  loadFieldTypes,
  loadProcessKnowledge,
  loadViewTypes,
} from '../packages/kinds/src/load.server.ts'
import { formFieldKeys } from '../packages/metadata/src/index.ts'
import { compileApp } from '../packages/metadata/src/model/compile-app.ts'
import { loadPack } from '../packages/packs/src/server.ts'

const count = Number(process.argv[2] ?? 1000)
const fieldTypes = await loadFieldTypes()
const { documents } = await loadPack(join(import.meta.dirname, '../templates/crm'), {
  fieldTypes,
  viewTypes: await loadViewTypes(),
  commandActions: await loadCommandActions(),
  processes: await loadProcessKnowledge(),
})
if (!documents) throw new Error('the CRM does not load')
const model = compileApp(documents, { fieldTypes, revision: 1 })
const form = model.forms.get('quote_form')
const entity = model.entities.get('quote')
if (!form || !entity) throw new Error('the CRM has no form of quotes')
const keys = new Set(formFieldKeys(form.items))
const fields = [...entity.fields.values()].filter(({ key }) => keys.has(key))
const program = createFormProgram({ model, form, entity, fields, isNew: true, readable: () => true })
const context = {
  now: '2026-11-23T08:00:00.000Z',
  ...{ today: '2026-11-23', timeZone: 'Asia/Shanghai', user: null, workspace: 'main' },
  calendar: { exceptions: new Map() },
}

const product = '01900000-0000-7000-8000-000000000001'
const line = (at: number) => ({ product, quantity: `${1 + (at % 9)}`, list_price: `${100 + at}.00`, discount: '0.05' })
const start: FormValues = {}
let values: FormValues = { lines: Array.from({ length: count }, (_, at) => line(at)), reduction: '10.00' }
const parts = Object.fromEntries(
  [...program.plan.parts].flatMap(([id, { mode, lines }]) =>
    mode === 'pending' ? [[id, lines === null ? null : Array.from({ length: count }, () => '100.00')]] : [],
  ),
)
const answers = { values, parts }
const run = (previous: FormRun | null) => {
  const next = runForm(program, { values, start, context, answers }, previous)
  // What a screen reads of it.
  next.live.lines('lines')
  for (const { field } of program.plan.record.values()) next.live.value(field.key)
  return next
}

let shown = run(null)
values = shown.values
const times: number[] = []
for (let key = 0; key < 60; key++) {
  const at = (key * 37) % count
  const lines = (values.lines as FormValues[]).map((one, index) =>
    index === at ? { ...one, quantity: `${key + 1}` } : one,
  )
  values = { ...values, lines }
  const began = performance.now()
  shown = run(shown)
  times.push(performance.now() - began)
  values = shown.values
}
times.sort((a, b) => a - b)
const at = (part: number) => times[Math.floor(times.length * part)]?.toFixed(1)
console.log(
  `${count} lines: a key takes ${at(0.5)} ms (median), ${at(0.95)} ms (95 of 100), ${times.at(-1)?.toFixed(1)} ms at most`,
)

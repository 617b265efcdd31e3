import { globSync, readFileSync } from 'node:fs'
import { type AppDocumentAny, type CommandAction, type CommandDocument, validateApp } from '@mortise/metadata'
import { describe, expect, it } from 'vitest'
import { loadCommandActions, loadFieldTypes } from '../load.server.ts'

const [fieldTypes, commandActions] = await Promise.all([loadFieldTypes(), loadCommandActions()])
const label = { zh: '试', en: 'Tried' }
const documents = [
  { kind: 'app', key: 'crm', label, version: '1.0.0' } as AppDocumentAny,
  ...globSync('../../../../templates/crm/{entities,option-sets,forms}/*.json', { cwd: import.meta.dirname }).map(
    (file) => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as AppDocumentAny,
  ),
]
const command = (entity: string, action: Omit<CommandAction, 'key'>): CommandDocument => ({
  ...{ kind: 'command', key: 'tried', label, entity, places: ['record'] },
  actions: [{ key: 'only', ...action }],
})
function findings(one: CommandDocument, all: readonly AppDocumentAny[] = documents): string[] {
  return validateApp([...all, one], { fieldTypes, commandActions })
    .filter(({ document }) => document === 'command/tried')
    .map(({ code, pointer }) => `${code} ${pointer}`)
}
const formula = (expr: unknown) => ({ v: 1, expr })

describe('an action that opens a form', () => {
  const open = (form: string, values?: object[]) =>
    command('opportunity', { type: 'edit_form', options: { form, ...(values && { values }) } })

  it('names one of its table', () => {
    expect(findings(open('opportunity_form'))).toEqual([])
    expect(findings(open('customer_form'))).toEqual(['COMMAND_ACTION_CHECK /actions/0/options/form'])
  })

  it('is found where the form has gone', () => {
    const without = documents.filter(({ kind, key }) => kind !== 'form' || key !== 'opportunity_form')
    expect(findings(open('opportunity_form'), without)).toEqual(['REFERENCE_UNKNOWN /actions/0/options/form'])
  })

  it('fills in what can be filled in', () => {
    const lost = { field: 'stage', value: formula('lost') }
    expect(findings(open('opportunity_form', [lost]))).toEqual([])
    const computed = { field: 'weighted_amount', value: formula(1) }
    expect(findings(open('opportunity_form', [computed]))).toEqual([
      'COMMAND_NOT_SETTABLE /actions/0/options/values/0/field',
    ])
  })

  it('of a new record, is of the table of that', () => {
    const fresh = (form: string) => command('opportunity', { type: 'open_form', options: { entity: 'quote', form } })
    expect(findings(fresh('quote_form'))).toEqual([])
    expect(findings(fresh('opportunity_form'))).toEqual(['COMMAND_ACTION_CHECK /actions/0/options/form'])
    expect(findings(fresh('gone'))).toEqual(['REFERENCE_UNKNOWN /actions/0/options/form'])
  })
})

describe('an action that changes records around', () => {
  const change = (options: object) => command('customer', { type: 'update_related', options: { ...options } })
  const stage = [{ field: 'stage', value: formula('lost') }]

  it('reaches them over relations of both sides', () => {
    expect(findings(change({ relation: 'opportunities', values: stage }))).toEqual([])
    expect(findings(change({ relation: 'gone', values: stage }))).toEqual([
      'REFERENCE_UNKNOWN /actions/0/options/relation',
    ])
  })

  it('has values and conditions that see both', () => {
    const values = [{ field: 'owner', value: formula({ outer: 'owner' }) }]
    const filter = { formula: formula({ '==': [{ var: 'owner' }, { outer: 'owner' }] }) }
    expect(findings(change({ relation: 'opportunities', filter, values }))).toEqual([])
    const wrong = [{ field: 'owner', value: formula({ outer: 'gone' }) }]
    expect(findings(change({ relation: 'opportunities', values: wrong }))).toEqual([
      'EXPRESSION_INVALID /actions/0/options/values/0/value/expr',
    ])
  })

  it('names fields of theirs, and values of the right type', () => {
    const values = [
      { field: 'gone', value: formula(1) },
      { field: 'stage', value: formula(1) },
    ]
    const filter = { field: 'level', op: 'eq', value: 'A' }
    expect(findings(change({ relation: 'opportunities', filter, values })).sort()).toEqual([
      'EXPRESSION_INVALID /actions/0/options/values/1/value/expr',
      'REFERENCE_UNKNOWN /actions/0/options/filter/field',
      'REFERENCE_UNKNOWN /actions/0/options/values/0/field',
    ])
  })
})

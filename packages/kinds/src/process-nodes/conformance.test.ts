import { globSync, readFileSync } from 'node:fs'
import { isLocalizedText } from '@mortise/core'
import {
  type AppDocumentAny,
  compileApp,
  type Fitting,
  nodePlace,
  type ProcessDocument,
  type ProcessNode,
  validateApp,
} from '@mortise/metadata'
import { type Control, compileProcess, type ProcessNodeType, processKnowledge } from '@mortise/process'
import { describe, expect, it } from 'vitest'
import { loadFieldTypes, loadNodeServers, loadNodeTypes } from '../load.server.ts'

const [fieldTypes, nodeTypes, servers] = await Promise.all([loadFieldTypes(), loadNodeTypes(), loadNodeServers()])
const processes = processKnowledge(nodeTypes)
const label = { zh: '试', en: 'Tried' }
const app: AppDocumentAny = { kind: 'app', key: 'crm', label, version: '1.0.0' }
const tables = globSync('../../../../templates/crm/{entities,option-sets,roles}/*.json', {
  cwd: import.meta.dirname,
}).map((file) => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as AppDocumentAny)
const documents = [app, ...tables]

/** A process around one node of a type: what a designer has who has just put it there. */
function processWith(kind: ProcessNodeType, options: ProcessNode['options'], entity: string): ProcessDocument {
  const node: ProcessNode = { key: 'tried', type: kind.type, ...(kind.catches ? { on: 'host' } : {}), options }
  const host: ProcessNode = { key: 'host', type: 'handle', options: { approvers: [{ by: 'initiator' }] } }
  return {
    ...{ kind: 'process', key: 'trial', label, entity },
    nodes: [{ key: 'begin', type: 'start' }, host, node, { key: 'finish', type: 'end' }],
    transitions: [
      { key: 'a', from: 'begin', to: 'host' },
      { key: 'b', from: 'host', to: 'finish' },
    ],
  }
}

const model = compileApp([...documents, processWith(nodeTypes.get('handle'), {}, 'quote')], { fieldTypes, revision: 1 })
const entities = ['quote', 'customer', 'project'].flatMap((key) => model.entities.get(key) ?? [])
const fitting: Fitting = new WeakMap()

function defaultsOf(kind: ProcessNodeType, entity: string) {
  const empty = processWith(kind, {}, entity)
  const node = empty.nodes.find(({ key }) => key === 'tried') as ProcessNode
  const place = nodePlace(empty, node, { model, nodeTypes: processes.nodeTypes })
  return { place, options: kind.defaultOptions(place) }
}

/** Findings about the node itself, not about how it stands with others. */
const ownErrors = (document: ProcessDocument) =>
  validateApp([...documents, document], { fieldTypes, processes, fitting }).filter(
    (issue) => issue.document === 'process/trial' && issue.code !== 'PROCESS_PROBLEM' && issue.severity === 'error',
  )

interface Schema {
  properties: { [option: string]: { label?: unknown } }
}

/** What the engine asks at a control, so that somebody has to answer. */
const asks: { readonly [Do in Control['do']]: (control: Extract<Control, { do: Do }>) => boolean } = {
  start: () => false,
  end: () => false,
  pass: () => false,
  choose: () => true,
  fork: ({ branches }) => branches === 'some',
  join: () => false,
  first_of: () => false,
  people: () => true,
  run: ({ where }) => where === 'here',
  wait: ({ trigger }) => trigger.on === 'timer' || trigger.on === 'message',
  call: () => false,
  scope: ({ repeat, event }) => repeat !== undefined || event !== undefined,
  throw: () => false,
  catch: ({ trigger }) => trigger.on === 'timer' || trigger.on === 'message',
}

it('finds the types of nodes', () => {
  const types = nodeTypes.all().map(({ type }) => type)
  expect(types).toEqual(expect.arrayContaining(['start', 'end', 'approval', 'exclusive', 'set_fields', 'each']))
  for (const { type } of servers.all()) expect(types).toContain(type)
})

describe.each(nodeTypes.all().map((kind) => [kind.type, kind] as const))('%s', (type, kind) => {
  it('speaks both languages, down to its options', () => {
    expect(isLocalizedText(kind.label) && isLocalizedText(kind.description)).toBe(true)
    for (const option of Object.values((kind.options as unknown as Schema).properties))
      expect(isLocalizedText(option.label)).toBe(true)
  })

  it('tells of findings at options that it has', () => {
    const { properties } = kind.options as unknown as Schema
    for (const option of Object.values(kind.problemOptions ?? {})) expect(properties).toHaveProperty(option)
  })

  it('begins with options that fit, on tables of the CRM', () => {
    for (const { key } of entities) {
      const { options } = defaultsOf(kind, key)
      expect(
        ownErrors(processWith(kind, options, key)).map(({ message, pointer }) => `${pointer}: ${message.en}`),
      ).toEqual([])
    }
  })

  it('says where in its options each thing is that it names', () => {
    const { place, options } = defaultsOf(kind, 'quote')
    for (const { pointer } of kind.parts(options as never, place)) {
      const steps = pointer.split('/').slice(1)
      const found = steps.reduce<unknown>((at, step) => (at as { [step: string]: unknown })[step], options)
      expect(found, pointer).toBeDefined()
    }
  })

  it('refuses an option that it does not have', () => {
    const { options } = defaultsOf(kind, 'quote')
    const codes = ownErrors(processWith(kind, { ...options, nonsuch: 1 }, 'quote')).map(({ code }) => code)
    expect(codes).toContain('SHAPE_UNKNOWN_KEY')
  })

  it('is made into a node of a graph, with somebody to answer what the engine asks there', () => {
    const { options } = defaultsOf(kind, 'quote')
    const node = compileProcess(processWith(kind, options, 'quote'), nodeTypes).nodes.tried
    if (!node) throw new Error('unreachable: the node is among those that were compiled')
    const asking = asks[node.control.do] as (control: Control) => boolean
    expect(node.type).toBe(type)
    if (asking(node.control)) expect(servers.has(type)).toBe(true)
    if (node.control.do === 'catch') expect(node.control.at).toBe('host')
  })
})

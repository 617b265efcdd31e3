import type { Language } from '@mortise/core'
import type { EntityRecord, Query } from '@mortise/data'
import { compileApp, type FieldModel } from '@mortise/metadata'
import type { FileInfo, RuntimeServices } from '@mortise/ui'
import { fieldRuntimes, fieldTypes } from '../load.runtime.ts'
import { sampleDocuments, sampleKey } from '../samples/sample-documents.ts'

export const sampleIds = {
  person: '01900000-0000-7000-8000-0000000000a1',
  colleague: '01900000-0000-7000-8000-0000000000a2',
  former: '01900000-0000-7000-8000-0000000000a3',
  region: '01900000-0000-7000-8000-0000000000d0',
  department: '01900000-0000-7000-8000-0000000000d1',
  record: '01900000-0000-7000-8000-0000000000b1',
  other: '01900000-0000-7000-8000-0000000000b2',
  created: '01900000-0000-7000-8000-0000000000b3',
}

const records: readonly EntityRecord[] = [
  { id: sampleIds.record, name: '榫卯科技' },
  { id: sampleIds.other, name: 'Anna Berg GmbH' },
]

/** What was asked of the services during a test. */
export interface ServiceCalls {
  queries: Query[]
  created: { [field: string]: unknown }[]
  opened: string[]
}

/** A running app for tests: two records, three people, two departments. Uploads end as the test says. */
export function sampleServices(
  language: Language,
  upload: RuntimeServices['upload'] = (file) => Promise.resolve(storedFile(file)),
): RuntimeServices & { calls: ServiceCalls } {
  const calls: ServiceCalls = { queries: [], created: [], opened: [] }
  return {
    calls,
    app: compileApp(sampleDocuments(fieldTypes), { fieldTypes, revision: 1 }),
    language,
    timeZone: 'Asia/Shanghai',
    workspace: 'main',
    userId: sampleIds.person,
    departmentId: null,
    fieldRuntimes,
    people: [
      { id: sampleIds.colleague, name: '李娜', departmentId: null, active: true },
      { id: sampleIds.person, name: '张伟', departmentId: sampleIds.department, active: true },
      { id: sampleIds.former, name: '王芳', departmentId: null, active: false },
    ],
    departments: [
      { id: sampleIds.region, name: '华东区', parentId: null },
      { id: sampleIds.department, name: '上海', parentId: sampleIds.region },
    ],
    query(_entity, query) {
      calls.queries.push(query)
      return Promise.resolve({ records: records.filter(matches(query)), next: null, previous: null })
    },
    createRecord(_entity, initial) {
      calls.created.push(initial)
      return Promise.resolve({ id: sampleIds.created, ...initial })
    },
    openRecord: (_entity, id) => calls.opened.push(id),
    canCreate: () => true,
    upload,
    fileUrl: (id) => `/files/${id}`,
  }
}

/** The field of a type in the sample table; `id` is a system field there. */
export function sampleField(services: RuntimeServices, type: string): FieldModel {
  const entity = services.app.entities.get('sample')
  const field = entity?.fields.get(sampleKey(type)) ?? entity?.fields.get(type)
  if (!field) throw new Error(`the sample table has no ${type}`)
  return field
}

export function storedFile(file: File): FileInfo {
  return { id: '01900000-0000-7000-8000-0000000000f9', name: file.name, size: file.size, type: file.type }
}

function matches({ filter, search }: Query) {
  const ids = filter && 'value' in filter && Array.isArray(filter.value) ? (filter.value as unknown[]) : null
  return ({ id, name }: EntityRecord) =>
    (ids === null || ids.includes(id)) && (!search || String(name).toLowerCase().includes(search.toLowerCase()))
}

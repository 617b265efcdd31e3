import type {
  BulkChange,
  CommandPreviewAnswer,
  CommandPreviewInput,
  CommandRunAnswer,
  CommandRunInput,
  StoredFile,
} from '@mortise/api'
import type {
  AggregateQuery,
  AggregateRow,
  BulkResult,
  ChangeEvent,
  EntityRecord,
  Lookalikes,
  Query,
  RecordPage,
  SearchHit,
} from '@mortise/data'
import type { Filter } from '@mortise/metadata'
import { api } from './api-client.ts'

export interface SaveRequest {
  values: { [field: string]: unknown }
  /** The form that the values come through: its rules decide. */
  form?: string
  /** Nobody has that form before them: what its rules fill in comes with the values. Only for changes. */
  fills?: boolean
  acceptDuplicates?: boolean
  select?: string[]
}
export type BulkTarget = { ids: string[] } | { filter: Filter }

const entityPath = (app: string, entity: string) => `/apps/${app}/entities/${entity}`
const recordPath = (app: string, entity: string, id: string) => `${entityPath(app, entity)}/records/${id}`

/** The calls on the records of an app, typed. */
export const records = {
  query: (app: string, entity: string, query: Query, signal?: AbortSignal) =>
    api.post<RecordPage>(`${entityPath(app, entity)}/query`, query, { signal, repeatable: true }),
  aggregate: async (app: string, entity: string, query: AggregateQuery, signal?: AbortSignal) => {
    const path = `${entityPath(app, entity)}/aggregate`
    return (await api.post<{ rows: AggregateRow[] }>(path, query, { signal, repeatable: true })).rows
  },
  get: (app: string, entity: string, id: string, select?: string[], signal?: AbortSignal) => {
    const query = select ? `?select=${encodeURIComponent(select.join(','))}` : ''
    return api.get<EntityRecord>(`${recordPath(app, entity, id)}${query}`, { signal })
  },
  create: (app: string, entity: string, request: SaveRequest) =>
    api.post<EntityRecord>(`${entityPath(app, entity)}/records`, request),
  update: (app: string, entity: string, id: string, request: SaveRequest & { version: number }) =>
    api.patch<EntityRecord>(recordPath(app, entity, id), request),
  lookalikes: async (app: string, entity: string, typed: { id?: string; values: object }, signal?: AbortSignal) => {
    const path = `${entityPath(app, entity)}/lookalikes`
    return (await api.post<{ lookalikes: Lookalikes[] }>(path, typed, { signal, repeatable: true })).lookalikes
  },
  archive: (app: string, entity: string, id: string) => api.delete(recordPath(app, entity, id)),
  restore: (app: string, entity: string, id: string) =>
    api.post<EntityRecord>(`${recordPath(app, entity, id)}/restore`, {}),
  history: (
    app: string,
    entity: string,
    id: string,
    page: { before?: string; size?: number },
    signal?: AbortSignal,
  ) => {
    const query = new URLSearchParams({
      size: String(page.size ?? 30),
      ...(page.before ? { before: page.before } : {}),
    })
    const path = `${recordPath(app, entity, id)}/history?${query}`
    return api.get<{ events: ChangeEvent[]; next: string | null }>(path, { signal })
  },
  runCommand: (app: string, entity: string, command: string, run: CommandRunInput) =>
    api.post<CommandRunAnswer>(`${entityPath(app, entity)}/commands/${command}/run`, run, { repeatable: true }),
  previewCommand: (app: string, entity: string, command: string, preview: CommandPreviewInput) =>
    api.post<CommandPreviewAnswer>(`${entityPath(app, entity)}/commands/${command}/preview`, preview, {
      repeatable: true,
    }),
  printUrl: (app: string, entity: string, id: string, template: string) =>
    `/api${recordPath(app, entity, id)}/print/${template}`,
  comment: (app: string, entity: string, id: string, comment: { text: string; mentions: string[] }) =>
    api.post<ChangeEvent>(`${recordPath(app, entity, id)}/comments`, comment),
  createMany: (app: string, entity: string, create: SaveRequest['values'][], partial?: boolean) =>
    api.post<BulkResult>(`${entityPath(app, entity)}/bulk`, { create, partial }),
  updateMany: (app: string, entity: string, target: BulkTarget, values: SaveRequest['values']) =>
    api.post<BulkChange>(`${entityPath(app, entity)}/bulk`, { update: { ...target, values } }),
  changeMany: (app: string, entity: string, ids: string[], values: SaveRequest['values']) =>
    api.post<BulkChange>(`${entityPath(app, entity)}/bulk`, { update: { ids, values, forms: true } }),
  archiveMany: (app: string, entity: string, target: BulkTarget) =>
    api.post<{ archived: number; refused: number }>(`${entityPath(app, entity)}/bulk`, { archive: target }),
  search: async (app: string, text: string, limit: number, signal?: AbortSignal) => {
    const query = new URLSearchParams({ q: text, limit: String(limit) })
    return (await api.get<{ hits: SearchHit[] }>(`/apps/${app}/search?${query}`, { signal })).hits
  },
  fileUrl: (app: string, id: StoredFile['id'], thumbnail = false) =>
    `/api/apps/${app}/files/${id}${thumbnail ? '?thumbnail=1' : ''}`,
}

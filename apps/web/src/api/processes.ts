import type {
  AnswerLinkMade,
  AppDescription,
  BatchInput,
  BatchResult,
  CommentInput,
  CopyInput,
  InboxBox,
  InboxEntry,
  IncidentInput,
  InstanceActInput,
  InstanceComment,
  InstanceResult,
  InstanceView,
  JumpInput,
  PathPreview,
  PathPreviewInput,
  RepetitionInput,
  StartInput,
  StoredSignature,
  TaskActInput,
  TaskRecord,
  TaskSaveInput,
  UrgeInput,
} from '@mortise/api'
import { uuidv7 } from '@mortise/core'
import { queryOptions } from '@tanstack/react-query'
import { api } from './api-client.ts'
import { queryClient } from './query-client.ts'
import { queryKeys } from './query-keys.ts'

/** What of an inbox is wanted. */
export interface InboxRequest {
  box: InboxBox
  app?: string
  process?: string
  text?: string
  since?: string
  until?: string
  overdue?: boolean
  before?: string
}

export interface InboxPage {
  entries: InboxEntry[]
  next: string | null
}

const pageSize = 30
const instancePath = (instance: string) => `/instances/${instance}`
const taskPath = (instance: string, visit: number) => `${instancePath(instance)}/tasks/${visit}`
const processPath = (app: string, process: string) => `/apps/${app}/processes/${process}`

/** The calls on running processes, typed. */
export const processes = {
  inbox: ({ overdue, ...request }: InboxRequest, signal?: AbortSignal) => {
    const query = new URLSearchParams({ ...request, size: String(pageSize), ...(overdue && { overdue: 'true' }) })
    return api.get<InboxPage>(`/tasks?${query}`, { signal })
  },
  readCopies: (instances?: readonly string[]) => api.post<void>('/tasks/copies/read', instances ? { instances } : {}),
  batch: (input: BatchInput) => api.post<BatchResult>('/tasks/batch', input),
  instance: (instance: string, signal?: AbortSignal) => api.get<InstanceView>(instancePath(instance), { signal }),
  answerLink: (instance: string, visit: number) => api.post<AnswerLinkMade>(`${taskPath(instance, visit)}/link`, {}),
  withdrawLink: (instance: string, visit: number) => api.post(`${taskPath(instance, visit)}/link/withdraw`, {}),
  act: (instance: string, visit: number, input: TaskActInput) =>
    api.post<InstanceResult>(taskPath(instance, visit), input),
  save: (instance: string, visit: number, input: TaskSaveInput) =>
    api.post<unknown>(`${taskPath(instance, visit)}/save`, input),
  taskRecord: (instance: string, visit: number, signal?: AbortSignal) =>
    api.get<TaskRecord>(`${taskPath(instance, visit)}/record`, { signal }),
  taskApp: (instance: string, visit: number, signal?: AbortSignal) =>
    api.get<AppDescription>(`${taskPath(instance, visit)}/app`, { signal }),
  questionPath: (instance: string, visit: number) => `${taskPath(instance, visit)}/evaluate`,
  look: (instance: string, at: string) => api.post<void>(`${instancePath(instance)}/look`, { at }),
  recall: (instance: string, input: InstanceActInput) =>
    api.post<InstanceResult>(`${instancePath(instance)}/recall`, input),
  stop: (instance: string, input: InstanceActInput) =>
    api.post<InstanceResult>(`${instancePath(instance)}/stop`, input),
  urge: (instance: string, input: UrgeInput) => api.post<unknown>(`${instancePath(instance)}/urge`, input),
  copy: (instance: string, input: CopyInput) => api.post<unknown>(`${instancePath(instance)}/copies`, input),
  jump: (instance: string, input: JumpInput) => api.post<InstanceResult>(`${instancePath(instance)}/jump`, input),
  repeat: (instance: string, visit: number, input: RepetitionInput) =>
    api.post<InstanceResult>(`${instancePath(instance)}/repetitions/${visit}`, input),
  solve: (instance: string, visit: number, input: IncidentInput) =>
    api.post<InstanceResult>(`${instancePath(instance)}/incidents/${visit}`, input),
  comments: async (instance: string, signal?: AbortSignal) =>
    (await api.get<{ comments: InstanceComment[] }>(`${instancePath(instance)}/comments`, { signal })).comments,
  comment: (instance: string, input: CommentInput) =>
    api.post<InstanceComment>(`${instancePath(instance)}/comments`, input),
  uncomment: (instance: string, comment: string) => api.delete(`${instancePath(instance)}/comments/${comment}`),
  fileUrl: (instance: string, file: string) => `/api${instancePath(instance)}/files/${file}`,
  signatureUrl: (instance: string, file: string) => `/api${instancePath(instance)}/signatures/${file}`,
  printUrl: (instance: string) => `/api${instancePath(instance)}/print`,
  ownSignature: (signal?: AbortSignal) => api.get<{ signature: StoredSignature | null }>('/signature', { signal }),
  start: (app: string, process: string, input: StartInput) =>
    api.post<InstanceResult>(`${processPath(app, process)}/start`, input),
  preview: (app: string, process: string, input: PathPreviewInput, signal?: AbortSignal) =>
    api.post<PathPreview>(`${processPath(app, process)}/preview`, input, { signal, repeatable: true }),
}

/** What makes a second click, or the same one sent again, the first one. */
export const newClick = (): string => uuidv7()

/** A running process. Somebody else may act on it at any time, so it is looked at again while it is on the screen. */
export const instanceQuery = (instance: string) =>
  queryOptions({
    queryKey: queryKeys.instance(instance),
    queryFn: ({ signal }) => processes.instance(instance, signal),
    refetchInterval: ({ state }) => (state.data?.status === 'running' && !state.error ? 20_000 : false),
    staleTime: 0,
  })

/** Everything that may show a running process is fetched again: after an action, or when one came too late. */
export async function refreshProcesses(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: queryKeys.tasks() }),
    queryClient.invalidateQueries({ queryKey: ['instance'] }),
    queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey.at(-1) === 'processes' }),
  ])
}

import type { Language, Registry } from '@mortise/core'
import type { EntityRecord, Query, RecordPage } from '@mortise/data'
import type { AppModel } from '@mortise/metadata'
import { createContext, useContext } from 'react'
import type { FieldRuntime } from './field-runtime.ts'

export interface PersonInfo {
  id: string
  name: string
  departmentId: string | null
  active: boolean
}
export interface DepartmentInfo {
  id: string
  name: string
  parentId: string | null
}
export interface FileInfo {
  id: string
  name: string
  size: number
  type: string
}

/** A form of a record that is filled in for something that is done with it. */
export interface FormFilling {
  entity: string
  id: string
  /** Key of the form. */
  form: string
  /** What stands in it already, over what the record has. */
  values: { [field: string]: unknown }
  /** What it is filled in for, and what saving it is called. */
  title: string
  /** As what it is kept while it is unsaved. */
  keptAs: string
  /** Does it, with what differs from the record in that version; what is thrown is said in the form. */
  save(filled: { values: { [field: string]: unknown }; version: number; acceptDuplicates?: boolean }): Promise<void>
}

/** What field inputs and cells need of the running app. The web app provides it; the gallery and tests give their own. */
export interface RuntimeServices {
  app: AppModel
  language: Language
  timeZone: string
  /** Key of the workspace. */
  workspace: string
  userId: string
  /** Their home department. */
  departmentId: string | null
  fieldRuntimes: Registry<FieldRuntime>
  /** Everyone of the directory; cached. */
  people: readonly PersonInfo[]
  departments: readonly DepartmentInfo[]
  query(entity: string, query: Query, signal?: AbortSignal): Promise<RecordPage>
  /** Opens a dialog that makes a record, in that form or the one that suits it; null when cancelled. Absent where the user may not. */
  createRecord?(entity: string, initial: Record<string, unknown>, form?: string): Promise<EntityRecord | null>
  /** Opens a form of a record over the page; true once it was saved. Absent where records cannot be opened. */
  fillForm?(filling: FormFilling): Promise<boolean>
  /** Absent where records cannot be opened: in forms that are filled in without signing in. */
  openRecord?(entity: string, id: string): void
  canCreate(entity: string): boolean
  upload(file: File, onProgress: (fraction: number) => void, signal: AbortSignal): Promise<FileInfo>
  fileUrl(id: string, options?: { thumbnail?: boolean }): string
}

export const RuntimeServicesContext = createContext<RuntimeServices | null>(null)

export function useRuntimeServices(): RuntimeServices {
  const services = useContext(RuntimeServicesContext)
  if (!services) throw new Error('unreachable: no RuntimeServicesContext around this component')
  return services
}

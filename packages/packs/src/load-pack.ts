import type { Registry } from '@mortise/core'
import {
  type AppDocumentAny,
  type BlockType,
  type CommandActionType,
  type FieldType,
  type Fitting,
  isPublishable,
  type ProcessKnowledge,
  type ValidationIssue,
  type ViewType,
  validateApp,
} from '@mortise/metadata'
import { folderSource, type PackSource } from './pack-source.ts'
import { readPack } from './read-pack-folder.ts'

/** A pack that was read and validated. */
export interface LoadedPack {
  /** Null when an issue is an error. */
  documents: AppDocumentAny[] | null
  /** Findings about files and documents, by file. */
  issues: ValidationIssue[]
  /** That the documents fit their schemas is known: they need not be looked at again. */
  fitting: Fitting
}

/** Reads a pack, by its folder or from wherever its files are, and validates the app in it. */
export async function loadPack(
  from: string | PackSource,
  options: {
    fieldTypes: Registry<FieldType>
    viewTypes?: Registry<ViewType> | undefined
    blockTypes?: Registry<BlockType> | undefined
    commandActions?: Registry<CommandActionType> | undefined
    processes?: ProcessKnowledge | undefined
  },
): Promise<LoadedPack> {
  const { documents, files, issues: fileIssues } = await readPack(typeof from === 'string' ? folderSource(from) : from)
  const fitting: Fitting = new WeakMap()
  const found = validateApp(documents, { ...options, files, fitting })
  // That app.json is missing or unreadable was already said, with the name of the file.
  const appSaid = fileIssues.some(({ file, severity }) => file === 'app.json' && severity === 'error')
  const issues = [...fileIssues, ...found.filter(({ code }) => !appSaid || code !== 'APP_DOCUMENT_MISSING')]
  return { documents: isPublishable(issues) ? (documents as AppDocumentAny[]) : null, issues, fitting }
}

import type { LocalizedText, Registry } from '@mortise/core'
import type { BlockType } from '../contract/block-type.ts'
import type { CommandActionType } from '../contract/command-action-type.ts'
import type { FieldType } from '../contract/field-type.ts'
import type { ProcessKnowledge } from '../contract/process-node-type.ts'
import type { ViewType } from '../contract/view-type.ts'
import type { DocumentKind } from '../documents/document-names.ts'
import { documentFolders } from '../documents/document-names.ts'
import type { AppDocumentAny } from '../documents/documents.ts'
import type { EntityDocument, FieldDocument } from '../documents/entity.ts'
import type { AppModel, EntityModel, FieldModel } from '../model/app-model.ts'
import type { Fitting } from './check-shape.ts'
import type { IssueCode } from './issue-definitions.ts'
import type { IssueParams } from './make-issue.ts'

/** Adds a finding about the document that is being checked. */
export type Report = (code: IssueCode, pointer: string, params?: IssueParams) => void

/**
 * State of a name: usable, archived, there but with findings of its own (so that nothing more is said about it), or not
 * there at all.
 */
export type NameState = 'live' | 'archived' | 'broken' | 'missing'

/** Everything the checks look names up in. */
export interface AppIndex {
  fieldTypes: Registry<FieldType>
  viewTypes?: Registry<ViewType> | undefined
  commandActions?: Registry<CommandActionType> | undefined
  blockTypes?: Registry<BlockType> | undefined
  processes?: ProcessKnowledge | undefined
  fitting?: Fitting | undefined
  /** Documents whose shape is right. */
  documents: readonly AppDocumentAny[]
  /** The app without its broken parts, resolved as far as it goes. */
  model: AppModel
  entityDocuments: ReadonlyMap<string, EntityDocument>
  stateOf(kind: DocumentKind, key: string): NameState
  fieldState(entity: string, key: string): NameState
  /** Keys that may be written in place of a wrong one. */
  known(kind: DocumentKind): string[]
}

export interface IndexParts {
  fieldTypes: Registry<FieldType>
  viewTypes?: Registry<ViewType> | undefined
  commandActions?: Registry<CommandActionType> | undefined
  blockTypes?: Registry<BlockType> | undefined
  processes?: ProcessKnowledge | undefined
  fitting?: Fitting | undefined
  documents: readonly AppDocumentAny[]
  model: AppModel
  /** Ids of documents that are there but whose shape is wrong. */
  broken: ReadonlySet<string>
}

/** Builds the index that references are checked against. */
export function createAppIndex(parts: IndexParts): AppIndex {
  const { fieldTypes, viewTypes, blockTypes, commandActions, processes, fitting, documents, model, broken } = parts
  const byKind = new Map<DocumentKind, Map<string, AppDocumentAny>>()
  for (const kind of Object.keys(documentFolders) as DocumentKind[]) byKind.set(kind, new Map())
  for (const document of documents) byKind.get(document.kind)?.set(document.key, document)
  const entityDocuments = byKind.get('entity') as Map<string, EntityDocument>
  return {
    fieldTypes,
    viewTypes,
    commandActions,
    blockTypes,
    processes,
    fitting,
    documents,
    model,
    entityDocuments,
    stateOf(kind, key) {
      const document = byKind.get(kind)?.get(key)
      if (!document) return broken.has(`${kind}/${key}`) ? 'broken' : 'missing'
      return 'archived' in document && document.archived ? 'archived' : 'live'
    },
    fieldState(entity, key) {
      if (model.entities.get(entity)?.fields.has(key)) return 'live'
      const field = findField(entityDocuments.get(entity), key)
      if (!field) return 'missing'
      return field.archived ? 'archived' : 'broken'
    },
    known: (kind) =>
      [...(byKind.get(kind)?.values() ?? [])]
        .filter((one) => !('archived' in one && one.archived))
        .map(({ key }) => key),
  }
}

/** The field document of a table by its key. */
export function findField(entity: EntityDocument | undefined, key: string): FieldDocument | undefined {
  return entity?.fields.find((field) => field.key === key)
}

/** The label of a field's type, for messages. */
export function typeLabel(field: FieldModel): LocalizedText {
  return field.kind.label
}

/** Keys of the fields of a table, for suggestions. */
export function fieldKeys(entity: EntityModel | undefined): string[] {
  return entity ? [...entity.fields.keys()] : []
}

export {
  type Access,
  asSystem,
  asUser,
  asUserWith,
  type ChangeSource,
  type Principal,
  type RecordGrant,
} from './contract/access.ts'
export type { EntityCapabilities, RecordRights } from './contract/capabilities.ts'
export { type ChangeEvent, type ChangeKind, changeKinds, type RecordChanged } from './contract/changes.ts'
export {
  type ColumnClass,
  type ColumnSpec,
  columnClasses,
  defineFieldStorage,
  type FieldStorage,
  type StorageStructure,
} from './contract/field-storage.ts'
export {
  AggregateQuery,
  type AggregateRow,
  dateUnits,
  type EntityRecord,
  maxOffset,
  maxPageSize,
  type OpenedRecord,
  Query,
  type RecordPage,
  type SearchHit,
} from './contract/query.ts'
export type {
  BulkResult,
  DuplicateWarning,
  FieldProblem,
  LineInput,
  Lookalikes,
  RecordInput,
} from './contract/write.ts'

import type { LocalizedText } from '@mortise/core'
import type { AggregateQuery, AggregateRow, EntityRecord, Query, RecordPage } from '@mortise/data'
import type { CommandDocument, EntityModel, Filter, PageBlock, Sort, ViewDocument } from '@mortise/metadata'
import { type ComponentType, createContext, type ReactNode, useContext } from 'react'

/** What was asked of the server, as far as it is there. */
export interface Loaded<Value> {
  data: Value | undefined
  /** In the user's language, and what to look it up by. */
  error: { message: string; id: string | null } | null
  retry(): void
}

export interface RelatedRecordsProps {
  title: string
  entity: EntityModel
  /** Its relation that points at the record. */
  field: string
  columns: readonly string[]
  sort?: readonly Sort[] | undefined
  /** Rows at first; more are shown on request. */
  size: number
  /** With a button for a new record, where the user may make one. */
  create: boolean
}

/** Records of another table in the order of time. */
export interface TimelineSource {
  entity: string
  field: string
  date: string
  show?: readonly string[]
}

interface ListLinkProps {
  entity: string
  view?: string | undefined
  filter?: Filter | undefined
  className?: string | undefined
  children: ReactNode
}

/** Where a button of a page leads. */
export type PageTarget = { entity: string; view: string } | { page: string } | { url: string }

/** The actions of the record of a page. */
export interface PageCommands {
  /** Those that this user is offered for this record. */
  offered: readonly CommandDocument[]
  /** Key of the one that runs. */
  busy: string | null
  /** What they ask, to be drawn anywhere. */
  dialogs: ReactNode
  /** Saves what is not saved yet, asks what there is to ask, and runs it. */
  run(command: CommandDocument): void
}

/** What the application draws for blocks, because it needs its router, its forms or its views. */
export interface PageParts {
  /** Blocks on a grid of their own. */
  Blocks: ComponentType<{ blocks: readonly PageBlock[] }>
  /** A few records to read; the first column leads to the record. */
  RecordTable: ComponentType<{ entity: EntityModel; columns: readonly string[]; records: readonly EntityRecord[] }>
  /** Leads to the records of a table. */
  ListLink: ComponentType<ListLinkProps>
  /** Leads to a view, a page that stands alone, or an address. */
  Lead: ComponentType<{ to: PageTarget; className?: string | undefined; children: ReactNode }>
  /** A view of any type but the list, with what users do in it. */
  View: ComponentType<{ view: ViewDocument; filter: Filter | undefined; height: number }>
  RelatedRecords: ComponentType<RelatedRecordsProps>
  /** Fields of the record, to be read and edited in place. */
  Fields: ComponentType<{ fields: readonly string[]; columns: number }>
  /** The form of the record. */
  Form: ComponentType
  Timeline: ComponentType<{ changes: boolean; sources: readonly TimelineSource[]; title: LocalizedText | undefined }>
}

/** What blocks need of the page around them. */
export interface PageServices {
  /** The table of the page and the record that it shows; null on pages that stand alone. */
  entity: EntityModel | null
  record: EntityRecord | null
  /** Reads with the rights of the user, and again when something changes; null asks nothing. */
  useRecords(entity: string | null, query: Query): Loaded<RecordPage>
  useAggregate(entity: string | null, query: AggregateQuery): Loaded<AggregateRow[]>
  useCommands(): PageCommands
  /** Whether who sees the page may change it: they are told what is wrong with a block. */
  designs: boolean
  parts: PageParts
}

export const PageServicesContext = createContext<PageServices | null>(null)

export function usePageServices(): PageServices {
  const services = useContext(PageServicesContext)
  if (!services) throw new Error('unreachable: no PageServicesContext around this block')
  return services
}

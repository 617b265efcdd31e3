import type { AggregateQuery, AggregateRow, EntityRecord, Query, RecordPage } from '@mortise/data'
import type { Filter, Sort, ViewOptions } from '@mortise/metadata'
import { type ComponentType, createContext, useContext } from 'react'

/** Filter and search of a view as the user has set them. */
export interface ViewWhat {
  filter?: Filter
  search?: string
}

/** A day that is not as the week says, or that the week says is free. */
export interface WorkDay {
  day: string
  works: boolean
  /** Of a holiday, in the user's language. */
  name: string | null
}

/** What a view needs of the frame around it; the same for every type. */
export interface ViewServices {
  /** The same object as long as nothing is changed about it. */
  what: ViewWhat
  sort: readonly Sort[]
  query(query: Query, signal?: AbortSignal): Promise<RecordPage>
  aggregate(query: AggregateQuery, signal?: AbortSignal): Promise<AggregateRow[]>
  /**
   * Changes a record by the same call as the form, naming the version that was seen. Asks for what the server says is
   * missing; null when it was refused (the reason has been told) or the user gave up.
   */
  save(
    record: EntityRecord,
    values: { [field: string]: unknown },
    select: readonly string[],
  ): Promise<EntityRecord | null>
  /** Whether the user may change a field of some records, or of the one that is given. */
  mayWrite(field: string, record?: EntityRecord): boolean
  /** Why the user may not change a record, or a field of it, that others like it let them change; null where they may. */
  whyNot(record: EntityRecord, field?: string): string | null
  /** Opens the dialog for a new record with values filled in; absent where the user may not make one. */
  create?: ((initial: { [field: string]: unknown }) => Promise<EntityRecord | null>) | undefined
  /** A record with its form, for views that show it themselves; absent where there is none to show. */
  Record?: ComponentType<{ id: string }> | undefined
  /** Shows a record beside the view. */
  open(id: string): void
  openId: string | undefined
  /** The colour that a rule of the view gives a record, and what it means; null where none holds. */
  ruleOf(record: EntityRecord): { hue: string; label: string } | null
  /** What to tell the user about a call that failed. */
  describeError(error: unknown): { message: string; id: string | null }
  /** Hears that records changed elsewhere (null: many); the answer ends it. */
  onChange(listener: (ids: readonly string[] | null) => void): () => void
  /** Changes the view for this user; kept for the next visit unless the view is locked. */
  setOptions(change: Partial<ViewOptions>): void
  /** Ids of the records in the order they are shown, so that the panel can step through them. */
  setOrder(ids: readonly string[]): void
  /** The free days (and working weekends) of a span of days, both ends included. */
  workDays(from: string, to: string): Promise<WorkDay[]>
}

export const ViewServicesContext = createContext<ViewServices | null>(null)

export function useViewServices(): ViewServices {
  const services = useContext(ViewServicesContext)
  if (!services) throw new Error('unreachable: no ViewServicesContext around this view')
  return services
}

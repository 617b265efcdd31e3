import type { ListOptions } from '@mortise/metadata'

/** A view that a user made: personal, or shared with all who may read the table. */
export interface SavedView {
  id: string
  entity: string
  name: string
  shared: boolean
  ownerId: string
  options: ListOptions
  updatedAt: string
}
export interface SavedViewInput {
  entity: string
  name: string
  shared: boolean
  options: ListOptions
}

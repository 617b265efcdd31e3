import type { ViewOptions } from '@mortise/metadata'

/** A view that a user made: personal, or shared with all who may read the table. */
export interface SavedView {
  id: string
  entity: string
  name: string
  shared: boolean
  ownerId: string
  /** Key of the view's type: list, kanban, … */
  type: string
  /** Its owner does not want to change it by mistake, nor layouts to be remembered: options cannot be saved. */
  locked: boolean
  options: ViewOptions
  updatedAt: string
}
export interface SavedViewInput {
  entity: string
  name: string
  shared: boolean
  /** Default: list. */
  type?: string
  locked?: boolean
  options: ViewOptions
}

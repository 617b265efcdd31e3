import type { EntityRecord } from '@mortise/data'
import type { EntityModel, FieldModel } from '@mortise/metadata'
import type { ReactNode } from 'react'
import { createContext, useContext } from 'react'
import type { ShownPath } from '../../../view-parts/field-value.tsx'
import type { KanbanOptions } from '../kanban.ts'
import type { BoardColumn } from '../model/board-columns.ts'
import type { BoardStore, CellPlace } from '../model/board-store.ts'

/** What the parts of a board share. */
export interface Board {
  entity: EntityModel
  options: KanbanOptions
  group: FieldModel
  lane: FieldModel | null
  fields: readonly ShownPath[]
  store: BoardStore
  /** Cards can be put into other columns by this user. */
  movable: boolean
  openId: string | undefined
  open(id: string): void
  /** Name of a column or lane: in words, and as it is drawn. */
  nameOf(column: BoardColumn, field: FieldModel): string
  drawName(column: BoardColumn, field: FieldModel): ReactNode
  figure(column: BoardColumn): string | null
  create?: ((place: CellPlace) => void) | undefined
  askMove(card: { record: EntityRecord; place: CellPlace }): void
  fold(column: BoardColumn): void
  isFolded(column: BoardColumn): boolean
}

export const BoardContext = createContext<Board | null>(null)

export function useBoard(): Board {
  const board = useContext(BoardContext)
  if (!board) throw new Error('unreachable: no board around this card')
  return board
}

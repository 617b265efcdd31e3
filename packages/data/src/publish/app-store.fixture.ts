import type { Clock } from '@mortise/core'
import type { Database, Workspace } from '../database/database.ts'
import { createWorkspace } from '../schema/create-workspace.ts'
import { shopDocuments, testFieldTypes, testStorages } from '../schema/tables.fixture.ts'
import type { AppStore } from './app-store.ts'
import { createAppStore } from './create-app-store.ts'

export interface ShopStore {
  workspace: Workspace
  store: AppStore
  /** Another store over the same workspace, as another server has one. */
  newStore(over?: Partial<Workspace>, patience?: number): AppStore
}

let workspaces = 0

/** A workspace of its own with the shop in force. */
export async function openShopStore(
  database: Database,
  { clock, note }: { clock?: Clock; note?: string } = {},
): Promise<ShopStore> {
  const workspace = await createWorkspace(database, { key: `w${++workspaces}`, ...(clock && { clock }) })
  const newStore: ShopStore['newStore'] = (over = {}, patience) =>
    createAppStore({
      workspace: { ...workspace, ...over },
      fieldTypes: testFieldTypes,
      storages: testStorages,
      ...(clock && { clock }),
      ...(patience !== undefined && { patience }),
    })
  const store = newStore()
  await store.installApp(shopDocuments(), { by: null, ...(note !== undefined && { note }) })
  return { workspace, store, newStore }
}

import { createRegistry, type Registry } from '@mortise/core'
import type { BlockType, FieldType, ViewType } from '@mortise/metadata'
import type { FieldRuntime, ViewRuntime } from '@mortise/ui'

const shared = import.meta.glob<FieldType>(['./fields/*/*.ts', '!./fields/*/*.*.ts'], {
  eager: true,
  import: 'default',
})
const runtimes = import.meta.glob<FieldRuntime>('./fields/*/*.runtime.tsx', { eager: true, import: 'default' })

/** The shared halves of all field types. */
export const fieldTypes: Registry<FieldType> = createRegistry('field type', Object.values(shared))

/** The runtime halves of all field types: inputs and cells. */
export const fieldRuntimes: Registry<FieldRuntime> = createRegistry('field type', Object.values(runtimes))

const views = import.meta.glob<ViewType>(['./views/*/*.ts', '!./views/*/*.*.ts'], { eager: true, import: 'default' })
const viewHalves = import.meta.glob<ViewRuntime>('./views/*/*.runtime.tsx', { import: 'default' })

/** The shared halves of all view types. The folder holds the halves only; their parts are in folders below. */
export const viewTypes: Registry<ViewType> = createRegistry('view type', Object.values(views))

/** Fetches the runtime half of a view type, each a chunk of its own. The list is drawn by the web application itself. */
export const viewLoaders: ReadonlyMap<string, () => Promise<ViewRuntime>> = new Map(
  Object.entries(viewHalves).map(([path, load]) => [typeOf(path), load]),
)

const blocks = import.meta.glob<BlockType>(['./blocks/*/*.ts', '!./blocks/*/*.*.ts'], {
  eager: true,
  import: 'default',
})

/** The shared halves of all block types; what they are drawn with is another entry, fetched with the first page. */
export const blockTypes: Registry<BlockType> = createRegistry('block type', Object.values(blocks))

function typeOf(path: string): string {
  return (path.split('/')[2] ?? '').replaceAll('-', '_')
}

import type { ProcessDocument } from '@mortise/metadata'
import { lazyPart } from '../lazy-part.tsx'
import { nodeAt } from './edits/process-lines.ts'
import { useProcess } from './process-designing.ts'
import { useView } from './process-view.ts'

const NodePanel = lazyPart(async () => (await import('./panel/node-panel.tsx')).NodePanel)
const LinePanel = lazyPart(async () => (await import('./panel/line-panel.tsx')).LinePanel)
const ProcessPanel = lazyPart(async () => (await import('./panel/process-panel.tsx')).ProcessPanel)

/** The settings of a node or line; with null those of the process. */
export function ProcessDrawer({ document, of }: { document: ProcessDocument; of: string | null }) {
  const design = useProcess()
  const view = useView()
  if (of === null) return <ProcessPanel process={document} onChange={design.put} />
  if (nodeAt(document, of)) return <NodePanel process={document} nodeKey={of} onChange={design.put} />
  return <LinePanel process={document} lineKey={of} onChange={design.put} onOpen={(key) => view.select(key, false)} />
}

import type { ProcessDocument } from '@mortise/metadata'
import { lazyPart } from '../lazy-part.tsx'
import { useView } from './process-view.ts'

const OpenBpmnDialog = lazyPart(async () => (await import('./open/open-bpmn-dialog.tsx')).OpenBpmnDialog)

interface ReplaceDialogProps {
  document: ProcessDocument
  dropped?: File | undefined
  onClose(): void
}

/** Puts the drawing of a BPMN file in the place of the one that is open, and shows it as the file placed it. */
export function ReplaceDialog({ document, dropped, onClose }: ReplaceDialogProps) {
  const { select, setDrawer, setMode } = useView()
  return (
    <OpenBpmnDialog
      replaces={document}
      dropped={dropped}
      onClose={onClose}
      onReplaced={({ layout }) => {
        select(null)
        setDrawer(null)
        setMode(layout ? 'free' : 'tree')
      }}
    />
  )
}

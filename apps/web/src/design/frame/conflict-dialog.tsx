import { Modal, useText } from '@mortise/ui'
import { useDesign, useDraft } from '../draft/design-context.ts'
import type { DraftConflict } from '../draft/draft-calls.ts'
import { ConflictList } from './conflict-list.tsx'
import { designTexts } from './design-texts.ts'

/** Asks, property by property, where the user and somebody else changed the same; nothing is saved before. */
export function ConflictDialog() {
  const t = useText(designTexts)
  const save = useDraft((snapshot) => snapshot.save)
  if (save.kind !== 'conflict') return null
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      title={t('conflictTitle')}
      size={720}
    >
      <Conflicts conflicts={save.conflicts} />
    </Modal>
  )
}

function Conflicts({ conflicts }: { conflicts: readonly DraftConflict[] }) {
  const t = useText(designTexts)
  const { store } = useDesign()
  return (
    <ConflictList
      conflicts={conflicts}
      documentOf={(id) => store.snapshot().documents.get(id)}
      words={{
        ...{ mine: t('conflictMine'), theirs: t('conflictTheirs') },
        ...{ allMine: t('conflictAllMine'), allTheirs: t('conflictAllTheirs') },
      }}
      lead={t('conflictText')}
      done={t('conflictDone')}
      onDone={(sideOf) => store.resolve((conflict) => sideOf(conflict) === 'mine')}
    />
  )
}

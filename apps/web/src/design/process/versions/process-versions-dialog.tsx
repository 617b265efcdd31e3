import { Modal, useText } from '@mortise/ui'
import { useState } from 'react'
import { MoveWizard } from './move-wizard.tsx'
import { ProcessVersionList } from './process-version-list.tsx'
import type { ProcessPlace } from './version-data.ts'
import { versionTexts } from './version-texts.ts'

interface ProcessVersionsDialogProps {
  place: ProcessPlace
  /** Compares a version with the one in force. */
  onCompare(number: number): void
  onClose(): void
}

/** The versions of a process, how many instances run on each, and moving those to the version in force. */
export function ProcessVersionsDialog({ place, onCompare, onClose }: ProcessVersionsDialogProps) {
  const t = useText(versionTexts)
  const [from, setFrom] = useState<number | null>(null)
  return (
    <Modal
      opened
      onClose={onClose}
      size={from === null ? 720 : 960}
      title={from === null ? t('title') : t('moveTitle', { number: from })}
    >
      {from === null ? (
        <ProcessVersionList place={place} onMove={setFrom} onCompare={onCompare} />
      ) : (
        <MoveWizard place={place} number={from} onCompare={() => onCompare(from)} onDone={() => setFrom(null)} />
      )}
    </Modal>
  )
}

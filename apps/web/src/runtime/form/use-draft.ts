import { useRuntimeServices } from '@mortise/ui'
import { useMemo, useState } from 'react'
import { type RecordDraft, readDraft, removeDraft, writeDraft } from './record-draft.ts'

/** The draft of one record on this device: the one found when the form opened, and the one being written. */
export interface DraftHandle {
  /** What an earlier visit left; null once it was taken or dropped. */
  found: RecordDraft | null
  write(draft: Omit<RecordDraft, 'at'>): void
  take(): void
  drop(): void
  /** Nothing is unsaved any more; a draft that is still offered stays. */
  settle(): void
}

export function useDraft({ app, entity, id }: { app: string; entity: string; id: string }): DraftHandle {
  const { userId } = useRuntimeServices()
  const place = useMemo(() => ({ userId, app, entity, id }), [userId, app, entity, id])
  const [found, setFound] = useState(() => readDraft(place))
  return useMemo(
    () => ({
      found,
      write(draft: Omit<RecordDraft, 'at'>) {
        writeDraft(place, draft)
      },
      take: () => setFound(null),
      drop() {
        setFound(null)
        removeDraft(place)
      },
      settle() {
        if (!found) removeDraft(place)
      },
    }),
    [found, place],
  )
}

import { useRuntimeServices } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { formDrafts, formDraftsQuery } from '../../api/form-drafts.ts'
import { type DraftUpload, draftUpload } from './draft-upload.ts'
import { type RecordDraft, readDraft, removeDraft, writeDraft } from './record-draft.ts'

/** The draft of one record: the one found when the form opened, and the one being written. */
export interface DraftHandle {
  /** What an earlier visit left, on this device or another; null once it was taken or dropped. */
  found: RecordDraft | null
  write(draft: Omit<RecordDraft, 'at'>): void
  take(): void
  drop(): void
  /** Nothing is unsaved any more; a draft that is still offered stays. */
  settle(): void
}

interface DraftOptions {
  app: string
  entity: string
  id: string
  /** False where a form is only tried out: nothing is kept or offered. */
  kept: boolean | 'here'
}

const noDraft: DraftHandle = { found: null, write() {}, take() {}, drop() {}, settle() {} }

/** Keeps what is unsaved at once on this device, and a little later on the server, for others. */
export function useDraft({ app, entity, id, kept }: DraftOptions): DraftHandle {
  const { userId } = useRuntimeServices()
  const place = useMemo(() => ({ userId, app, entity, id }), [userId, app, entity, id])
  const [found, setFound] = useState(() => (kept ? readDraft(place) : null))
  const upload = useUpload(place, kept === true)
  const touched = useRef(false)
  useOtherDevices(place, kept === true, found, (draft) => {
    if (!touched.current) setFound(draft)
  })
  const handle = useMemo(
    () => ({
      found,
      write(draft: Omit<RecordDraft, 'at'>) {
        touched.current = true
        writeDraft(place, draft)
        upload.write(draft)
      },
      take() {
        touched.current = true
        setFound(null)
      },
      drop() {
        touched.current = true
        setFound(null)
        removeDraft(place)
        upload.remove()
      },
      settle() {
        if (found) return
        removeDraft(place)
        upload.remove()
      },
    }),
    [found, place, upload],
  )
  return kept ? handle : noDraft
}

/** Where nobody is signed in, drafts stay on the device. */
const noUpload: DraftUpload = { write() {}, remove() {}, flush() {} }

function useUpload(place: { app: string; entity: string; id: string }, wanted: boolean): DraftUpload {
  const upload = useMemo(() => (wanted ? draftUpload(place) : noUpload), [place, wanted])
  useEffect(() => {
    window.addEventListener('pagehide', upload.flush)
    return () => {
      window.removeEventListener('pagehide', upload.flush)
      upload.flush()
    }
  }, [upload])
  return upload
}

/** A draft that is newer on the server was left on another device: it is the one to go on with. */
function useOtherDevices(
  place: { app: string; entity: string; id: string },
  kept: boolean,
  found: RecordDraft | null,
  offer: (draft: RecordDraft) => void,
): void {
  const { data: drafts } = useQuery({ ...formDraftsQuery(place.app), enabled: kept })
  const there = drafts?.find(({ entity, record }) => entity === place.entity && record === place.id)
  const newer = there && (!found || Date.parse(there.at) > Date.parse(found.at) + clockSlack) ? there.at : null
  const latest = useRef(offer)
  latest.current = offer
  useEffect(() => {
    if (newer === null) return
    let stopped = false
    // Without it the form works as ever.
    const read = formDrafts.read(place).catch(() => null)
    void read.then((draft) => {
      if (draft && !stopped) latest.current(draft)
    })
    return () => {
      stopped = true
    }
  }, [place, newer])
}

/** Milliseconds: the same draft has the clock of the server there and that of this device here. */
const clockSlack = 5_000

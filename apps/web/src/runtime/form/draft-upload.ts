import type { FormDraftInput } from '@mortise/api'
import { formDrafts, formDraftsQuery } from '../../api/form-drafts.ts'
import { queryClient } from '../../api/query-client.ts'

/** Brings a draft to the server, after a pause in typing. It is a copy: what fails is tried again with the next change. */
export interface DraftUpload {
  write(draft: FormDraftInput): void
  remove(): void
  flush(): void
}

const pause = 1500

export function draftUpload(place: { app: string; entity: string; id: string }): DraftUpload {
  let timer: ReturnType<typeof setTimeout> | undefined
  let waiting: FormDraftInput | null = null
  /** Whether there may be one on the server. */
  let kept = isKnown(place)
  let sending: Promise<unknown> = Promise.resolve()
  /** The page is going: what is still brought then is not to wait. */
  let hurried = false

  function send() {
    clearTimeout(timer)
    const draft = waiting
    waiting = null
    if (!draft) return
    kept = true
    sending = sending.then(() => formDrafts.write(place, draft)).catch(() => {})
  }
  return {
    write(draft) {
      waiting = draft
      clearTimeout(timer)
      if (hurried) send()
      else timer = setTimeout(send, pause)
      hurried = false
    },
    remove() {
      clearTimeout(timer)
      waiting = null
      if (!kept && !isKnown(place)) return
      kept = false
      sending = sending
        .then(() => formDrafts.remove(place))
        .catch(() => {})
        .then(() => queryClient.invalidateQueries(formDraftsQuery(place.app)))
    },
    flush() {
      hurried = true
      send()
    },
  }
}

function isKnown({ app, entity, id }: { app: string; entity: string; id: string }): boolean {
  const drafts = queryClient.getQueryData(formDraftsQuery(app).queryKey)
  return drafts?.some((draft) => draft.entity === entity && draft.record === id) ?? false
}

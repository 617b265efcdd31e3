import type { PresenceInput, PresentPerson } from '@mortise/api'
import type { DocumentId } from '@mortise/metadata'
import { createContext, useContext, useEffect, useState } from 'react'
import { api } from '../../api/api-client.ts'
import { onLive } from '../../api/live.ts'
import { useSession } from '../../api/session.ts'
import { useDesign, useDraft } from '../draft/design-context.ts'

/** Somebody else in the same draft. */
export type Other = Pick<PresentPerson, 'user' | 'name' | 'document'>

/** Who else is in the draft; one entry for each person. */
export const OthersContext = createContext<readonly Other[]>([])

/** Who else has a document open. */
export function useOthersIn(id: DocumentId | null): readonly Other[] {
  return useContext(OthersContext).filter(({ document }) => document === id)
}

const beat = 15_000
/** This tab, for as long as it is there: two tabs of a person are two clients. */
const client = crypto.randomUUID()

/** Tells the others where this user is, and hears where they are. */
export function usePresence(document: DocumentId | null): readonly Other[] {
  const { app } = useDesign()
  const draft = useDraft((snapshot) => snapshot.draft.key)
  const { user } = useSession()
  const [others, setOthers] = useState<readonly Other[]>([])
  useEffect(() => {
    const tell = (left = false) => {
      const body: PresenceInput = { draft, document, client, ...(left && { left }) }
      void api.post(`/apps/${app}/draft/presence`, body).catch(() => undefined)
    }
    const leave = () => tell(true)
    tell()
    const timer = setInterval(() => tell(), beat)
    window.addEventListener('pagehide', leave)
    return () => {
      clearInterval(timer)
      window.removeEventListener('pagehide', leave)
    }
  }, [app, draft, document])
  useEffect(
    () => () =>
      void api
        .post(`/apps/${app}/draft/presence`, { draft, document: null, client, left: true } satisfies PresenceInput)
        .catch(() => undefined),
    [app, draft],
  )
  useEffect(
    () =>
      onLive((event) => {
        if (event.type !== 'presence' || event.app !== app) return
        const others = event.people.filter((person) => person.user !== user.id && person.draft === draft)
        setOthers([...new Map(others.map((person) => [person.user, person])).values()])
      }),
    [app, draft, user.id],
  )
  return others
}

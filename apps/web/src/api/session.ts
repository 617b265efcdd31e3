import type { Session } from '@mortise/api'
import type { Language } from '@mortise/core'
import { applyLanguage, setLanguage } from '@mortise/ui'
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { api } from './api-client.ts'
import { queryClient } from './query-client.ts'
import { queryKeys } from './query-keys.ts'
import { reportSessionBack } from './session-lost.ts'

/** The session; rejects with 401 when nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: queryKeys.session,
  queryFn: ({ signal }) => api.get<Session>('/session', { signal, expectUnauthorised: true }),
  staleTime: 5 * 60_000,
})

/** Who is signed in. Only below the shell, which waits for it. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data
}

/**
 * Signs in; what the page holds stays, so that a form goes on where it was. A language that was chosen on the login
 * page becomes the user's.
 */
export async function signIn(email: string, password: string, chosen?: Language): Promise<Session> {
  await api.post('/auth/sign-in/email', { email, password }, { expectUnauthorised: true })
  const session = await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 })
  reportSessionBack()
  if (chosen && chosen !== session.user.language) await changeLanguage(chosen)
  else applyLanguage(session.user.language)
  return session
}

/** Signs out here, or on every device, and forgets all that was cached of the user. */
export async function signOut(everywhere = false): Promise<void> {
  await api.post(everywhere ? '/auth/revoke-sessions' : '/auth/sign-out', {}, { expectUnauthorised: true })
  queryClient.clear()
}

/** Changes the language of the user, here and at the next sign-in. */
export async function changeLanguage(language: Language): Promise<void> {
  setLanguage(language)
  const session = queryClient.getQueryData(sessionQuery.queryKey)
  if (!session) return
  queryClient.setQueryData(sessionQuery.queryKey, { ...session, user: { ...session.user, language } })
  await api.patch<Session>('/session', { language })
}

import type { Principal } from '@mortise/data'

/** Who a request comes from, and through what. */
export interface SignedIn {
  principal: Principal
  email: string
  /** Set for browsers. */
  session: { id: string; token: string; expiresAt: string } | null
  /** Set for API tokens: what the token may do at most. */
  token: { id: string; scopes: readonly string[] } | null
}

import { createHash } from 'node:crypto'
import type { Executor } from '@mortise/data/server'
import { addLink, type LinkPlace, type LinkRow, latestLink } from '@mortise/process/server'
import { keyedHash } from '../public-form/visitor.ts'

/** Makes the links by which somebody without an account answers a task. */
export interface AnswerLinks {
  /** The link of a task that can be used now: the one that there is, or a new one. */
  current(executor: Executor, schema: string, asked: AskedLink): Promise<CurrentLink>
}

export interface AskedLink extends LinkPlace {
  now: string
  days: number
}

export interface CurrentLink {
  url: string
  expiresAt: string
}

/** 192 bits: nobody guesses one. */
const tokenLength = 32
const dayMs = 86_400_000

/**
 * A link is computed from the secret of the server, so that it can be written into a letter again; only its hash is kept:
 * whoever reads the database has no link.
 */
export function createAnswerLinks({ secret, baseUrl }: { secret: string; baseUrl: string }): AnswerLinks {
  const tokenOf = ({ instance_id: instance, node, turn }: LinkPlace, number: number) =>
    keyedHash(secret, 'answer link', instance, node, String(turn), String(number)).slice(0, tokenLength)
  return {
    async current(executor, schema, { now, days, ...place }) {
      const latest = await latestLink(executor, schema, place)
      if (latest && linkState(latest, now) === 'open' && hashOfToken(tokenOf(place, latest.number)) === latest.hash)
        return { url: `${baseUrl}/p/${tokenOf(place, latest.number)}`, expiresAt: latest.expires_at }
      const number = (latest?.number ?? 0) + 1
      const token = tokenOf(place, number)
      const expiresAt = new Date(Date.parse(now) + days * dayMs).toISOString()
      await addLink(executor, schema, {
        ...place,
        ...{ number, hash: hashOfToken(token), made_at: now, expires_at: expiresAt },
      })
      return { url: `${baseUrl}/p/${token}`, expiresAt }
    },
  }
}

export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

export type LinkState = 'open' | 'used' | 'withdrawn' | 'expired'

export function linkState(
  { used_at: used, withdrawn_at: withdrawn, expires_at: expires }: LinkRow,
  now: string,
): LinkState {
  if (used !== null) return 'used'
  if (withdrawn !== null) return 'withdrawn'
  return expires > now ? 'open' : 'expired'
}

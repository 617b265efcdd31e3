import rateLimit, { normalizeIP } from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { httpErrors } from '../errors.ts'

const minute = 60_000

/** Each counts one call, and throws TOO_MANY_REQUESTS when there were too many within a minute. */
export interface RateLimits {
  /** Of a session or an API token. */
  signedIn(request: FastifyRequest): Promise<void>
  /** Of an address, for calls that are nobody's. */
  anonymous(request: FastifyRequest): Promise<void>
}

/**
 * In memory: with several servers, each counts its own. A route has a tighter limit besides by `config.rateLimit`,
 * and a public one is not counted at all by `rateLimit: false`.
 */
export async function registerRateLimits(app: FastifyInstance, config: Config): Promise<RateLimits> {
  await app.register(rateLimit, {
    global: false,
    timeWindow: minute,
    keyGenerator: callerOf,
    errorResponseBuilder: (_request, { ttl }) => tooMany(ttl),
  })
  const limit = (max: number) => {
    const count = app.createRateLimit({ max })
    return async (request: FastifyRequest) => {
      const counted = await count(request)
      if (!counted.isAllowed && counted.isExceeded) throw tooMany(counted.ttl)
    }
  }
  return { signedIn: limit(config.callsPerMinute), anonymous: limit(config.anonymousCallsPerMinute) }
}

function callerOf({ signedIn, ip }: FastifyRequest): string {
  return signedIn?.session?.id ?? signedIn?.token?.id ?? normalizeIP(ip)
}

function tooMany(ttlMs: number) {
  return httpErrors.TOO_MANY_REQUESTS({ seconds: Math.max(1, Math.ceil(ttlMs / 1000)) })
}

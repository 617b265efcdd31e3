import { describe, expect, it } from 'vitest'
import { createIdentityCache } from './identity-cache.ts'
import type { SignedIn } from './signed-in.ts'

const ann = { principal: { id: 'ann' } } as SignedIn

describe('what is remembered of who is signed in', () => {
  it('is forgotten after ten seconds', async () => {
    let time = 0
    const cache = createIdentityCache(() => time)
    await cache.load('c', async () => ann)
    time = 9_999
    expect(cache.get('c')).toBe(ann)
    time = 10_000
    expect(cache.get('c')).toBeUndefined()
  })
  it('is forgotten for one user or for all', async () => {
    const cache = createIdentityCache()
    await cache.load('c', async () => ann)
    cache.forget('bob')
    expect(cache.get('c')).toBe(ann)
    cache.forget(null)
    expect(cache.get('c')).toBeUndefined()
  })
  it('does not come back from a look-up that began before the sign-out', async () => {
    const cache = createIdentityCache()
    const { promise, resolve } = Promise.withResolvers<SignedIn>()
    const loading = cache.load('c', () => promise)
    cache.forget('ann')
    resolve(ann)
    await loading
    expect(cache.get('c')).toBeUndefined()
  })
})

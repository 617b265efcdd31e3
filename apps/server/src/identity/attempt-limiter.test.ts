import { describe, expect, it } from 'vitest'
import { createAttemptLimiter } from './attempt-limiter.ts'

describe('failed attempts', () => {
  it('are refused after so many, and allowed again when the oldest is past', () => {
    let time = 0
    const limiter = createAttemptLimiter({ max: 2, windowMs: 1000, now: () => time })
    limiter.failed('a')
    time = 500
    limiter.failed('a')
    expect(() => limiter.check('a')).toThrow(/1 seconds/)
    expect(() => limiter.check('b')).not.toThrow()
    time = 1001
    expect(() => limiter.check('a')).not.toThrow()
  })
  it('are forgotten after a success', () => {
    const limiter = createAttemptLimiter({ max: 1, windowMs: 1000 })
    limiter.failed('a')
    limiter.succeeded('a')
    expect(() => limiter.check('a')).not.toThrow()
  })
})

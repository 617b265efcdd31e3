import { describe, expect, it } from 'vitest'
import { readCookie, signSessionCookie, verifySessionCookie } from './session-cookie.ts'

describe('the session cookie', () => {
  const value = signSessionCookie('token-1', 'secret')

  it('is found among others, by its whole name', () => {
    expect(readCookie(`xa=1; a=2;  b=3`, 'a')).toBe('2')
    expect(readCookie('ab=1', 'a')).toBeUndefined()
    expect(readCookie(undefined, 'a')).toBeUndefined()
  })
  it('gives its token back', () => expect(verifySessionCookie(value, 'secret')).toBe('token-1'))
  it('is worth nothing when tampered with, signed with another secret or cut', () => {
    expect(verifySessionCookie(value.replace('token-1', 'token-2'), 'secret')).toBeUndefined()
    expect(verifySessionCookie(value, 'other')).toBeUndefined()
    expect(verifySessionCookie('token-1', 'secret')).toBeUndefined()
    expect(verifySessionCookie('token-1.', 'secret')).toBeUndefined()
    expect(verifySessionCookie('%E0%A4%A', 'secret')).toBeUndefined()
  })
})

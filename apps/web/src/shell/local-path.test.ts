import { expect, it } from 'vitest'
import { isLocalPath } from './local-path.ts'

it.each(['/', '/a/crm/customer?view=mine', '/account#tokens'])('leads back to %s', (path) => {
  expect(isLocalPath(path)).toBe(true)
})

it.each([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '/\t/evil.example',
  '',
  null,
])('does not lead to %j', (path) => {
  expect(isLocalPath(path)).toBe(false)
})

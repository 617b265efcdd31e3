import { afterEach, expect, it, vi } from 'vitest'
import { readDraft, removeDraft, writeDraft } from './record-draft.ts'

const place = { userId: 'u', app: 'crm', entity: 'customer', id: '1' }
const draft = { version: 2, changes: { name: 'new' }, base: { name: 'old' } }

afterEach(() => {
  vi.useRealTimers()
  localStorage.clear()
})

it('is there for the same person and record only', () => {
  writeDraft(place, draft)
  expect(readDraft(place)).toMatchObject(draft)
  expect(readDraft({ ...place, userId: 'other' })).toBeNull()
  expect(readDraft({ ...place, id: '2' })).toBeNull()
  removeDraft(place)
  expect(readDraft(place)).toBeNull()
})

it('is forgotten after thirty days', () => {
  vi.useFakeTimers()
  writeDraft(place, draft)
  vi.advanceTimersByTime(29 * 86_400_000)
  expect(readDraft(place)).not.toBeNull()
  vi.advanceTimersByTime(2 * 86_400_000)
  expect(readDraft(place)).toBeNull()
})

it('that cannot be read or stored breaks nothing', () => {
  writeDraft(place, draft)
  localStorage.setItem(localStorage.key(0) ?? '', '{')
  expect(readDraft(place)).toBeNull()
  const full = { ...localStorage, setItem: () => expect.fail('full') } as unknown as Storage
  expect(() => writeDraft(place, draft, full)).not.toThrow()
})

import { expect, it } from 'vitest'
import { type StoryChunk, tellStory, wallOf, wallOfDay } from './story.ts'

const item = (id: string, wall: string) => ({
  id,
  wall,
  record: { id },
  source: { entity: 'e', field: 'f', date: 'd' },
})
const chunk = (source: string, next: string | null, ...walls: string[]): StoryChunk => ({
  source,
  next,
  items: walls.map((wall) => item(`${source}-${wall}`, wall)),
})
const walls = (chunks: StoryChunk[]) => tellStory(chunks).items.map(({ wall }) => wall)

it('puts what several sources tell into one order, newest first', () => {
  expect(walls([chunk('history', null, '2026-03-05', '2026-03-01'), chunk('0', null, '2026-03-03')])).toEqual([
    '2026-03-05',
    '2026-03-03',
    '2026-03-01',
  ])
  expect(tellStory([chunk('0', null)])).toEqual({ items: [], cursors: null })
})

it('tells no further than every source that goes on has told', () => {
  const chunks = [chunk('0', 'more', '2026-03-09', '2026-03-06'), chunk('1', null, '2026-03-08', '2026-03-02')]
  expect(walls(chunks)).toEqual(['2026-03-09', '2026-03-08', '2026-03-06'])
  expect(tellStory(chunks).cursors).toEqual({ 0: 'more' })
})

it('asks only the source that holds the story up', () => {
  const chunks = [chunk('0', 'a', '2026-03-09', '2026-03-06'), chunk('1', 'b', '2026-03-08', '2026-03-02')]
  expect(tellStory(chunks).cursors).toEqual({ 0: 'a' })
  expect(tellStory([...chunks, chunk('0', 'c', '2026-03-01')]).cursors).toEqual({ 1: 'b' })
})

it('compares days with instants on the wall of the workspace', () => {
  expect(wallOf('2026-03-01T16:30:00.000Z', 'Asia/Shanghai')).toMatch(/^2026-03-02T00:30:00/)
  expect(wallOfDay('2026-03-02') > wallOf('2026-03-02T15:59:00.000Z', 'Asia/Shanghai')).toBe(true)
  expect(wallOfDay('2026-03-02') < wallOf('2026-03-02T16:01:00.000Z', 'Asia/Shanghai')).toBe(true)
})

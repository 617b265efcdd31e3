import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { giveBackMemory } from './give-back-memory.ts'

test('what nothing refers to any more is freed, and no script gets a function to do that', async () => {
  let block: object | undefined = { rows: Array.from({ length: 1_000_000 }, (_, number) => ({ number })) }
  const freed = new WeakRef(block)
  block = undefined
  giveBackMemory(1)
  await setTimeout(1000)
  expect(freed.deref()).toBeUndefined()
  expect('gc' in globalThis).toBe(false)
})

import { administrationCalls } from './administration-calls.fixture.ts'
import type { ApiCall } from './api-call.fixture.ts'
import { designCalls } from './design-calls.fixture.ts'
import { processCalls } from './process-calls.fixture.ts'
import { publicCalls } from './public-calls.fixture.ts'
import { recordCalls } from './record-calls.fixture.ts'
import { taskCalls } from './task-calls.fixture.ts'

/** Every route there is, with a body that is right wherever one is taken. */
export const everyCall: readonly ApiCall[] = [
  ...administrationCalls,
  ...recordCalls,
  ...designCalls,
  ...processCalls,
  ...taskCalls,
  ...publicCalls,
]

/** The calls that take JSON. */
export const callsWithBody = everyCall.filter(({ body }) => typeof body === 'object')

/** The value with every `{name}` replaced by the id it stands for. */
export function withIds<Value>(value: Value, ids: { [name: string]: string }): Value {
  const text = JSON.stringify(value)
  return text === undefined ? value : JSON.parse(text.replaceAll(/\{([a-z]+)\}/g, (whole, name) => ids[name] ?? whole))
}

/** Every place inside a value, from the outside in. */
export function placesOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return [path, ...inner.flatMap(([key, one]) => placesOf(one, [...path, key]))]
}

/** What stands at a place. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as { [key: string]: unknown })[key], value)
}

/** A copy with another value at one place. */
export function replaceAt(value: unknown, [key, ...rest]: readonly string[], other: unknown): unknown {
  if (key === undefined) return other
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) }
  const inner = (value as { [key: string]: unknown })[key]
  return Object.assign(copy, { [key]: replaceAt(inner, rest, other) })
}

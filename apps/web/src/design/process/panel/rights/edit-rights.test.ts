import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Access, countRights, isRequired, rightOf, rights, withRequired, withRight } from './edit-rights.ts'

const fields = ['name', 'amount', 'lines', 'lines.price']
const paths = fc.subarray(fields, { minLength: 1 })
const edit = fc.oneof(
  fc.record({ paths, right: fc.constantFrom(...rights) }),
  fc.record({ paths, required: fc.boolean() }),
)
const edits = fc.array(edit, { maxLength: 12 })

const run = (access: Access, one: { paths: string[]; right?: (typeof rights)[number]; required?: boolean }) =>
  one.right === undefined
    ? withRequired(access, one.paths, one.required ?? false)
    : withRight(access, one.paths, one.right)

it('says one thing of each field, whatever is set in whatever order', () => {
  fc.assert(
    fc.property(edits, (all) => {
      const access = all.reduce(run, {} as Access)
      for (const path of fields) {
        const lists = (['read', 'write', 'hide'] as const).filter((list) => access[list]?.includes(path))
        expect(lists.length).toBeLessThanOrEqual(1)
        if (rightOf(access, path) === 'hide') expect(isRequired(access, path)).toBe(false)
      }
      for (const list of ['read', 'write', 'require', 'hide'] as const) {
        expect(access[list]?.length).not.toBe(0)
        expect(new Set(access[list]).size).toBe(access[list]?.length ?? 0)
      }
    }),
  )
})

it('has each field as it was set last, and leaves the others as they were', () => {
  fc.assert(
    fc.property(edits, edit, (all, last) => {
      const before = all.reduce(run, {} as Access)
      const after = run(before, last)
      for (const path of fields) {
        if (!last.paths.includes(path)) expect(rightOf(after, path)).toBe(rightOf(before, path))
        else if ('right' in last) expect(rightOf(after, path)).toBe(last.right)
        else expect(isRequired(after, path)).toBe(last.required)
      }
    }),
  )
})

it('makes what is demanded writable, and says nothing any more when all is taken back', () => {
  const demanded = withRequired({ hide: ['amount'] }, ['amount'], true)
  expect(demanded).toEqual({ write: ['amount'], require: ['amount'] })
  expect(countRights(demanded)).toBe(1)
  expect(withRight(withRequired(demanded, ['amount'], false), ['amount'], 'default')).toEqual({})
})

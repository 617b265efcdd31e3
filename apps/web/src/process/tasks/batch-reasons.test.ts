import type { InboxEntry } from '@mortise/api'
import { expect, it } from 'vitest'
import { batchReasons } from './batch-reasons.ts'

const reason = (key: string) => ({ key, label: { zh: `${key}。`, en: key } })
const offering = (reject: string[], optional = false) =>
  ({ task: { reasons: { approve: [], reject: reject.map(reason), optional } } }) as unknown as Pick<InboxEntry, 'task'>

it('offers what all tasks with reasons have in common', () => {
  const entries = [offering(['price', 'term']), offering([]), offering(['term', 'risk'], true)]
  expect(batchReasons(entries, 'reject')).toEqual({ common: [reason('term')], demanded: true, apart: false })
  expect(batchReasons(entries, 'approve')).toEqual({ common: [], demanded: false, apart: false })
})

it('says of tasks that have no reason in common that they are to be decided apart', () => {
  const entries = [offering(['price']), offering(['risk'])]
  expect(batchReasons(entries, 'reject')).toEqual({ common: [], demanded: false, apart: true })
  const lax = [offering(['price'], true), offering(['risk'], true)]
  expect(batchReasons(lax, 'reject')).toEqual({ common: [], demanded: false, apart: false })
})

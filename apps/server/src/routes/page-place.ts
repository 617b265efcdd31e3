import { isUuid } from '@mortise/core'
import { httpErrors } from '../errors.ts'

/** Where a page of a list ended: a moment, an id, and the numbers that tell apart what shares both. */
export interface PagePlace {
  at: string
  id: string
  numbers: number[]
}

const largest = 2 ** 31 - 1

/** Reads a place as the page before gave it; what no page gave is refused before the database meets it. */
export function readPagePlace(before: string): PagePlace {
  const [at = '', id = '', ...rest] = before.split('~')
  const numbers = rest.map(Number)
  if (!isWrittenMoment(at) || !isUuid(id) || !numbers.every(isNumber32))
    throw httpErrors.REQUEST_INVALID({ reason: 'before is not a place in this list', path: '/before' })
  return { at, id, numbers }
}

const isNumber32 = (number: number) => Number.isInteger(number) && Math.abs(number) <= largest

/** In the one spelling that this server writes, of a year that the database knows. */
function isWrittenMoment(text: string): boolean {
  if (!/^\d{4}-/.test(text) || text.startsWith('0000')) return false
  const moment = new Date(text)
  return !Number.isNaN(moment.getTime()) && moment.toISOString() === text
}

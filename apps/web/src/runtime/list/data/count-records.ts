import type { Query, RecordPage } from '@mortise/data'

export interface RecordCount {
  count: number
  estimated: boolean
}

/** Up to here a count is exact; beyond, an estimate says enough and costs nothing. */
export const exactLimit = 100_000

/** How many records match: exact where that is cheap, else as the database estimates. */
export async function countRecords(
  query: (query: Query) => Promise<RecordPage>,
  what: Pick<Query, 'filter' | 'search'>,
): Promise<RecordCount> {
  const ask = async (count: 'estimated' | 'exact') =>
    (await query({ ...what, select: ['id'], page: { size: 1 }, count })).total ?? { count: 0, estimated: true }
  const guess = await ask('estimated')
  return guess.estimated && guess.count < exactLimit ? await ask('exact') : guess
}

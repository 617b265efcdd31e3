/** Splits a list into pieces of at most that length. */
export function chunksOf<Item>(items: readonly Item[], length: number): Item[][] {
  const chunks: Item[][] = []
  for (let start = 0; start < items.length; start += length) chunks.push(items.slice(start, start + length))
  return chunks
}

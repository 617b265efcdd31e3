import { keyPattern } from '@mortise/metadata'

const key = new RegExp(keyPattern)

/** Keys of documents for the ids of a file, none of them twice; what can be a key stays as it is. */
export function fileKeys(ids: Iterable<string>): ReadonlyMap<string, string> {
  const all = [...ids]
  const taken = new Set(all.filter((id) => key.test(id)))
  return new Map(
    all.map((id) => {
      if (key.test(id)) return [id, id]
      const made = freeKey(id, taken)
      taken.add(made)
      return [id, made]
    }),
  )
}

function freeKey(id: string, taken: ReadonlySet<string>): string {
  const plain = plainKey(id, 'node')
  let found = plain
  for (let at = 2; taken.has(found); at += 1) found = `${plain.slice(0, 36).replace(/_$/, '')}_${at}`
  return found
}

/** Lower case letters and digits, words by underscores; `otherwise` where nothing of it is left. */
export function plainKey(text: string, otherwise: string): string {
  const plain = text
    .slice(0, 200)
    .normalize('NFKD')
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[_0-9]+|_+$/g, '')
    .slice(0, 40)
    .replace(/_$/, '')
  return plain === '' ? otherwise : plain
}

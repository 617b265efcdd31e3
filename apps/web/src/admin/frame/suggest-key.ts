/** "Total with tax" → total_with_tax; a number is added where that is taken. */
export function suggestKey(name: string, taken: ReadonlySet<string>, fallback: string): string {
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? []
  const plain =
    words
      .join('_')
      .replace(/^[0-9_]+/, '')
      .slice(0, 36) || fallback
  let key = plain
  for (let count = 2; taken.has(key); count += 1) key = `${plain}_${count}`
  return key
}

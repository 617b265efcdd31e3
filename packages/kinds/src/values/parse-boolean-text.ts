const yes = new Set(['是', '对', '有', '真', '√', '✓', '✔', 'true', 't', 'yes', 'y', '1', 'on', 'x'])
const no = new Set(['否', '不', '无', '假', '×', '✗', 'false', 'f', 'no', 'n', '0', 'off', ''])

/** Yes or no as people write it; undefined when it is neither. */
export function parseBooleanText(input: string): boolean | undefined {
  const text = input.trim().toLowerCase()
  if (yes.has(text)) return true
  return no.has(text) ? false : undefined
}

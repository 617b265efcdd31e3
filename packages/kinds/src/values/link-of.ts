/** The address a value leads to; undefined for masked or damaged values, and for anything a browser would run. */
export function linkOf(scheme: 'mailto:' | 'tel:' | '', value: string): string | undefined {
  if (value.includes('*')) return undefined
  if (scheme === 'mailto:')
    return value.includes('@') ? `mailto:${encodeURIComponent(value).replace('%40', '@')}` : undefined
  if (scheme === 'tel:') return /^\+?\d+(x\d+)?$/.test(value) ? `tel:${value.replace('x', ';ext=')}` : undefined
  return /^https?:\/\//.test(value) && URL.canParse(value) ? value : undefined
}

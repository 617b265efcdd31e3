/** A parameter of a signature as the hint shows it. */
export interface SignaturePart {
  name: string
  mark: '' | 'optional' | 'repeated'
}

const marks: { readonly [sign: string]: SignaturePart['mark'] } = { '?': 'optional', '...': 'repeated' }

/** The parameters of a signature in order; see `FunctionDefinition.signature` for how it is written. */
export function signatureParts(signature: string): SignaturePart[] {
  const [parameters = ''] = signature.split('->')
  const parts: SignaturePart[] = []
  for (const [found, name = '', sign = ''] of parameters.matchAll(/(\w+)(\?|\.\.\.)?:|\)\+/g)) {
    const last = parts.at(-1)
    // The end of a group: from here on it begins anew.
    if (found === ')+' && last) last.mark = 'repeated'
    else parts.push({ name, mark: marks[sign] ?? '' })
  }
  return parts
}

/** Which parameter the argument of that number stands for, as far as it can be told while the call is unfinished. */
export function presentPart(signature: string, argument: number): SignaturePart | null {
  const parts = signatureParts(signature)
  const last = parts.findIndex(({ mark }) => mark === 'repeated')
  if (last < 0 || argument <= last) return parts[argument] ?? null
  const length = (/\(([^()]*)\)\+/.exec(signature)?.[1] ?? '').split(',').length
  const first = last - length + 1
  return parts[first + ((argument - first) % length)] ?? null
}

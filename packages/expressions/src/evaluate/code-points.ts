const surrogates = /[\ud800-\udfff]/

/** The characters of a text as databases count them: by code point, where JavaScript counts most emoji as two. */
export function codePoints(text: string): readonly string[] {
  return [...text]
}

export function codePointLength(text: string): number {
  return surrogates.test(text) ? codePoints(text).length : text.length
}

/** A part of a text, by code points; blank when there is none. */
export function sliceText(text: string, start: number, end?: number): string | null {
  const part = surrogates.test(text) ? codePoints(text).slice(start, end).join('') : text.slice(start, end)
  return part === '' ? null : part
}

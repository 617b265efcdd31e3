import { isLocalizedText, type LocalizedText } from '@mortise/core'

/** A text of a document and where it is: `/fields/name/label`. */
export interface TextPlace {
  place: string
  text: LocalizedText
}

/**
 * Every text of a document with its place. Members of a list are named by their key (form fields by their field), so
 * that a translation stays right when the list is put into another order.
 */
export function textPlaces(document: object): TextPlace[] {
  const found: TextPlace[] = []
  collect(document, '', found)
  return found
}

/** The name of a list member inside a place: its key, else the field it shows, else its index. */
export function memberName(member: unknown, index: number): string {
  if (member && typeof member === 'object') {
    const { key, field } = member as { key?: unknown; field?: unknown }
    if (typeof key === 'string') return key
    if (typeof field === 'string') return field
  }
  return String(index)
}

/** Whether a value is a text in Chinese and English. */
function collect(value: unknown, place: string, found: TextPlace[]): void {
  if (!value || typeof value !== 'object') return
  if (isLocalizedText(value)) {
    found.push({ place, text: value })
  } else if (Array.isArray(value)) {
    value.forEach((member, index) => {
      collect(member, `${place}/${memberName(member, index)}`, found)
    })
  } else {
    for (const [name, inner] of Object.entries(value)) collect(inner, `${place}/${name}`, found)
  }
}

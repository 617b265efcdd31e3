import { keyPattern } from '@mortise/metadata'

const pattern = new RegExp(keyPattern)

/** Whether a document, a field or an app can have this key. */
export function isKey(text: string): boolean {
  return pattern.test(text)
}

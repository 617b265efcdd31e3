import type { LocalizedText } from '@mortise/core'
import { suggestKey } from '../../admin/frame/suggest-key.ts'
import { toPinyin } from './pinyin.ts'

/** A key for what is called so: from the English name, else the Chinese one as it is read; never one that is taken. */
export function keyForLabel(label: LocalizedText, taken: ReadonlySet<string>, fallback: string): string {
  const words = /[a-z]/i.test(label.en) ? label.en : label.zh || label.en
  return suggestKey(toPinyin(words), taken, fallback)
}

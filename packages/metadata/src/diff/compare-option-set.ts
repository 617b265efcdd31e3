import { fillText, type LocalizedText } from '@mortise/core'
import type { OptionDocument, OptionSetDocument } from '../documents/option-set.ts'
import type { AddChange, DocumentPair } from './change-list.ts'
import { compareMembers } from './compare-members.ts'
import { compareProperties } from './compare-properties.ts'

/** The changes of an option set: options added, taken out of use, renamed, put into another order. */
export function compareOptionSet({ before, after }: DocumentPair<OptionSetDocument>, add: AddChange): void {
  const named = (label: LocalizedText) =>
    fillText({ zh: '选项集「{label}」', en: 'the option set "{label}"' }, { label })
  const set = named(after.label)
  compareProperties(before, after, { subject: named(before.label), pointer: '', add, except: ['options'] })
  const live = ({ options }: OptionSetDocument) => options.filter(({ archived }) => !archived)
  const { added, removed, changed, reordered } = compareMembers<OptionDocument>(
    live(before),
    live(after),
    ({ key }) => key,
  )
  const place = (document: OptionSetDocument, key: string) =>
    `/options/${document.options.findIndex((option) => option.key === key)}`
  const details = ({ key, label }: OptionDocument) => ({
    params: { set, option: label },
    subject: { optionSet: after.key, option: key },
  })
  for (const { member } of added) {
    const again = before.options.some(({ key }) => key === member.key)
    const sentence = again
      ? { zh: '{set}恢复选项「{option}」', en: 'Brings the option "{option}" of {set} back' }
      : { zh: '{set}新增选项「{option}」', en: 'Adds the option "{option}" to {set}' }
    add(place(after, member.key), sentence, { ...details(member), change: 'added' })
  }
  for (const { member } of removed) {
    add(
      place(before, member.key),
      { zh: '{set}停用选项「{option}」', en: 'Takes the option "{option}" of {set} out of use' },
      {
        ...details(member),
        change: 'removed',
        impact: {
          kind: 'data',
          text: {
            zh: '用到它的记录保留这个值，但不能再选',
            en: 'Records that have it keep it; it can no longer be chosen',
          },
        },
      },
    )
  }
  for (const { before: old, after: now } of changed) {
    const subject = fillText(
      { zh: '{set}选项「{option}」', en: 'the option "{option}" of {set}' },
      { set, option: old.label },
    )
    compareProperties(old, now, { subject, pointer: place(after, now.key), add, except: ['archived'] })
  }
  if (reordered)
    add(
      '/options',
      { zh: '{set}的选项顺序有改动', en: 'Changes the order of the options of {set}' },
      { params: { set } },
    )
}

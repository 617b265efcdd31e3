import { fillText, type LocalizedText } from '@mortise/core'
import type { CommandDocument } from '../documents/command.ts'
import type { PrintDocument } from '../documents/print.ts'
import type { AddChange, DocumentPair } from './change-list.ts'
import { compareNamed } from './compare-layouts.ts'
import { compareProperties } from './compare-properties.ts'

/** The changes of a command: its properties, and what it does, step by step. */
export function compareCommand({ before, after }: DocumentPair<CommandDocument>, add: AddChange): void {
  const named = (label: LocalizedText) => fillText({ zh: '操作「{label}」', en: 'the action "{label}"' }, { label })
  const subject = named(after.label)
  compareProperties(before, after, { subject: named(before.label), pointer: '', add, except: ['actions'] })
  compareNamed(before.actions, after.actions, {
    ...{ subject, add, pointer: '/actions', keyOf: ({ key }) => key },
    nameOf: ({ key }) => ({ zh: key, en: key }),
    what: { zh: '步骤', en: 'step' },
  })
}

/** The changes of a print template: its properties, and its parts. */
export function comparePrint({ before, after }: DocumentPair<PrintDocument>, add: AddChange): void {
  const named = (label: LocalizedText) =>
    fillText({ zh: '打印模板「{label}」', en: 'the print template "{label}"' }, { label })
  const subject = named(after.label)
  compareProperties(before, after, { subject: named(before.label), pointer: '', add, except: ['items'] })
  compareNamed(before.items, after.items, {
    ...{ subject, add, pointer: '/items', keyOf: ({ key }) => key },
    nameOf: (item) => (item.item === 'text' ? plainWords(item.text) : { zh: item.key, en: item.key }),
    what: { zh: '内容', en: 'part' },
  })
}

/** Without the braces around what stands for values. */
function plainWords({ zh, en }: LocalizedText): LocalizedText {
  const plain = (text: string) => text.replaceAll(/[{}]/g, '')
  return { zh: plain(zh), en: plain(en) }
}

import { type LocalizedText, localize } from '@mortise/core'
import { defineTexts } from '@mortise/ui'
import { inBoth } from '../in-both.ts'

/** Steps of the history. */
const buttonSteps = defineTexts('designButtonSteps', {
  zh: {
    didNewCommand: '新建操作 {name}',
    didChangeCommand: '修改操作 {name}',
    didMoveCommand: '移动操作 {name}',
    didDeleteCommand: '删除操作 {name}',
    didNewPrint: '新建打印模板 {name}',
    didChangePrint: '修改打印模板 {name}',
    didMovePrint: '移动打印模板 {name}',
    didDeletePrint: '删除打印模板 {name}',
  },
  en: {
    didNewCommand: 'New action {name}',
    didChangeCommand: 'Change action {name}',
    didMoveCommand: 'Move action {name}',
    didDeleteCommand: 'Delete action {name}',
    didNewPrint: 'New print template {name}',
    didChangePrint: 'Change print template {name}',
    didMovePrint: 'Move print template {name}',
    didDeletePrint: 'Delete print template {name}',
  },
})

export type ButtonStep = (typeof buttonSteps)['keys'][number]

/** The label of a step about something that has a name. */
export function buttonStep(key: ButtonStep, name: LocalizedText): LocalizedText {
  return inBoth(buttonSteps, key, (language) => ({ name: localize(name, language) }))
}

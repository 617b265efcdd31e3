import { defineTexts } from '@mortise/ui'

/** What is said while an action runs; fetched when one is pressed. */
export const runTexts = defineTexts('command-run', {
  zh: {
    done: '{name}：已完成',
    doneMany: '{name}：{count} 条已完成',
    undone: '已撤销',
    inputText: '请先填写以下内容。',
    inputMany: '请先填写以下内容，将用于选中的 {count} 条记录。',
    countOne: '{count} 条{name}',
    willChange: '将一并更新 {records}。',
    willChangeNone: '没有相关记录需要更新。',
    otherRecords: '其他记录',
    and: '、',
    notYet: '还没有执行，填写的内容仍在这里。',
  },
  en: {
    done: '{name}: done',
    doneMany: { one: '{name}: {count} record done', other: '{name}: {count} records done' },
    undone: 'Undone',
    inputText: 'Please fill this in first.',
    inputMany: {
      one: 'Please fill this in first; it goes for the selected record.',
      other: 'Please fill this in first; it goes for all {count} selected records.',
    },
    countOne: '{count} {name}',
    willChange: 'This also changes {records}.',
    willChangeNone: 'No related records will be changed.',
    otherRecords: 'other records',
    and: ', ',
    notYet: 'Not carried out yet; what you filled in is still here.',
  },
})

import { defineTexts } from '@mortise/ui'

/** What is said of records for which an action was not carried out; fetched with the dialog. */
export const failedTexts = defineTexts('command-failed', {
  zh: {
    failedTitle: '{name}：{count} 条没有完成',
    failedText: '以下记录没有改动，原因如下。其余 {done} 条已完成。',
    failedNone: '以下记录没有改动，原因如下。',
    failedMore: '另有 {count} 条也没有改动。',
    refusedTitle: '{name}：没有执行',
    refusedText: '以下相关记录不能更改，因此什么都没有改动。',
    refusedNone: '相关记录中有 {count} 条您看不到、也不能更改，因此什么都没有改动。',
    refusedMore: '另有 {count} 条也不能更改。',
    close: '关闭',
  },
  en: {
    failedTitle: { one: '{name}: {count} record was left out', other: '{name}: {count} records were left out' },
    failedText: 'These records did not change, for the reasons below. The other {done} are done.',
    failedNone: 'These records did not change, for the reasons below.',
    failedMore: { one: 'One more did not change.', other: '{count} more did not change.' },
    refusedTitle: '{name} was not carried out',
    refusedText: 'These related records cannot be changed, so nothing was.',
    refusedNone: {
      one: 'One of the related records is not for you to see or to change, so nothing was changed.',
      other: '{count} of the related records are not for you to see or to change, so nothing was changed.',
    },
    refusedMore: { one: 'One more cannot be changed.', other: '{count} more cannot be changed.' },
    close: 'Close',
  },
})

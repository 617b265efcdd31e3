import { defineTexts } from '@mortise/ui'

/** What several views say in the same words. */
export const viewTexts = defineTexts('views', {
  zh: {
    untitled: '（未命名）',
    blank: '（空）',
    none: '没有符合条件的记录',
    more: '加载更多',
    list: '记录列表',
    retry: '重试',
    today: '今天',
    capped: '只显示前 {count} 条，请用筛选缩小范围。',
    moved: '「{title}」改到 {when}',
    stays: '「{title}」未改动，仍在 {when}',
  },
  en: {
    untitled: '(untitled)',
    blank: '(none)',
    none: 'No record matches',
    more: 'Load more',
    list: 'Records',
    retry: 'Retry',
    today: 'Today',
    capped: 'Only the first {count} are shown. Narrow the view with a filter.',
    moved: '{title} moved to {when}',
    stays: '{title} was not changed and stays on {when}',
  },
})

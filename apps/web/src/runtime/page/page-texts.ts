import { defineTexts } from '@mortise/ui'

export const pageTexts = defineTexts('page', {
  zh: {
    emptyPage: '这个页面还没有内容',
    blockUnknown: '没有区块类型「{type}」，使用者看不到此区块。',
    untitled: '（无标题）',
    morning: '早上好，{name}',
    afternoon: '下午好，{name}',
    evening: '晚上好，{name}',
  },
  en: {
    emptyPage: 'There is nothing on this page yet',
    blockUnknown: 'There is no block type "{type}"; users do not see the block.',
    untitled: '(untitled)',
    morning: 'Good morning, {name}',
    afternoon: 'Good afternoon, {name}',
    evening: 'Good evening, {name}',
  },
})

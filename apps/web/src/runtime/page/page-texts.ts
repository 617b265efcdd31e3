import { defineTexts } from '@mortise/ui'

export const pageTexts = defineTexts('page', {
  zh: {
    openList: '查看全部',
    nothing: '暂无记录',
    viewGone: '这里的视图已不存在，或者你没有权限查看。',
    loadFailed: '无法加载',
    emptyPage: '这个页面还没有内容',
    untitled: '（无标题）',
    morning: '早上好，{name}',
    afternoon: '下午好，{name}',
    evening: '晚上好，{name}',
  },
  en: {
    openList: 'Show all',
    nothing: 'No records',
    viewGone: 'The view shown here no longer exists, or you may not see it.',
    loadFailed: 'Could not be loaded',
    emptyPage: 'There is nothing on this page yet',
    untitled: '(untitled)',
    morning: 'Good morning, {name}',
    afternoon: 'Good afternoon, {name}',
    evening: 'Good evening, {name}',
  },
})

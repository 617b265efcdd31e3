import { defineTexts } from '@mortise/ui'

export const blockTexts = defineTexts('block', {
  zh: {
    openList: '查看全部',
    nothing: '暂无记录',
    loadFailed: '无法加载',
    newOf: '新建{name}',
    viewGone: '这个区块的视图已不存在，使用者看不到此区块。',
    tableGone: '这个区块的数据表或字段已不存在，使用者看不到此区块。',
    noFields: '这个区块没有可显示的字段。',
    emptyTab: '这个标签页还没有内容',
    upBy: '比上期增加 {share}',
    downBy: '比上期减少 {share}',
    same: '与上期持平',
    noBefore: '上期为零',
    more: '更多操作',
  },
  en: {
    openList: 'Show all',
    nothing: 'No records',
    loadFailed: 'Could not be loaded',
    newOf: 'New {name}',
    viewGone: 'The view of this block no longer exists; users do not see the block.',
    tableGone: 'The table or a field of this block no longer exists; users do not see the block.',
    noFields: 'This block has no fields to show.',
    emptyTab: 'There is nothing on this tab yet',
    upBy: '{share} more than in the period before',
    downBy: '{share} less than in the period before',
    same: 'As much as in the period before',
    noBefore: 'Nothing in the period before',
    more: 'More actions',
  },
})

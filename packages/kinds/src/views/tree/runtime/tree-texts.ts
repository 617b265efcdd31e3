import { defineTexts } from '@mortise/ui'

export const treeTexts = defineTexts('tree-view', {
  zh: {
    tree: '{entity}层级',
    failed: '层级加载失败',
    open: '展开「{title}」，{count} 个下级',
    close: '收起「{title}」',
    below: '{count} 个下级',
    create: '在「{title}」下新建',
    found: '搜索结果不分层级显示。',
    loops: '「{title}」在它自己的下级中，不再展开。',
  },
  en: {
    tree: 'Hierarchy of {entity}',
    failed: 'The hierarchy could not be loaded',
    open: { one: 'Unfold {title}, 1 below', other: 'Unfold {title}, {count} below' },
    close: 'Fold {title}',
    below: { one: '1 below', other: '{count} below' },
    create: 'New below {title}',
    found: 'What a search finds is shown without levels.',
    loops: '{title} stands below itself and is not unfolded again.',
  },
})

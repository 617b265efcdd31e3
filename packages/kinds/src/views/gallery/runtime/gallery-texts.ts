import { defineTexts } from '@mortise/ui'

export const galleryTexts = defineTexts('gallery-view', {
  zh: {
    gallery: '{entity}画廊',
    untitled: '（未命名）',
    failed: '画廊加载失败',
    none: '没有符合条件的记录',
    more: '加载更多',
  },
  en: {
    gallery: 'Gallery of {entity}',
    untitled: '(untitled)',
    failed: 'The gallery could not be loaded',
    none: 'No record matches',
    more: 'Load more',
  },
})

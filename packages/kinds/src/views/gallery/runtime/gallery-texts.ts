import { defineTexts } from '@mortise/ui'

export const galleryTexts = defineTexts('gallery-view', {
  zh: {
    gallery: '{entity}画廊',
    failed: '画廊加载失败',
  },
  en: {
    gallery: 'Gallery of {entity}',
    failed: 'The gallery could not be loaded',
  },
})

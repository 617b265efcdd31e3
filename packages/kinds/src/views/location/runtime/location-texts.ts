import { defineTexts } from '@mortise/ui'

export const locationTexts = defineTexts('location', {
  zh: {
    failed: '地区加载失败',
    places: '地区',
    all: '全部地区',
    unknown: '未填写',
    open: '展开「{place}」',
    close: '收起「{place}」',
    records: '{place}的记录',
    back: '返回地区',
  },
  en: {
    failed: 'The places could not be loaded',
    places: 'Places',
    all: 'All places',
    unknown: 'Not known',
    open: 'Unfold {place}',
    close: 'Fold {place}',
    records: 'Records in {place}',
    back: 'Back to the places',
  },
})

import { defineTexts } from '@mortise/ui'

export const workbenchTexts = defineTexts('workbench', {
  zh: {
    outline: '大纲',
    width: '宽度',
    desktop: '电脑',
    phone: '手机',
    mode: '方式',
    design: '设计',
    preview: '预览',
  },
  en: {
    outline: 'Outline',
    width: 'Width',
    desktop: 'Desktop',
    phone: 'Phone',
    mode: 'Mode',
    design: 'Design',
    preview: 'Preview',
  },
})

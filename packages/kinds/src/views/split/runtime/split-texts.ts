import { defineTexts } from '@mortise/ui'

export const splitTexts = defineTexts('split', {
  zh: {
    list: '{entity}列表',
    record: '所选记录',
    failed: '列表加载失败',
    choose: '选择一条记录',
    keys: '按 J / K 查看下一条、上一条',
    noForm: '此处显示所选记录的表单。',
  },
  en: {
    list: 'List of {entity}',
    record: 'The chosen record',
    failed: 'The list could not be loaded',
    choose: 'Choose a record',
    keys: 'J and K go to the next and the previous one',
    noForm: 'The form of the chosen record is shown here.',
  },
})

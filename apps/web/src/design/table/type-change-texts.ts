import { defineTexts } from '@mortise/ui'

export const typeChangeTexts = defineTexts('designTypeChange', {
  zh: {
    typeTitle: '更改「{name}」的类型',
    newType: '新类型',
    typePreview: '现有数据会怎样',
    typeConverts: '{count} 条可以转换',
    typeLost: '{count} 条不能转换，会变为空',
    typeKept: '原来的值会归档保留',
    typeNotPublishable: '这种更改目前不能发布；可以新建一个字段，再把值搬过去。',
    typeExamples: '例子',
    typeNoData: '没有数据受影响。',
    typeUnsure: '无法预览数据；发布前会再次检查。',
    typeChecking: '正在检查数据',
    typeApply: '更改类型',
    typeNone: '没有可以换成的类型。',
    optionsFromValues: '按现有的值生成 {count} 个选项，值随之转换：',
  },
  en: {
    typeTitle: 'Change the type of {name}',
    newType: 'New type',
    typePreview: 'What becomes of existing data',
    typeConverts: { one: '{count} record converts', other: '{count} records convert' },
    typeLost: { one: '{count} record does not and becomes blank', other: '{count} records do not and become blank' },
    typeKept: 'The former values stay in the archive',
    typeNotPublishable: 'This change cannot be published so far; add a new field and move the values over instead.',
    typeExamples: 'Examples',
    typeNoData: 'No data is affected.',
    typeUnsure: 'The data cannot be previewed; it is checked again before publishing.',
    typeChecking: 'Looking at the data',
    typeApply: 'Change type',
    typeNone: 'There is no type that it could become.',
    optionsFromValues: {
      one: '{count} option is made of the values, which become it:',
      other: '{count} options are made of the values, which become them:',
    },
  },
})

import { defineTexts } from '@mortise/ui'

export const previewTexts = defineTexts('formPreview', {
  zh: {
    as: '以角色查看',
    everything: '设计者（全部权限）',
    record: '示例记录',
    newRecord: '新建记录，或示例记录',
    notSaved: '预览：填写的内容不会保存。',
    rules: '规则',
    noRules: '这个表单没有规则。',
    holds: '成立',
    holdsNot: '不成立',
    asksServer: '要查其他记录的条件，发布后才能判断；此处视为不成立。',
    loadFailed: '示例记录没能读取',
    notPublished: '此数据表还没有发布，没有可选的记录。',
    restart: '重新填写',
  },
  en: {
    as: 'As role',
    everything: 'Designer (all rights)',
    record: 'Sample record',
    newRecord: 'New record, or a sample',
    notSaved: 'Preview: nothing that is filled in here is saved.',
    rules: 'Rules',
    noRules: 'This form has no rules.',
    holds: 'holds',
    holdsNot: 'does not hold',
    asksServer: 'Conditions on other records are decided once published; here they do not hold.',
    loadFailed: 'The sample record could not be read',
    notPublished: 'The table is not published yet, so there are no records to choose.',
    restart: 'Start over',
  },
})

import { defineTexts } from '@mortise/ui'

/** Words about names and keys, whatever they are of. */
export const nameTexts = defineTexts('designNames', {
  zh: {
    name: '名称',
    nameMissing: '请填写名称。',
    nameZh: '中文名称',
    nameEn: '英文名称',
    onlyOneLanguage: '另一种语言暂用同一文字',
    chinese: '中文',
    english: '英文',
    key: '标识',
    keyHint: '用于接口和公式，发布后不能更改',
    keyFixed: '已发布，不能更改',
    keyInvalid: '以小写字母开头，只含小写字母、数字和下划线，最长 41 个字符',
    keyTaken: '这个标识已被使用',
    keyInUse: '公式、筛选或流程里用到了它，标识保持不变。{where}',
  },
  en: {
    name: 'Name',
    nameMissing: 'Give it a name.',
    nameZh: 'Chinese name',
    nameEn: 'English name',
    onlyOneLanguage: 'The other language shows the same text for now',
    chinese: 'Chinese',
    english: 'English',
    key: 'Key',
    keyHint: 'For the API and formulas; fixed once published',
    keyFixed: 'Published, so it cannot be changed',
    keyInvalid: 'Begins with a small letter; only small letters, digits and underscores; 41 at most',
    keyTaken: 'This key is taken',
    keyInUse: 'A formula, a filter or a process names it, so the key stays. {where}',
  },
})

import { defineErrors } from '@mortise/core'

export const metadataErrors = defineErrors({
  MODEL_UNRESOLVED: {
    status: 422,
    en: 'The app cannot be compiled: {document}{pointer} refers to {what} "{name}", which does not exist.',
    zh: '无法编译应用：{document}{pointer} 引用了不存在的{what}「{name}」。',
  },
})

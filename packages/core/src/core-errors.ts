import { defineErrors } from './errors.ts'

export const coreErrors = defineErrors({
  KIND_UNKNOWN: {
    status: 400,
    en: 'There is no {family} "{type}". Known: {known}.',
    zh: '没有名为「{type}」的{family}。可用：{known}。',
  },
  KIND_DUPLICATE: {
    status: 500,
    en: 'The {family} "{type}" is registered twice.',
    zh: '{family}「{type}」被重复注册。',
  },
})

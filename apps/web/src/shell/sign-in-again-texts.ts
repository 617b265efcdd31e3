import { defineTexts } from '@mortise/ui'

/** What is said when a session has ended; fetched with the dialog. */
export const signInAgainTexts = defineTexts('sign-in-again', {
  zh: {
    expiredTitle: '请重新登录',
    expiredText: '登录已失效。登录后可以从这里继续，你输入的内容都还在。',
    signIn: '登录',
    password: '密码',
    otherUser: '用其他账户登录',
  },
  en: {
    expiredTitle: 'Sign in again',
    expiredText: 'Your session has ended. Sign in to go on from here; everything you typed is still there.',
    signIn: 'Sign in',
    password: 'Password',
    otherUser: 'Use another account',
  },
})

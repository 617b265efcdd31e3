/** What users read on the screen, in both languages: the journeys find things by it. */
export const words = {
  zh: {
    email: '邮箱',
    password: '密码',
    signIn: '登录',
    userMenu: '用户菜单',
    signOut: '退出登录',
    language: '语言',
    administration: '系统管理',
    moreActs: '更多操作',
  },
  en: {
    email: 'Email',
    password: 'Password',
    signIn: 'Sign in',
    userMenu: 'User menu',
    signOut: 'Sign out',
    language: 'Language',
    administration: 'Administration',
    moreActs: 'More actions',
  },
} as const

export type Language = keyof typeof words

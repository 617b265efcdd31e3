import { defineTexts } from '@mortise/ui'

export const loginTexts = defineTexts('login', {
  zh: {
    title: '登录 Mortise 榫卯',
    lead: '欢迎回来，请使用工作账户登录。',
    email: '邮箱',
    password: '密码',
    signIn: '登录',
    required: '请填写邮箱和密码。',
    demo: '演示账户',
    demoHint: '点击即可以该角色登录',
    languageSwitch: '语言',
    motto: '榫卯相合，不用一钉',
    mottoText: '用文档描述业务，用表单、流程、规则和报表搭成应用，不写一行代码。',
    showPassword: '显示密码',
  },
  en: {
    title: 'Sign in to Mortise',
    lead: 'Welcome back. Use your work account.',
    email: 'Email',
    password: 'Password',
    signIn: 'Sign in',
    required: 'Enter your email and password.',
    demo: 'Demo accounts',
    demoHint: 'Click one to sign in with that role',
    languageSwitch: 'Language',
    motto: 'Joinery without nails',
    mottoText:
      'Describe the business in documents; forms, processes, rules and reports join into an app, without code.',
    showPassword: 'Show password',
  },
})

import { defineTexts } from '@mortise/ui'

/** Words of all pages of the administration. */
export const adminTexts = defineTexts('admin', {
  zh: {
    administration: '系统管理',
    people: '人员',
    departments: '部门',
    roles: '角色与权限',
    computed: '计算字段',
    apps: '应用与版本',
    system: '系统',
    loadFailed: '无法载入',
    showMore: '再显示 {count} 项',
    closeTitle: '放弃未保存的更改？',
    closeText: '离开后，这里的更改不会保存。',
    stay: '继续编辑',
    discard: '放弃更改',
    saved: '已保存',
    nameZh: '中文名称',
    nameEn: '英文名称',
    nameEnHint: '留空则与中文名称相同。',
    nameMissing: '请填写名称。',
  },
  en: {
    administration: 'Administration',
    people: 'People',
    departments: 'Departments',
    roles: 'Roles and rights',
    computed: 'Computed fields',
    apps: 'Apps and revisions',
    system: 'System',
    loadFailed: 'This could not be loaded',
    showMore: 'Show {count} more',
    closeTitle: 'Discard unsaved changes?',
    closeText: 'What you changed here will not be saved when you leave.',
    stay: 'Keep editing',
    discard: 'Discard changes',
    saved: 'Saved',
    nameZh: 'Chinese name',
    nameEn: 'English name',
    nameEnHint: 'Left empty, it is the same as the Chinese name.',
    nameMissing: 'Enter a name.',
  },
})

export type AdminTextKey = (typeof adminTexts.keys)[number]

import { defineTexts } from '@mortise/ui'

/** The settings of the process itself. */
export const processSettingsTexts = defineTexts('processSettings', {
  zh: {
    process: '流程',
    processTable: '关于哪张数据表',
    processTableHint: '流程处理这张表的一条记录。不选则与记录无关。',
    instanceTitle: '流程实例的标题',
    instanceTitleHint: '在待办里显示。花括号里的名称代表下面的值；留空则用记录的标题。',
    insightRoles: '谁能看耗时分析',
    insightHint: '能看到各节点用时，以及每个人的任务量。应用设计者始终可以查看。',
    insightNobody: '仅应用设计者',
    lock: '进行中锁定记录',
    lockHint: '流程进行中，只能通过任务修改记录。',
    off: '停用',
    offHint: '不能再发起；已发起的继续。',
    didProcess: '修改流程：{what}',
  },
  en: {
    process: 'Process',
    processTable: 'Table',
    processTableHint: 'It is about one record of this table. Without a table it is about none.',
    instanceTitle: 'Title of its instances',
    instanceTitleHint:
      'In lists of to-dos. Names in braces stand for the values below. Empty: the title of the record.',
    insightRoles: 'Who sees the time analysis',
    insightHint: 'They see how long steps take and how much each person has to do. Who designs the app always does.',
    insightNobody: 'Only who designs the app',
    lock: 'Lock the record meanwhile',
    lockHint: 'While it runs, the record is changed through tasks only.',
    off: 'Switched off',
    offHint: 'It cannot be started any more; what was started goes on.',
    didProcess: 'Change the process: {what}',
  },
})

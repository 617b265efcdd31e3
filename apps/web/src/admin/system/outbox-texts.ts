import { defineTexts } from '@mortise/ui'

export const outboxTexts = defineTexts('outbox', {
  zh: {
    title: '对外发送',
    mail: '邮件',
    mailState: '{due} 封待发，{failed} 封失败',
    mailOff: '未设置 SMTP_URL，不发送邮件',
    work: '流程的后续工作',
    changes: '待处理的记录变化',
    waiting: '{count} 项等待中',
    changesStuck: '{count} 项等待中，{stuck} 项多次失败',
    change: '记录变化',
    attempts: '已尝试 {count} 次',
    retry: '立即重试',
  },
  en: {
    title: 'Going out',
    mail: 'Mail',
    mailState: '{due} to be sent, {failed} failed',
    mailOff: 'SMTP_URL is not set: no mail is sent',
    work: 'Work of processes',
    changes: 'Changes of records to be followed',
    waiting: '{count} waiting',
    changesStuck: '{count} waiting, {stuck} given up',
    change: 'Change of a record',
    attempts: 'tried {count} times',
    retry: 'Try again now',
  },
})

import type { LocalizedText } from '@mortise/core'

/** What elements of BPMN are called. */
export const elementWords: { readonly [type: string]: LocalizedText | undefined } = {
  process: { zh: '流程', en: 'process' },
  startEvent: { zh: '开始事件', en: 'a start event' },
  endEvent: { zh: '结束事件', en: 'an end event' },
  boundaryEvent: { zh: '边界事件', en: 'a boundary event' },
  intermediateCatchEvent: { zh: '中间等待事件', en: 'an event that waits' },
  intermediateThrowEvent: { zh: '中间发出事件', en: 'an event that throws' },
  eventStart: { zh: '事件子流程的开始事件', en: 'the start of an event sub-process' },
  task: { zh: '任务', en: 'a task' },
  userTask: { zh: '用户任务', en: 'a user task' },
  manualTask: { zh: '手工任务', en: 'a manual task' },
  subProcess: { zh: '子流程', en: 'a sub-process' },
  transaction: { zh: '事务子流程', en: 'a transaction' },
  adHocSubProcess: { zh: '即席子流程', en: 'an ad-hoc sub-process' },
  eventBasedGateway: { zh: '事件网关', en: 'an event gateway' },
  receiveTask: { zh: '接收任务', en: 'a receive task' },
  timer: { zh: '定时', en: 'a timer' },
  message: { zh: '消息', en: 'a message' },
  signal: { zh: '信号', en: 'a signal' },
  condition: { zh: '条件', en: 'a condition' },
  error: { zh: '错误', en: 'an error' },
  escalation: { zh: '升级', en: 'an escalation' },
  compensation: { zh: '补偿', en: 'compensation' },
  cancel: { zh: '取消', en: 'a cancel event' },
  link: { zh: '链接', en: 'a link' },
  terminate: { zh: '终止', en: 'terminate' },
}

export function wordFor(type: string): LocalizedText {
  return elementWords[type] ?? { zh: type, en: type }
}

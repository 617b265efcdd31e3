import type { FileNode } from './file-flow.ts'
import type { FileOpening } from './file-opening.ts'
import { fileProblem } from './file-problem.ts'

/** Says of a start of the process that what it waits for was not taken over. */
export function startNote({ key, control, scope }: FileNode, opening: FileOpening): void {
  const trigger = control.do === 'start' && scope === null ? control.trigger : undefined
  if (!trigger) return
  const what = startWords[trigger.on] ?? startWords.message
  opening.report(fileProblem('warning', 'start_trigger', { place: opening.placeOf(key), params: { what } }))
}

const startWords: { readonly [on: string]: { zh: string; en: string } | undefined } = {
  timer: { zh: '定时', en: 'by a timer' },
  message: { zh: '收到消息', en: 'by a message' },
  signal: { zh: '信号', en: 'by a signal' },
  condition: { zh: '满足条件', en: 'by a condition' },
}

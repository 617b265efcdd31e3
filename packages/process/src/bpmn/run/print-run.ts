import type { LocalizedText } from '@mortise/core'
import { describeBpmnProblem } from '../bpmn-problems.ts'
import type { BpmnRun } from '../run-bpmn.ts'

/** What a program is told by the way a run ended: done, waiting, refused, or an event that did not fit. */
export function exitCodeOf(run: BpmnRun): 0 | 1 | 2 | 3 {
  return exitCodes[run.status]
}

const exitCodes = { done: 0, misfit: 1, refused: 2, waiting: 3 } as const

const words = {
  refused: { zh: '无法运行：', en: 'Cannot be run:' },
  warnings: { zh: '提示：', en: 'Notes:' },
  done: { zh: '已结束', en: 'Done' },
  waiting: { zh: '等待中：', en: 'Waiting for:' },
  misfit: { zh: '事件与当时的状态不符：', en: 'Nothing waited for this event:' },
} as const satisfies { [word: string]: LocalizedText }

/** A run for people to read. */
export function printRun(run: BpmnRun, language: 'zh' | 'en'): string {
  const say = (word: keyof typeof words): string => words[word][language]
  const notes = run.problems.map(
    (problem) => `  ${problem.severity === 'error' ? '✗' : '!'} ${describeBpmnProblem(problem)[language]}`,
  )
  if (run.status === 'refused') return [say('refused'), ...notes].join('\n')
  const lines = run.trace.map(({ at, what, element, visit, detail }) =>
    [
      at.slice(0, 19).replace('T', ' '),
      what.padEnd(9),
      [element, visit && `#${visit}`].filter(Boolean).join(' '),
      detail,
    ]
      .filter((part) => part !== undefined)
      .join('  ')
      .trimEnd(),
  )
  const open = run.open.map(({ element, for: what, name, due }) => {
    const more = [name, due].filter((part) => part !== undefined)
    return `  ${element}: ${[what, ...more].join(' ')}`
  })
  const misfit = run.misfit
    ? [`${say('misfit')} #${run.misfit.event + 1} ${run.misfit.code} ${JSON.stringify(run.misfit.params)}`]
    : []
  const end =
    run.status === 'done' ? [`${say('done')}: ${run.outcome ?? ''}`] : open.length > 0 ? [say('waiting'), ...open] : []
  return [...(notes.length > 0 ? [say('warnings'), ...notes] : []), ...lines, ...misfit, ...end].join('\n')
}

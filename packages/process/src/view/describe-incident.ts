import { errorCatalogue, fillText, type LocalizedText } from '@mortise/core'
import type { Incident } from '../state/process-state.ts'

const words: { readonly [code: string]: { zh: string; en: string } } = {
  NO_APPROVER: { zh: '没有找到处理人', en: 'Nobody was found to decide' },
  NO_WAY: { zh: '没有一个分支的条件成立', en: 'No condition of the branches holds' },
  JOIN_STARVED: { zh: '汇合处等不到任何分支', en: 'No branch can come to this join any more' },
  TOO_MANY_TURNS: { zh: '循环已达 {turns} 次上限', en: 'Repeated {turns} times, which is the limit' },
  TOO_MANY_STEPS: { zh: '经过的节点过多，流程可能在循环', en: 'Too many steps: it may be going round in a circle' },
  ERROR_NOT_CAUGHT: { zh: '错误「{name}」没有被捕获', en: 'The error {name} is caught nowhere' },
  ANSWER_UNFIT: { zh: '此节点得到的结果无法使用', en: 'What this step was given cannot be used' },
}

/** Why a step failed, in words: those of the engine, or of the error that its work ended with. */
export function describeIncident({ code, params }: Pick<Incident, 'code' | 'params'>): LocalizedText {
  const known = words[code] ?? errorCatalogue().get(code)
  return known ? fillText(known, params) : { zh: `执行失败（${code}）`, en: `It failed (${code})` }
}

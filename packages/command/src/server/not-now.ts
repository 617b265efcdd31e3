import { type AppError, fillText, joinTexts, type LocalizedText } from '@mortise/core'
import { checkExpression, types } from '@mortise/expressions'
import { printFormula } from '@mortise/expressions/text'
import { commandErrors } from '../errors.ts'
import type { CommandCall } from './command-call.ts'

/** Why a command does not apply: what somebody changed since the user looked, and what would have to be so. */
export async function notNow(
  call: CommandCall,
  id: string,
  title: string,
  seen: number | undefined,
): Promise<AppError> {
  const reasons = [await whatChanged(call, id, seen), condition(call)].filter((reason) => reason !== null)
  const reason = {
    zh: reasons.map(({ zh }) => zh).join(''),
    en: reasons.map(({ en }) => en).join(' '),
  }
  return commandErrors.COMMAND_NOT_NOW({ command: call.command.label, title, reason })
}

/** The condition in words, where the user may know of all that it names. */
function condition({ command: { when }, engine, access, scope, entity }: CommandCall): LocalizedText | null {
  if (!when) return null
  const options = { schema: engine.names(access, scope), entity: entity.key, expected: types.bool }
  if (!checkExpression(when.expr, { ...options, allowJs: true, blankAs: when.blankAs }).ok)
    return { zh: '它已不满足该操作的条件。', en: 'It does not meet the condition of the action.' }
  const formula = (language: 'zh' | 'en') => printFormula(when.expr, { ...options, language })
  return { zh: `该操作须满足：${formula('zh')}。`, en: `The action needs: ${formula('en')}.` }
}

async function whatChanged(
  { engine, access, scope, entity, nameOf }: CommandCall,
  id: string,
  seen: number | undefined,
): Promise<LocalizedText | null> {
  if (seen === undefined) return null
  const { version } = await engine.get(access, scope, entity.key, id, ['version'])
  if (version === seen) return null
  const { events } = await engine.history(access, scope, entity.key, id, { size: 5 })
  const latest = events.find(({ kind }) => kind === 'update')
  if (!latest) return null
  const fields = Object.keys(latest.changes).flatMap((key) => entity.fields.get(key)?.label ?? [])
  const who = latest.actorId ? await nameOf(latest.actorId) : null
  const params = { who: who ?? { zh: '系统', en: 'The system' }, fields: joinTexts(fields) }
  return fields.length > 0
    ? fillText({ zh: '{who}刚刚修改了它的{fields}。', en: '{who} has just changed: {fields}.' }, params)
    : fillText({ zh: '{who}刚刚修改了它。', en: '{who} has just changed it.' }, params)
}

import { localize } from '@mortise/core'
import { type FormMessage, isBlankValue, linesIn } from '@mortise/form'
import { currentLanguage } from '@mortise/ui'
import { formTexts } from '../form-texts.ts'
import type { ProblemMap } from '../problem-map.ts'
import type { ShownRun } from './form-run-store.ts'

/** Why a form cannot be saved as it is. */
export interface Refusal {
  problems: ProblemMap
  /** What no field can show. */
  failure: string | null
}

/** What rules demand in lines, and what they refuse; null when they are content. The server decides again. */
export function demandedByRules({ program, state, values }: ShownRun): Refusal | null {
  const problems: ProblemMap = { fields: {}, lines: {}, others: [] }
  for (const [field, states] of state.lines) {
    const table = program.model.entities.get(program.entity.fields.get(field)?.target ?? '')
    states.forEach((cells, index) => {
      for (const [key, { required, readOnly }] of cells) {
        const cell = table?.fields.get(key)
        const line = linesIn(values[field])[index]
        if (cell && line && required && !readOnly && isBlankValue(cell, line[key]))
          problems.lines[field] = { ...problems.lines[field], [`${index}/${key}`]: formTexts.t('required') }
      }
    })
  }
  let failure: string | null = null
  for (const message of state.messages) {
    if (message.level === 'error') failure = addMessage(problems, message) ?? failure
  }
  const isFine = failure === null && Object.keys(problems.fields).length + Object.keys(problems.lines).length === 0
  return isFine ? null : { problems, failure }
}

function addMessage({ fields, lines }: ProblemMap, { text, field, line }: FormMessage): string | null {
  const words = localize(text, currentLanguage())
  if (line) lines[line.field] = { ...lines[line.field], [field ? `${line.index}/${field}` : `${line.index}`]: words }
  else if (field) fields[field] = words
  else return words
  return null
}

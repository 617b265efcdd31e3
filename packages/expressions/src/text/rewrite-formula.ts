import { analyseFormula, type FormulaAnalysis } from './analyse-formula.ts'
import type { NameLanguage } from './match-name.ts'
import { optionText, optionTextsOf } from './option-texts.ts'
import type { PrintOptions } from './print-formula.ts'
import { writeReference } from './write-reference.ts'

/**
 * A kept formula as its author sees it: labels where keys stand, comments and line breaks as they are. What is not known
 * any more keeps its key.
 */
export function localiseFormula(text: string, options: PrintOptions): string {
  return rewrite(text, options, null, options.language)
}

/** The other way: a formula as it is kept beside its stored form, so that renaming a label changes neither. */
export function keepFormula(text: string, options: PrintOptions): string {
  return rewrite(text, options, options.language, null)
}

interface Replacement {
  start: number
  end: number
  text: string
}

function rewrite(text: string, options: PrintOptions, from: NameLanguage, to: NameLanguage): string {
  const anything = { allowJs: true, allowVolatile: true, allowChanges: true }
  const analysis = analyseFormula(text, { ...options, ...anything, language: from })
  const names = analysis.names.flatMap(({ start, end, reference, scope }) => {
    const written = writeReference(reference, scope, to)
    return written === null ? [] : [{ start, end, text: written }]
  })
  return replaceAll(text, [...names, ...optionReplacements(analysis, options, to)])
}

/** Texts that are options: in the stored form they are keys, whatever stands in the formula. */
function optionReplacements(analysis: FormulaAnalysis, options: PrintOptions, to: NameLanguage): Replacement[] {
  if (!analysis.checked) return []
  const replacements: Replacement[] = []
  const replace = (pointer: string, key: unknown, setKey: string): void => {
    const range = analysis.source.get(pointer)
    const set = options.schema.optionSet(setKey)
    if (!range || !set) return
    if (Array.isArray(key)) for (const [index, member] of key.entries()) replace(`${pointer}/${index}`, member, setKey)
    else if (typeof key === 'string') {
      const text = `"${optionText(set, key, to).replaceAll('"', '""')}"`
      replacements.push({ start: range[0], end: range[1], text })
    }
  }
  for (const [pointer, set] of optionTextsOf(analysis.checked.root)) replace(pointer, at(analysis.expr, pointer), set)
  return replacements
}

function at(json: unknown, pointer: string): unknown {
  let found = json
  for (const step of pointer.split('/').slice(1)) {
    found = (found as Record<string, unknown> | null)?.[step.replaceAll('~1', '/').replaceAll('~0', '~')]
  }
  return found
}

function replaceAll(text: string, replacements: readonly Replacement[]): string {
  let result = ''
  let done = 0
  for (const { start, end, text: written } of [...replacements].sort((a, b) => a.start - b.start)) {
    result += text.slice(done, start) + written
    done = end
  }
  return result + text.slice(done)
}

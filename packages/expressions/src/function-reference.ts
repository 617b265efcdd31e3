import type { Language } from '@mortise/core'
import { type DocumentedFunction, documentedFunctions, groupLabels } from './docs.ts'
import { functionGroups } from './functions/function-definition.ts'

/** Between these lines docs/expressions.md is written from the functions themselves. */
export const referenceMarks = ['<!-- functions: written by write-docs.ts -->', '<!-- end of functions -->'] as const

/** Every function with its words in both languages, as Markdown. */
export function functionReference(): string {
  const sections = functionGroups.map((group) => {
    const rows = documentedFunctions.filter((one) => one.group === group).map(row)
    const { en, zh } = groupLabels[group]
    return [`### ${en} · ${zh}`, '', '| function | what it does | example |', '| --- | --- | --- |', ...rows].join('\n')
  })
  return sections.join('\n\n')
}

/** The page with its generated part as it should be. */
export function withReference(page: string): string {
  const [start, end] = referenceMarks
  const [before = '', rest = ''] = page.split(start)
  const [, after = ''] = rest.split(end)
  return `${before}${start}\n\n${functionReference()}\n\n${end}${after}`
}

function row(one: DocumentedFunction): string {
  const { summary, example } = one
  const forms = [...new Set([form(one, 'en'), form(one, 'zh')])].map((text) => code(text)).join('<br>')
  const mark = one.class === 'js' ? ' †' : ''
  return `| ${forms}${mark} | ${cell(summary.en)}<br>${cell(summary.zh)} | ${code(example[0])}<br>→ ${code(example[1])} |`
}

const cell = (text: string) => text.replaceAll('|', '\\|')
const code = (text: string) => `\`${cell(text)}\``

/** How it is written: `ROUND(number, [places])`, `left + right`. */
function form({ spelling, notation, signature, parameters }: DocumentedFunction, language: Language): string {
  const [left = ''] = signature.split('->')
  const shown = left.replaceAll(
    /(\w+)(\?|\.\.\.)?: *(unit\([^)]*\)|\w+)/g,
    (_, name: string, mark = '', type: string) => {
      const label = type.startsWith('unit') ? unitsOf(type) : (parameters[name]?.[language] ?? name)
      if (mark === '?') return `[${label}]`
      return mark === '...' ? `${label}, …` : label
    },
  )
  const args = shown.replaceAll(/\(([^()]*)\)\+/g, '$1, …').trim()
  if (notation === 'call') return `${spelling}(${args})`
  if (notation === 'prefix') return /\w/.test(spelling) ? `${spelling} ${args}` : `${spelling}${args}`
  const [first = '', second = first] = args.split(', ')
  return `${first} ${spelling} ${second === '…' ? first : second}`
}

function unitsOf(type: string): string {
  const units = type.slice('unit('.length, -1).split('|')
  return units.map((unit) => `"${unit}"`).join(' / ')
}

import { readFileSync, writeFileSync } from 'node:fs'
import { median } from '../lib/measure.mjs'
import type { Library } from './measure.ts'

interface Mounted {
  /** From asking for the form until it is painted and the page does nothing any more. */
  milliseconds: number
  /** What the thread of the page worked for it. */
  thread: number
}

/** One form drawn once by one library. */
export interface FormSample {
  library: Library
  fields: number
  rules: number
  /** In a page that was just opened, and once more in the same. */
  first: Mounted
  again: Mounted
  /**
   * What the thread worked for a key, all that comes after it included; milliseconds from each key to its paint, and to
   * that of what a rule makes of it.
   */
  key: { thread: number; paints: number[]; follows: number[] }
}

const figures = {
  'first mount, thread': ({ first }) => first.thread,
  'first mount': ({ first }) => first.milliseconds,
  'mount again, thread': ({ again }) => again.thread,
  'mount again': ({ again }) => again.milliseconds,
  'a key, thread': ({ key }) => key.thread,
  'key to paint, p50': ({ key }) => percentile(key.paints, 0.5),
  'key to paint, p95': ({ key }) => percentile(key.paints, 0.95),
  'key to what follows, p50': ({ key }) => percentile(key.follows, 0.5),
  'key to what follows, p95': ({ key }) => percentile(key.follows, 0.95),
} satisfies { [name: string]: (sample: FormSample) => number }

/** Medians over the rounds, and how they compare. */
export function formsReport(samples: readonly FormSample[]): string {
  const cases = new Set(samples.map(nameOf))
  const rows = [...cases].flatMap((name) => {
    const own = samples.filter((sample) => nameOf(sample) === name)
    const shown = Object.entries(figures).filter(([, of]) => own.some((sample) => of(sample) > 0))
    return shown.map(([figure, of]) => {
      const middle = (library: Library) => median(own.filter((one) => one.library === library).map(of))
      const [ours, survey, formio, bare] = [middle('mortise'), middle('survey'), middle('formio'), middle('bare')]
      const ratio = (theirs: number) => (ours / theirs).toFixed(2)
      const cells = [ours, survey, formio, bare].map((value) => (value > 0 ? `${value.toFixed(1)} ms` : ''))
      return `| ${[name, figure, ...cells, ratio(survey), ratio(formio)].join(' | ')} |`
    })
  })
  return [
    '| fields / rules | figure | Mortise | SurveyJS | form.io | the browser alone | of SurveyJS | of form.io |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n')
}

/** Puts the table into docs/performance.md. */
export function writeFormsReport(samples: readonly FormSample[], rounds: number): void {
  const path = new URL('../../docs/performance.md', import.meta.url)
  const [begin, end] = ['<!-- forms: begin -->', '<!-- forms: end -->']
  const text = readFileSync(path, 'utf8')
  const [before, after] = [text.split(begin)[0], text.split(end)[1]]
  const table = `Medians of ${rounds} interleaved rounds.\n\n${formsReport(samples)}`
  writeFileSync(path, `${before}${begin}\n${table}\n${end}${after}`)
}

function nameOf({ fields, rules }: FormSample): string {
  return `${fields} / ${rules}`
}

function percentile(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? 0
}

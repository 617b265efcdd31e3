import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type BpmnProblem, describeBpmnProblem } from '../bpmn-problems.ts'
import { exportBpmn } from '../export-bpmn.ts'
import { importBpmn } from '../import-bpmn.ts'
import type { TraceLine } from '../run/trace.ts'
import { runBpmn } from '../run-bpmn.ts'
import { corpusCases, refusedFiles } from './cases.ts'

const read = (file: string): string => readFileSync(new URL(`${file}.bpmn`, import.meta.url), 'utf8')

const marks: { readonly [what: string]: string | undefined } = { left: '', cancelled: '-', incident: '!', sent: '>' }

function pathOf(trace: readonly TraceLine[]): string {
  return trace.flatMap(({ what, element }) => (marks[what] === undefined ? [] : [`${marks[what]}${element}`])).join(' ')
}

const codesOf = (problems: readonly BpmnProblem[]): string =>
  problems.map(({ code, element }) => [code, element].filter(Boolean).join(' ')).join(', ')

describe('files of the corpus', () => {
  for (const { file, when, events = [], path, open = '', warns = '', ...options } of corpusCases) {
    it(`run: ${file}${when ? `, ${when}` : ''}`, async () => {
      const run = await runBpmn(read(file), events, options)
      if (run.status === 'refused') throw new Error(codesOf(run.problems))
      expect(run.misfit).toBeUndefined()
      expect(pathOf(run.trace)).toBe(path)
      expect(run.open.map(({ element, for: what }) => `${element}:${what}`).join(' ')).toBe(open)
      expect(run.status).toBe(open === '' ? 'done' : 'waiting')
      expect(codesOf(run.problems)).toBe(warns)
    })
  }

  for (const [file, problems] of Object.entries(refusedFiles)) {
    it(`are refused: ${file}`, async () => {
      const run = await runBpmn(read(file), [])
      expect(run.status).toBe('refused')
      expect(codesOf(run.problems.filter(({ severity }) => severity === 'error'))).toBe(problems)
      for (const problem of run.problems) {
        const words = describeBpmnProblem(problem)
        expect(`${words.zh}${words.en}`).not.toMatch(/\{\w+\}|undefined|\[object/)
        expect(words.en).toContain(problem.element ?? '')
      }
    })
  }

  it('are all run or refused', () => {
    const files = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.bpmn'))
    const tried = new Set([...corpusCases.map(({ file }) => file), ...Object.keys(refusedFiles)])
    expect(files.map((name) => name.replace('.bpmn', '')).sort()).toEqual([...tried].sort())
  })

  it('run in the same way when they were read, written and read again', async () => {
    for (const { file, events = [], path, open: _open, warns: _warns, when: _when, ...options } of corpusCases) {
      const first = await importBpmn(read(file))
      if (!first.ok) throw new Error(codesOf(first.problems))
      const written = await exportBpmn(first.graph, first.parts)
      const again = await importBpmn(written)
      expect(again.ok && again.graph, file).toEqual(first.graph)
      const run = await runBpmn(written, events, options)
      const seen = run.status === 'refused' ? codesOf(run.problems) : pathOf(run.trace)
      // What the file only implied has elements of its own now.
      const known = new Set(path.split(' '))
      expect(
        seen
          .split(' ')
          .filter((element) => known.has(element))
          .join(' '),
        file,
      ).toBe(path)
    }
  })
})

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const script = fileURLToPath(new URL('../../../scripts/run-bpmn.ts', import.meta.url))
const corpus = (name: string): string => fileURLToPath(new URL(`../corpus/${name}.bpmn`, import.meta.url))

function run(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { input, encoding: 'utf8' })
  return { status, stdout, stderr }
}

describe('the script', () => {
  const sequence = corpus('wcp-01-sequence')

  it('ends with 0 when the process is done, and says what happened', () => {
    const events = '{"complete":"A","as":"li.na"}\n{"complete":"B"}\n'
    const { status, stdout } = run(['run', sequence, '--events', '-'], events)
    expect(status).toBe(0)
    expect(stdout).toMatch(/left\s+A #\d+\s+handled/)
    expect(stdout.trim().split('\n').at(-1)).toBe('Done: done')
  })

  it('ends with 3 when it waits, with 2 when the file is refused, with 1 when an event does not fit', () => {
    const waiting = run([sequence, '--trace', 'json'])
    expect(waiting.status).toBe(3)
    expect(JSON.parse(waiting.stdout)).toMatchObject({ status: 'waiting', open: [{ element: 'A', for: 'people' }] })
    const refused = run([corpus('refused-transaction'), '--lang', 'zh'])
    expect(refused.status).toBe(2)
    expect(refused.stdout).toContain('「T」：事务子流程无法运行。请改用普通子流程。')
    const misfit = run([sequence, '--events', '-'], '[{"complete":"B"}]')
    expect(misfit.status).toBe(1)
    expect(misfit.stdout).toContain('#1 NOT_WAITING {"element":"B"}')
    expect(run([sequence, '--events', '-'], '{"dance":1}')).toMatchObject({
      status: 1,
      stderr: 'This is no event: {"dance":1}\n',
    })
    expect(run([]).stderr).toContain('Ends with 0')
  })
})

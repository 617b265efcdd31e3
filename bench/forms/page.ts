import { type BenchForm, benchForm } from './definition.ts'

/** What a page can do with its library. */
export interface BenchPage {
  /** Draws a form into an element; the answer takes it away again. */
  mount(form: BenchForm, host: HTMLElement): Promise<() => void>
  /** The input of a field. */
  input(key: string): HTMLInputElement | null
}

declare global {
  interface Window {
    bench: {
      mount(fields: number, rules: number): Promise<number>
      unmount(): void
      focus(key: string): void
      /** Follows a number from now on that a rule makes twice another; with null nothing. */
      follow(rule: { source: string; target: string } | null): void
      /** Milliseconds from each key to the next paint, and until what a rule makes of it is painted. */
      paints: number[]
      follows: number[]
    }
  }
}

/** Offers what the measuring needs. */
export function offer({ mount, input }: BenchPage): void {
  let end = () => {}
  const paints: number[] = []
  const follows: number[] = []
  let followed: Parameters<typeof window.bench.follow>[0] = null
  window.bench = {
    ...{ paints, follows },
    follow(rule) {
      followed = rule
    },
    /** Milliseconds from asking for the form until it is painted and whatever held the thread up is done. */
    async mount(fields, rules) {
      const form = benchForm(fields, rules)
      const host = document.body.appendChild(document.createElement('div'))
      const hidden = new Set(form.rules.flatMap(({ kind, target }) => (kind === 'visible' ? [target] : [])))
      const expected = form.fields.filter(({ key }) => !hidden.has(key)).map(({ key }) => key)
      const started = performance.now()
      const unmount = await mount(form, host)
      while (!expected.every(input)) await frame()
      await frame()
      await frame()
      await afterTasks()
      const taken = performance.now() - started
      end = () => {
        unmount()
        host.remove()
      }
      return taken
    },
    unmount: () => end(),
    focus(key) {
      const field = input(key)
      if (!field) throw new Error(`there is no input ${key}`)
      field.focus()
    },
  }
  const onKey = ({ timeStamp }: KeyboardEvent) => {
    afterPaint(() => paints.push(performance.now() - timeStamp))
    if (followed) void noteWhenFollowed(timeStamp, followed)
  }
  document.addEventListener('keydown', onKey, { capture: true })

  const numberIn = (key: string) => Number(input(key)?.value.replaceAll(',', '') || Number.NaN)

  async function noteWhenFollowed(started: number, { source, target }: NonNullable<typeof followed>): Promise<void> {
    const before = numberIn(target)
    while (performance.now() - started < 1000) {
      await frame()
      const now = numberIn(target)
      if (now !== before && now === numberIn(source) * 2) {
        afterPaint(() => follows.push(performance.now() - started))
        return
      }
    }
  }
}

/** Runs in the first task after the next frame was drawn. */
function afterPaint(run: () => void): void {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = run
    port2.postMessage(null)
  })
}

function frame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve))
}

/** After what was already asked for: a task of the lowest kind runs when nothing else is waiting. */
function afterTasks(): Promise<void> {
  return new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: 2000 }))
}

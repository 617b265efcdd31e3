import type { Page } from 'playwright-core'

/** What somebody's hands did in a window so far. */
export interface Gestures {
  /** Presses of the pointer; a drag is one. */
  clicks: number
  /** Presses of keys; a Chinese character counts as three, as an input method takes them. */
  keys: number
}

/** A practised hand at an ordinary pace, after the keystroke-level model: pointing and pressing, a key. */
const secondsPerClick = 1.3
const secondsPerKey = 0.28

const counter = `(() => {
  const add = (what, by) => sessionStorage.setItem(what, String(Number(sessionStorage.getItem(what) ?? 0) + by))
  addEventListener('pointerdown', (event) => event.isTrusted && add('gestures.clicks', 1), true)
  addEventListener('keydown', (event) => event.isTrusted && add('gestures.keys', 1), true)
  addEventListener('beforeinput', (event) => {
    const foreign = (event.data ?? '').match(/[^\\u0000-\\u007f]/g)
    if (event.isTrusted && foreign) add('gestures.keys', foreign.length * 3)
  }, true)
})()`

/** How long hands take for it. What the machine takes comes on top. */
export function secondsOf({ clicks, keys }: Gestures): number {
  return clicks * secondsPerClick + keys * secondsPerKey
}

/** Counts from now on what is done in a window, over every page that it opens. */
export async function countGestures(page: Page): Promise<{ soFar(): Promise<Gestures> }> {
  await page.addInitScript({ content: counter })
  await page.evaluate(counter)
  return {
    soFar: async () => ({
      clicks: Number(await page.evaluate("sessionStorage.getItem('gestures.clicks')")),
      keys: Number(await page.evaluate("sessionStorage.getItem('gestures.keys')")),
    }),
  }
}

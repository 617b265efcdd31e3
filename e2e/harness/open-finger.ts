import type { Locator, Page } from 'playwright-core'

interface Point {
  x: number
  y: number
}

/** A finger on the screen of a page. */
export interface Finger {
  /** Rests on something until it is held, takes it to a place, and lets go there. */
  drag(what: Locator, to: Locator | Point, at?: { x?: number; y?: number }): Promise<void>
  /** Wipes from one point to another at once, as who scrolls does. */
  wipe(from: Point, to: Point): Promise<void>
  /** Holds and moves without letting go; for looking at what is seen meanwhile. */
  hold(from: Point, to: Point): Promise<void>
  lift(): Promise<void>
}

/** Touches as the browser makes them: what the page does not keep for itself scrolls it. */
export async function openFinger(page: Page): Promise<Finger> {
  const session = await page.context().newCDPSession(page)
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly Point[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: [...points] })
  const move = async (from: Point, to: Point, steps: number) => {
    for (let step = 1; step <= steps; step++) {
      const part = step / steps
      await send('touchMove', [{ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }])
      await page.waitForTimeout(16)
    }
  }
  const hold = async (from: Point, to: Point) => {
    await send('touchStart', [from])
    await page.waitForTimeout(400)
    await move(from, to, 12)
  }
  const lift = () => send('touchEnd', []).then(() => undefined)
  return {
    hold,
    lift,
    async drag(what, to, at = {}) {
      await what.scrollIntoViewIfNeeded()
      const from = await spotOf(what, at)
      await hold(from, 'x' in to ? to : await spotOf(to, {}))
      await lift()
    },
    async wipe(from, to) {
      await send('touchStart', [from])
      await move(from, to, 8)
      await lift()
    },
  }
}

async function spotOf(what: Locator, { x, y }: { x?: number; y?: number }): Promise<Point> {
  const box = await what.boundingBox()
  if (!box) throw new Error('Nothing to touch there.')
  return { x: box.x + (x ?? box.width / 2), y: box.y + (y ?? box.height / 2) }
}

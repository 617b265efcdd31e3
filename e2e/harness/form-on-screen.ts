import type { Locator, Page } from 'playwright-core'

/** The canvas of the form designer as it is on the screen. */
export interface FormOnScreen {
  canvas: Locator
  node(id: string): Locator
  paletteItem(id: string): Locator
  /** The nodes that lie in a container, in their order. */
  inside(container: string): Promise<string[]>
  columns(container: string): Promise<number>
  /** Drags by the mouse to a part of an element: 0 is its left or upper edge, 1 the other. */
  drag(from: Locator, to: Locator, at: { x: number; y: number }, before?: () => Promise<void>): Promise<void>
  /** Presses Tab until an element has the focus. */
  tabTo(selector: string): Promise<void>
}

/** Works with the form that is being designed. */
export function formOnScreen(page: Page): FormOnScreen {
  const canvas = page.locator('[data-form-canvas]')
  const grid = (id: string) => canvas.locator(`[data-container="${id}"]`)
  return {
    canvas,
    node: (id) => canvas.locator(`[data-node="${id}"]`),
    paletteItem: (id) => page.locator(`[data-palette-item="${id}"]`),
    inside: (id) =>
      grid(id)
        .locator('xpath=./*[@data-node]')
        .evaluateAll((nodes) => nodes.map((node) => (node as { dataset: { node?: string } }).dataset.node ?? '')),
    columns: async (id) =>
      Number(
        await grid(id).evaluate((one) =>
          (one as { style: { getPropertyValue(name: string): string } }).style.getPropertyValue('--columns'),
        ),
      ),
    async drag(from, to, { x, y }, before) {
      await from.scrollIntoViewIfNeeded()
      await from.hover()
      await page.mouse.down()
      const box = await to.boundingBox()
      if (!box) throw new Error('there is nothing to drop on')
      const [left, top] = [box.x + box.width * x, box.y + box.height * y]
      await page.mouse.move(left - 30, top - 12, { steps: 4 })
      await page.mouse.move(left, top, { steps: 4 })
      await page.locator('[data-form-drop-line]').waitFor({ state: 'visible' })
      await before?.()
      await page.mouse.up()
    },
    async tabTo(selector) {
      for (let count = 0; count < 200; count++) {
        await page.keyboard.press('Tab')
        if (await page.locator(selector).evaluate((one) => one === one.ownerDocument.activeElement)) return
      }
      throw new Error(`Tab never comes to ${selector}`)
    },
  }
}

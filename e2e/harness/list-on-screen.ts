import type { Locator, Page } from 'playwright-core'

/** The list of a table as it is on the screen. */
export interface ListOnScreen {
  /** How many records the list says there are. */
  total(): Promise<number>
  header(column: string): Locator
  /** A cell of the rows in sight, counted from 0 at the top. */
  cell(row: number, column: string): Promise<Locator>
  /** What is read in a column of the rows in sight. */
  column(name: string): Promise<string[]>
}

/** Reads the grid of the list that is open. */
export function listOnScreen(page: Page): ListOnScreen {
  const header = (column: string) =>
    page.getByRole('columnheader').filter({ has: page.getByTitle(column, { exact: true }) })
  const indexOf = async (column: string) => Number(await header(column).getAttribute('data-col'))
  return {
    header,
    async total() {
      const count = page.locator('#main [aria-live=polite]').filter({ hasText: /\d/ }).first()
      return Number((await count.textContent())?.replace(/[^\d]/g, ''))
    },
    cell: async (row, column) =>
      page.locator(`[role=gridcell][data-row="${row}"][data-col="${await indexOf(column)}"]`),
    async column(name) {
      const cells = page.locator(`[role=gridcell][data-col="${await indexOf(name)}"]`)
      return (await cells.allTextContents()).map((text) => text.trim())
    },
  }
}

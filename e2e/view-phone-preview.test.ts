import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserSkip } from './harness/browser-skip.ts'
import { journeyDatabases } from './harness/databases.ts'
import { openBrowser } from './harness/open-browser.ts'
import { openUser, type User } from './harness/open-user.ts'
import { administrator, type JourneyServer, startServer } from './harness/start-server.ts'

/** A view of each type that is laid out in another way on a phone, with what its records are seen by. */
const views = [
  ['campaigns_all', 'campaign', 'li'],
  ['leads_board', 'lead', '[data-card]'],
  ['visits_calendar', 'visit_plan', '[data-day]'],
  ['products_gallery', 'product', 'li'],
  ['project_tasks_timeline', 'project_task', '[data-bar]'],
  ['contacts_chain', 'contact', '[data-node]'],
  ['customers_split', 'customer', '[data-record-line]'],
  ['leads_by_place', 'lead', '[data-place]'],
] as const

/** So much of a view is compared: what fits on both screens. Below is how entries are moved, which nobody does in a preview. */
const compared = 440

const [embedded] = journeyDatabases

describe.skipIf(browserSkip)('a view in the phone preview', () => {
  let server: JourneyServer
  let browser: Browser
  let designer: User
  let phone: User
  beforeAll(async () => {
    if (!embedded) throw new Error('unreachable: there is always the embedded database')
    ;[server, browser] = await Promise.all([startServer(embedded), openBrowser()])
    designer = await openUser(browser, server)
    await designer.logIn(administrator.email, administrator.password)
    phone = await openUser(browser, server, { phone: true })
    await phone.logIn(administrator.email, administrator.password)
  })
  afterAll(async () => {
    await Promise.all([designer?.leave(), phone?.leave()])
    await browser?.close()
    await server?.stop()
  })

  it.each(views)('%s stands as on a phone of 375 px', async (view, entity, record) => {
    await phone.goTo(`/a/crm/${entity}?view=${view}`)
    await designer.goTo(`/design/crm/view/${view}`)
    await designer.page.locator('[data-view-preview]').waitFor()
    await designer.page.locator('label', { hasText: /^手机$/ }).click()
    const [real, preview] = await Promise.all([linesOf(phone.page, record), linesOf(designer.page, record)])
    await phone.shoot(`view-phone-preview/${view}-phone`)
    await designer.check(`view-phone-preview/${view}-preview`)
    expect(real.length).toBeGreaterThan(2)
    expect(preview).toEqual(real)
  })

  it('holds for the lines of a form too: under each other, not in columns', async () => {
    const [lines, head] = ['table', 'table thead'].map((css) => designer.page.locator(css))
    await designer.goTo('/design/crm/form/quote_form')
    await head?.waitFor()
    await designer.page.locator('label', { hasText: /^手机$/ }).click()
    await head?.waitFor({ state: 'hidden' })
    await designer.page.locator('label', { hasText: /^预览$/ }).click()
    await lines?.waitFor({ state: 'attached' })
    expect(await head?.isVisible()).toBe(false)
    await designer.check('view-phone-preview/quote-lines-preview')
  })

  it('is as good in English and in the dark', async () => {
    const user = await openUser(browser, server, { scheme: 'dark' })
    await user.logIn(administrator.email, administrator.password)
    await user.switchLanguage('en')
    for (const [view, , record] of views.slice(1, 6)) {
      await user.goTo(`/design/crm/view/${view}`)
      await user.page.locator('label', { hasText: /^Phone$/ }).click()
      await user.page.locator('[data-view-body]').locator(record).first().waitFor()
      await user.check(`view-phone-preview/${view}-en-dark`)
    }
    await user.leave()
  })
})

/** Where the words of a view are, and how large: measured from the corner of what the records are drawn in. */
async function linesOf(page: Page, record: string): Promise<string[]> {
  const body = page.locator('[data-view-body]')
  await body.locator(record).first().waitFor()
  await page.waitForTimeout(600)
  return body.evaluate((root, limit) => {
    const corner = root.getBoundingClientRect()
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    const lines = [`width ${Math.round(corner.width)}`]
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      const words = node.textContent?.trim()
      if (!parent || !words || !parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const box = range.getBoundingClientRect()
      const [x, y] = [box.left - corner.left, box.top - corner.top]
      if (box.width < 2 || y < 0 || y > limit || x > corner.width) continue
      lines.push(
        `${words} ${Math.round(x)},${Math.round(y)} ${Math.round(box.width)} ${getComputedStyle(parent).fontSize}`,
      )
    }
    return lines
  }, compared)
}

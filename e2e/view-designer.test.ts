import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserSkip } from './harness/browser-skip.ts'
import { journeyDatabases } from './harness/databases.ts'
import { openBrowser } from './harness/open-browser.ts'
import { openUser, type User } from './harness/open-user.ts'
import { administrator, type JourneyServer, startServer } from './harness/start-server.ts'

const texts = {
  zh: {
    newView: '新建视图',
    board: '看板',
    create: '创建',
    phone: '手机',
    more: '「看板」的更多操作',
    remove: '删除…',
    confirm: '删除',
  },
  en: {
    newView: 'New view',
    board: 'Board',
    create: 'Create',
    phone: 'Phone',
    more: 'More for Board',
    remove: 'Delete…',
    confirm: 'Delete',
  },
} as const

const languages = { pglite: 'zh', postgres: 'en' } as const

describe.each(journeyDatabases)('designing views, on $name', (database) => {
  const language = languages[database.name]
  const t = texts[language]
  let server: JourneyServer
  let browser: Browser
  beforeAll(async () => {
    if (browserSkip ?? database.skip) return
    ;[server, browser] = await Promise.all([startServer(database), openBrowser()])
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  describe.skipIf(browserSkip ?? database.skip)(`in ${language}`, () => {
    let user: User
    let page: Page
    const views = () =>
      page.locator('[data-view]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-view')))
    beforeAll(async () => {
      user = await openUser(browser, server, { language })
      page = user.page
      await user.logIn(administrator.email, administrator.password)
      await user.switchLanguage(language)
      await user.goTo('/design/crm/view/campaigns_all')
    })
    afterAll(() => user.leave())

    it('shows the views of a table, and the open one over the records in force', async () => {
      await page.locator('[data-view-preview="list"] [role=gridcell]').first().waitFor()
      expect(await views()).toEqual(['campaigns_running', 'campaigns_all'].sort(byPosition))
      await user.check(`view-designer/${language}/list`)
    })

    it('makes a board, puts it first by the keyboard, and takes that back', async () => {
      const before = await views()
      await page.getByRole('button', { name: t.newView, exact: true }).last().click()
      await page.getByRole('radio', { name: t.board }).click()
      await user.click(t.create)
      await page.locator('[data-view-preview="kanban"] [data-card]').first().waitFor()
      await user.check(`view-designer/${language}/board`)
      expect(await views()).toEqual([...before, 'campaign_kanban'])
      await page.locator('[data-view="campaign_kanban"] [aria-current]').focus()
      for (const _ of before) await page.keyboard.press('Alt+ArrowUp')
      await expect.poll(views).toEqual(['campaign_kanban', ...before])
      for (const _ of before) await page.keyboard.press('Control+z')
      await expect.poll(views).toEqual([...before, 'campaign_kanban'])
    })

    it('draws it as on a phone', async () => {
      await page.locator('label', { hasText: new RegExp(`^${t.phone}$`) }).click()
      await user.check(`view-designer/${language}/board-phone`)
      const width = await page.locator('[data-view-preview]').evaluate((one) => one.getBoundingClientRect().width)
      expect(width).toBeLessThanOrEqual(377)
    })

    it('deletes it, and says what goes with it', async () => {
      await page.locator('[data-view="campaign_kanban"]').hover()
      await user.click(t.more)
      await user.click(t.remove)
      await page.getByRole('dialog').waitFor()
      await user.check(`view-designer/${language}/delete`)
      await user.click(t.confirm, page.getByRole('dialog'))
      await expect.poll(views).not.toContain('campaign_kanban')
    })
  })
})

/** As the template puts them. */
function byPosition(a: string, b: string): number {
  return Number(a === 'campaigns_running') - Number(b === 'campaigns_running')
}

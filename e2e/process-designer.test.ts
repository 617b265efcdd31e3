import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserSkip } from './harness/browser-skip.ts'
import { journeyDatabases } from './harness/databases.ts'
import { openBrowser } from './harness/open-browser.ts'
import { openUser, type User } from './harness/open-user.ts'
import { administrator, type JourneyServer, startServer } from './harness/start-server.ts'

const texts = {
  zh: {
    newProcess: '新建流程',
    table: '关于哪张表',
    quote: '报价单',
    name: '流程名称',
    tiers: /按金额分级/,
    create: '创建',
    choice: '条件分支',
    approval: '审批',
    decided: /前面的人这样决定/,
    publish: '发布…',
    publishNow: '发布',
    published: /已发布版本/,
    blocked: '有问题需要先解决',
    canvas: '画布',
  },
  en: {
    newProcess: 'New process',
    table: 'About which table',
    quote: 'Quote',
    name: 'Name',
    tiers: /Tiers by amount/,
    create: 'Create',
    choice: 'Choice',
    approval: 'Approval',
    decided: /When people decided so/,
    publish: 'Publish…',
    publishNow: 'Publish',
    published: /Published revision/,
    blocked: 'Some things have to be mended first',
    canvas: 'Canvas',
  },
} as const

const languages = { pglite: 'zh', postgres: 'en' } as const

describe.each(journeyDatabases)('designing processes, on $name', (database) => {
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
    const node = (key: string) => page.locator(`[data-node="${key}"]`)
    const keys = () =>
      page.locator('[data-node]').evaluateAll((all) => all.map((one) => one.getAttribute('data-node')).sort())
    const focused = () => page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.node)
    beforeAll(async () => {
      user = await openUser(browser, server, { language })
      page = user.page
      await user.logIn(administrator.email, administrator.password)
      await user.switchLanguage(language)
      await user.goTo('/design/crm')
    })
    afterAll(() => user.leave())

    it('begins with a template about a table', async () => {
      await user.click(t.newProcess)
      const dialog = page.getByRole('dialog')
      await user.choose(t.table, t.quote, dialog)
      await dialog.getByRole('radio', { name: t.tiers }).click()
      await user.check(`process-designer/${language}/new`)
      await user.click(t.create, dialog)
      await node('by_amount').waitFor()
      expect(await keys()).toEqual(['begin', 'by_amount', 'done', 'manager', 'upper'])
      await user.check(`process-designer/${language}/tree`)
    })

    it('gets a choice by the pointer, from the menu of a line', async () => {
      await page.locator('[data-insert="upper_to_done"]').click()
      const menu = page.getByRole('combobox')
      await menu.waitFor()
      await user.shoot(`process-designer/${language}/menu`)
      await menu.fill(t.choice)
      await page.locator('[data-choice="exclusive"]').click()
      await expect.poll(keys).toContain('exclusive')
      await expect.poll(focused).toBe('exclusive')
    })

    it('gets an approval by the keyboard alone, and moves it', async () => {
      await node('upper').focus()
      await page.keyboard.press('ArrowDown')
      await expect.poll(focused).toBe('exclusive')
      await page.keyboard.press('i')
      const menu = page.getByRole('combobox')
      await menu.waitFor()
      await menu.fill(t.approval)
      await page.keyboard.press('Enter')
      await expect.poll(keys).toContain('approval')
      await expect.poll(focused).toBe('approval')
      await page.keyboard.press('Alt+ArrowUp')
      await expect.poll(() => orderOf('approval', 'exclusive')).toBe('approval before exclusive')
      await page.keyboard.press('Control+z')
      await expect.poll(() => orderOf('approval', 'exclusive')).toBe('exclusive before approval')
    })

    it('says what is wrong where it is, and is not published like that', async () => {
      await page.locator('[data-node="exclusive"][data-tone="error"]').waitFor()
      await user.click(t.publish)
      const dialog = page.getByRole('dialog')
      await dialog.getByText(t.blocked).waitFor()
      expect(await dialog.getByRole('button', { name: t.publishNow, exact: true }).isDisabled()).toBe(true)
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'hidden' })
    })

    it('is mended at the line, looked at, and published', async () => {
      await page.locator('[data-line-label="way"]').click()
      await page.getByRole('radio', { name: t.decided }).click()
      await page.locator('[data-tone="error"]').first().waitFor({ state: 'detached' })
      await user.check(`process-designer/${language}/mended`)
      await user.click(t.publish)
      const dialog = page.getByRole('dialog')
      const now = dialog.getByRole('button', { name: t.publishNow, exact: true })
      await expect.poll(() => now.isEnabled()).toBe(true)
      await now.click()
      await dialog.getByText(t.published).first().waitFor()
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'hidden' })
      await page.reload()
      await node('approval').waitFor()
    })

    it('is placed freely on the canvas, which the document keeps', async () => {
      await page.locator('label', { hasText: new RegExp(`^${t.canvas}$`) }).click()
      await page.locator('[data-process-stage="free"]').waitFor()
      const before = await node('done').boundingBox()
      await node('done').hover()
      await page.mouse.down()
      await page.mouse.move((before?.x ?? 0) + 220, (before?.y ?? 0) + 40, { steps: 6 })
      await page.mouse.up()
      await expect.poll(async () => (await node('done').boundingBox())?.x).toBeGreaterThan((before?.x ?? 0) + 60)
      await user.check(`process-designer/${language}/canvas`)
      await page.reload()
      await page.locator('[data-process-stage="free"] [data-node="done"]').waitFor()
    })

    async function orderOf(one: string, other: string): Promise<string> {
      const [a, b] = await Promise.all([node(one).boundingBox(), node(other).boundingBox()])
      return (a?.y ?? 0) < (b?.y ?? 0) ? `${one} before ${other}` : `${other} before ${one}`
    }
  })
})

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserSkip } from './harness/browser-skip.ts'
import { journeyDatabases } from './harness/databases.ts'
import { openBrowser } from './harness/open-browser.ts'
import { openUser, type User } from './harness/open-user.ts'
import { type JourneyServer, startServer } from './harness/start-server.ts'

const texts = {
  zh: {
    bell: /^通知/,
    title: '通知',
    markAll: '全部已读',
    settings: '有任务等我处理 · 应用内',
    empty: '没有未读通知',
    unread: /^未读/,
  },
  en: {
    bell: /^Notifications/,
    title: 'Notifications',
    markAll: 'Mark all as read',
    settings: 'A task waits for me · In the app',
    empty: 'Nothing unread',
    unread: /^Unread/,
  },
} as const

const pglite = journeyDatabases.filter(({ name }) => name === 'pglite')

describe.skipIf(browserSkip)('notifications', () => {
  describe.each(pglite)('on $name', (database) => {
    let server: JourneyServer
    let browser: Browser
    let manager: User
    beforeAll(async () => {
      server = await startServer(database)
      browser = await openBrowser()
    })
    afterAll(async () => {
      await browser?.close()
      await server?.stop()
    })

    const unread = async (): Promise<number> =>
      (await (await manager.page.request.get('/api/notifications/count')).json()).unread

    it('are behind the bell, and look right in both languages', async () => {
      manager = await openUser(browser, server, { language: 'zh' })
      await manager.logIn('wang.jian@example.com')
      // Deadlines of the demo's approvals are over: reminders come as soon as the server runs.
      await expect.poll(unread, { timeout: 30_000 }).toBeGreaterThan(0)
      for (const language of ['en', 'zh'] as const) {
        const t = texts[language]
        await manager.switchLanguage(language)
        await manager.page.reload()
        await manager.page.locator('nav').getByRole('button', { name: t.bell }).click()
        await manager.page.locator('nav ~ * li button, [role=dialog] li button').first().waitFor()
        await manager.check(`notifications/bell-${language}`)
        await manager.page.keyboard.press('Escape')
        await manager.goTo('/notifications')
        await manager.check(`notifications/page-${language}`)
      }
    })

    it('lead to what they are about, which marks them as read', async () => {
      const t = texts.zh
      const before = await unread()
      await manager.goTo('/notifications')
      await manager.page.locator('main li button').first().click()
      await manager.page.waitForURL('**/tasks/**')
      await expect.poll(unread).toBe(before - 1)
      await manager.goTo('/notifications')
      await manager.click(t.markAll)
      await expect.poll(unread).toBe(0)
      await manager.page.getByText(t.unread).first().click()
      await manager.sees(t.empty)
    })

    it('come as the person wants them', async () => {
      const t = texts.zh
      const box = () => manager.page.getByRole('checkbox', { name: t.settings })
      await manager.goTo('/account')
      expect(await box().isChecked()).toBe(true)
      const saved = manager.page.waitForResponse((answer) => answer.request().method() === 'PUT')
      await box().click()
      await saved
      await manager.page.reload()
      await expect.poll(() => box().isChecked()).toBe(false)
      await manager.check('notifications/settings-zh')
      await manager.leave()
    })

    it('are a page of their own on a phone', async () => {
      const phone = await openUser(browser, server, { language: 'zh', phone: true })
      await phone.logIn('wang.jian@example.com')
      await phone.goTo('/notifications')
      await phone.sees('全部已读')
      await phone.check('notifications/phone-zh')
      await phone.leave()
    })
  })
})

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserSkip } from './harness/browser-skip.ts'
import { journeyDatabases } from './harness/databases.ts'
import { openBrowser } from './harness/open-browser.ts'
import { openUser, type User } from './harness/open-user.ts'
import { administrator, type JourneyServer, startServer } from './harness/start-server.ts'

const texts = {
  zh: {
    more: '更多',
    people: '每位处理人…',
    publishDialog: '发布…',
    publish: '发布',
    published: /已发布版本/,
    add: /^新增/,
    steps: '报价审批用时',
    group: /按「节点」分组/,
    average: '平均',
    manager: '直属上级审批',
  },
  en: {
    more: 'More',
    people: 'People who were asked…',
    publishDialog: 'Publish…',
    publish: 'Publish',
    published: /Published revision/,
    add: /^Add\b/,
    steps: 'Steps of quote approvals',
    group: /Grouped by Step/,
    average: 'Average',
    manager: 'Manager',
  },
} as const
const languageOver = { pglite: 'zh', postgres: 'en' } as const

/** What a process took, as a table of the app: made in the designer, read by whoever may. */
describe.each(journeyDatabases)('figures of processes on $name', (database) => {
  describe.skipIf(browserSkip ?? database.skip)('as tables', () => {
    const language = languageOver[database.name]
    const t = texts[language]
    let server: JourneyServer
    let browser: Browser
    const enter = async (email: string, options: { phone?: boolean; password?: string } = {}): Promise<User> => {
      const user = await openUser(browser, server, { language, ...options })
      await user.logIn(email, options.password)
      if (!options.phone) await user.switchLanguage(language)
      return user
    }
    const picture = (name: string) => `process-figures/${language}-${name}`
    const rowsOf = ({ page }: User) => page.locator('main [role="row"]')

    beforeAll(async () => {
      ;[server, browser] = await Promise.all([startServer(database), openBrowser()])
    })
    afterAll(async () => {
      await browser?.close()
      await server?.stop()
    })

    it('come with the CRM, grouped by step with their averages, and nothing in them can be changed', async () => {
      const lin = await enter('lin.yufei@example.com')
      await lin.goTo('/a/crm')
      await lin.click(t.steps)
      await rowsOf(lin).filter({ hasText: t.manager }).first().waitFor()
      await lin.sees(t.average)
      expect(await lin.page.locator('main').getByRole('button', { name: t.add }).count()).toBe(0)
      await lin.check(picture('steps'))
      await lin.leave()
    })

    it('are made for any process in its designer, and published', async () => {
      const owner = await enter(administrator.email, { password: administrator.password })
      await owner.goTo('/design/crm/process/contract_approval')
      await owner.page.locator('[data-node="manager"]').waitFor()
      await owner.page.locator('header').getByRole('button', { name: t.more, exact: true }).last().click()
      await owner.click(t.people)
      await owner.page.waitForURL('**/entity/contract_approval_people')
      await owner.click(t.publishDialog)
      const now = owner.page.getByRole('dialog').getByRole('button', { name: t.publish, exact: true })
      await expect.poll(() => now.isEnabled()).toBe(true)
      await now.click()
      await owner.page.getByRole('dialog').getByText(t.published).first().waitFor()
      await owner.goTo('/a/crm/contract_approval_people')
      await expect.poll(() => rowsOf(owner).count()).toBeGreaterThan(20)
      await owner.check(picture('people'))
      await owner.leave()
    })

    it('show a sales person what they began, and nobody else’s', async () => {
      const zhang = await enter('zhang.wei@example.com')
      const read = async (filter?: object) => {
        const answer = await zhang.page.request.post('/api/apps/crm/entities/quote_approval_steps/query', {
          data: { select: ['initiator'], page: { size: 100 }, ...(filter && { filter }) },
          headers: { origin: new URL(zhang.page.url()).origin },
        })
        return ((await answer.json()) as { records: object[] }).records
      }
      const mine = await read()
      expect(mine.length).toBeGreaterThan(0)
      expect(await read({ field: 'initiator', op: 'eq', value: { ctx: 'user' } })).toHaveLength(mine.length)
      await zhang.leave()
    })

    it('are cards on a phone', async () => {
      const lin = await enter('lin.yufei@example.com', { phone: true })
      await lin.goTo('/a/crm/quote_approval_steps')
      await lin.sees(t.manager)
      await lin.check(picture('phone'))
      await lin.leave()
    })
  })
})

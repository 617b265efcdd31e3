import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserSkip } from './harness/browser-skip.ts'
import { journeyDatabases } from './harness/databases.ts'
import { type ListOnScreen, listOnScreen } from './harness/list-on-screen.ts'
import { openBrowser } from './harness/open-browser.ts'
import { openUser, type User } from './harness/open-user.ts'
import { administrator, type JourneyServer, startServer } from './harness/start-server.ts'

const texts = {
  zh: {
    name: '客户全称',
    phone: '公司电话',
    fixed: '您无权修改这条记录。',
    left: /1 个只读单元格保持不变/,
    ticked: '已选 2 条',
    someFixed: '其中 1 条不能修改',
    bulkEdit: '批量修改',
    stay: '2 条中有 1 条您不能修改，将保持原样。',
  },
  en: {
    name: 'Full legal name',
    phone: 'Phone',
    fixed: 'You may not change this record.',
    left: /1 read-only cell was left as it is/,
    ticked: '2 selected',
    someFixed: '1 cannot be changed',
    bulkEdit: 'Edit',
    stay: '1 of 2 cannot be changed by you and stay as they are.',
  },
} as const

const languages = { pglite: 'zh', postgres: 'en' } as const
const isA = { field: 'level', op: 'eq', value: 'a' }

describe.each(journeyDatabases)('Rights over single records, on $name', (database) => {
  const language = languages[database.name]
  const t = texts[language]
  const picture = (name: string) => `list-rights/${database.name}-${language}/${name}`

  describe.skipIf(browserSkip ?? database.skip)(`in ${language}`, () => {
    let server: JourneyServer
    let browser: Browser
    let sales: User
    let list: ListOnScreen
    beforeAll(async () => {
      ;[server, browser] = await Promise.all([startServer(database), openBrowser()])
      await changeRole(browser, server)
      sales = await openUser(browser, server, { language })
      await sales.logIn('li.na@example.com')
      await sales.switchLanguage(language)
      list = listOnScreen(sales.page)
    })
    afterAll(async () => {
      await browser?.close()
      await server?.stop()
    })

    const customers = async (filter: object) => {
      const data = { filter, select: ['name'], count: 'exact' }
      const headers = { origin: server.url }
      const answer = await sales.page.request.post('/api/apps/crm/entities/customer/query', { data, headers })
      return (await answer.json()) as { records: { id: string; name: string }[]; total: { count: number } }
    }

    it('are seen in the list: what may not be changed cannot be typed into, and pasting leaves it out', async () => {
      const { page } = sales
      const [mine, other] = [(await customers(isA)).records[0], (await customers({ not: isA })).records[0]]
      const filter = { field: 'id', op: 'in', value: [mine?.id, other?.id] }
      await sales.goTo(`/a/crm/customer?view=customers_all&filter=${encodeURIComponent(JSON.stringify(filter))}`)
      await expect.poll(async () => (await list.column(t.name)).length).toBe(2)
      const rowOf = async (name = '?') => (await list.column(t.name)).findIndex((text) => text.startsWith(name))
      const phoneOf = async (name?: string) => list.cell(await rowOf(name), t.phone)
      expect(await (await phoneOf(mine?.name)).getAttribute('aria-readonly')).toBeNull()
      const theirs = await phoneOf(other?.name)
      expect(await theirs.getAttribute('aria-readonly')).toBe('true')
      const before = (await theirs.textContent()) || '-'
      await theirs.click()
      await page.keyboard.type('1')
      await sales.sees(t.fixed)
      expect(await page.locator('[role=grid] input:not([type=checkbox])').count()).toBe(0)
      await sales.check(picture('list'))

      // A second click on the cell that has the focus would call the number.
      await (await phoneOf(mine?.name)).click()
      await theirs.click({ modifiers: ['Shift'] })
      await page.evaluate((text) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', text)
        document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true }))
      }, '021-66667777')
      await sales.sees(t.left)
      await expect.poll(async () => (await phoneOf(mine?.name)).textContent()).toContain('6666')
      // The rows may change places once more.
      await expect.poll(async () => (await phoneOf(other?.name)).textContent()).toContain(before)
    })

    it('are counted before several records are changed together', async () => {
      // What pasting said lies over the bar for a while.
      await expect.poll(() => sales.page.getByRole('alert').count(), { timeout: 20_000 }).toBe(0)
      await sales.page.getByRole('checkbox').first().click()
      await sales.sees(t.someFixed)
      await sales.click(t.bulkEdit, sales.page.getByRole('region', { name: t.ticked }))
      await sales.sees(t.stay)
      await sales.shoot(picture('bulk'))
    })

    it('are seen on boards, where the cards of others cannot be lifted', async () => {
      const { page } = sales
      const made = await page.request.post('/api/apps/crm/views', {
        headers: { origin: server.url },
        data: { entity: 'customer', type: 'kanban', name: 'Stages', shared: false, options: { group: 'lifecycle' } },
      })
      await sales.goTo(`/a/crm/customer?view=${(await made.json()).id}`)
      const ids = (which: string) =>
        page.locator(`[data-card]${which}`).evaluateAll((cards) => cards.map((card) => card.getAttribute('data-card')))
      const [movable, others] = ['[data-movable]', ':not([data-movable])']
      await page.locator(`[data-card]${movable}`).first().waitFor()
      await page.locator(`[data-card]${others} [data-kept]`).first().waitFor()
      const named = async (which: string) => ({ field: 'id', op: 'in', value: await ids(which) })
      expect((await customers({ and: [await named(movable), { not: isA }] })).total.count).toBe(0)
      expect((await customers({ and: [await named(others), isA] })).total.count).toBe(0)
      await sales.check(picture('board'))
    })

    it('leave nothing in the console', () => sales.leave())
  })
})

/** Sales people see all customers and change those of level A only. */
async function changeRole(browser: Browser, server: JourneyServer): Promise<void> {
  const role = JSON.parse(await readFile(join(import.meta.dirname, '../templates/crm/roles/sales.json'), 'utf8'))
  const where = { v: 1, expr: { '==': [{ var: 'level' }, 'a'] } }
  Object.assign(role.entities.customer, { read: 'all', update: { where }, delete: { where } })
  const root = await openUser(browser, server)
  await root.logIn(administrator.email, administrator.password)
  const headers = { origin: server.url }
  const { request } = root.page
  const put = await request.put('/api/apps/crm/draft/documents/role/sales', { data: role, headers })
  expect(put.status(), await put.text()).toBeLessThan(300)
  const published = await request.post('/api/apps/crm/publish', { data: {}, headers })
  expect(published.status(), await published.text()).toBeLessThan(300)
  await root.leave()
}

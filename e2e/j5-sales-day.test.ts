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
    seller: { name: '张伟', email: 'zhang.wei@example.com' },
    greeting: /(早上|下午|晚上)好，张伟/,
    pipeline: '在途商机金额',
    customers: '客户',
    search: '搜索客户',
    palette: '搜索或跳转',
    name: '客户全称',
    owner: '负责人',
    level: '客户级别',
    levelA: 'A 级',
    phone: '公司电话',
    notFound: '找不到这条记录',
    filter: '筛选',
    addCondition: '添加条件',
    field: '字段',
    searchField: '搜索字段',
    value: '值',
    add: '新增',
    followUp: '跟进记录',
    followUps: '跟进记录',
    subject: '主题',
    content: '跟进内容',
    save: /^保存/,
    created: '已新建跟进记录',
    subjectText: '电话确认交付时间',
    title: '报价标题',
    customer: '客户',
    addLine: '添加一行',
    total: '报价总额',
    reduction: '优惠金额',
    edit: '编辑',
    quoteCreated: '已新建报价单',
    orderCreated: '已新建订单',
    ordered: '累计订单金额',
  },
  en: {
    seller: { name: '李娜', email: 'li.na@example.com' },
    greeting: /Good (morning|afternoon|evening), 李娜/,
    pipeline: /open pipeline/i,
    customers: 'Customers',
    search: 'Search Customers',
    palette: 'Search or go to',
    name: 'Full legal name',
    owner: 'Owner',
    level: 'Level',
    levelA: 'Level A',
    phone: 'Phone',
    notFound: 'This record cannot be found',
    filter: 'Filter',
    addCondition: 'Add condition',
    field: 'Field',
    searchField: 'Search fields',
    value: 'Value',
    add: 'Add',
    followUp: 'Follow-up',
    followUps: 'Follow-ups',
    subject: 'Subject',
    content: 'What was said',
    save: /^Save/,
    created: 'Follow-up created',
    subjectText: 'Called about the delivery date',
    title: 'Title',
    customer: 'Customer',
    addLine: 'Add a line',
    total: 'Total',
    reduction: 'Reduction',
    edit: 'Edit',
    quoteCreated: 'Quote created',
    orderCreated: 'Order created',
    ordered: 'Ordered in total',
  },
} as const

describe.each(journeyDatabases)('J5 A working day in sales, on $name', (database) => {
  describe.skipIf(browserSkip ?? database.skip)('with the demo data', () => {
    let server: JourneyServer
    let browser: Browser
    beforeAll(async () => {
      ;[server, browser] = await Promise.all([startServer(database), openBrowser()])
    })
    afterAll(async () => {
      await browser?.close()
      await server?.stop()
    })

    describe.each(['zh', 'en'] as const)('in %s', (language) => {
      const t = texts[language]
      // The screens are the same over every database: axe looks at them once.
      const look = (user: User, name: string) =>
        (database.name === 'pglite' ? user.check : user.shoot)(`j5/${database.name}-${language}/${name}`)
      let seller: User
      let list: ListOnScreen
      /** The first customer of the list, which the seller works with. */
      let customer = ''
      beforeAll(async () => {
        seller = await openUser(browser, server, { language })
        list = listOnScreen(seller.page)
      })

      it('logs in and finds the workbench', async () => {
        await seller.logIn(t.seller.email)
        await seller.switchLanguage(language)
        await seller.sees(t.greeting)
        await seller.sees(t.pipeline)
        await look(seller, 'workbench')
      })

      it('sees only their own customers', async () => {
        await seller.click(t.customers)
        await list.header(t.name).waitFor()
        await seller.watch.settled()
        expect(await list.total()).toBeGreaterThan(10)
        expect(await list.total()).toBeLessThan(200)
        // The avatar before the name is read with it.
        for (const owner of await list.column(t.owner)) expect(owner.endsWith(t.seller.name)).toBe(true)
        await look(seller, 'customers')
        const foreign = await someoneElsesCustomer(browser, server, t.seller.name)
        seller.watch.expect(/404 \(Not Found\)/)
        await seller.goTo(`/a/crm/customer/${foreign}`)
        await seller.sees(t.notFound)
      })

      it('finds a customer by two characters of the name', async () => {
        await seller.goTo('/a/crm/customer')
        customer = (await list.column(t.name))[0] ?? ''
        const two = customer.slice(2, 4)
        await seller.click(new RegExp(`^${t.palette}`))
        const [answer] = await Promise.all([
          seller.page.waitForResponse((response) => response.url().includes('/search?')),
          seller.fill(t.palette, two, seller.page.getByRole('dialog')),
        ])
        await answer.finished()
        console.log(`${database.name}: search answered in ${Math.round(answer.request().timing().responseEnd)} ms`)
        const hit = seller.page.getByRole('option').filter({ hasText: two }).first()
        await hit.waitFor()
        await look(seller, 'palette')
        await seller.page.keyboard.press('Escape')
        await seller.fill(t.search, customer)
        await expect.poll(() => list.column(t.name)).toEqual([customer])
        await seller.click(customer)
        await seller.page.locator('aside').getByText(customer).first().waitFor()
        await look(seller, 'customer')
      })

      it('narrows the list by a filter, sorts it, and changes a cell in place', async () => {
        await seller.goTo('/a/crm/customer')
        const all = await list.total()
        await seller.click(t.filter)
        const panel = seller.page.getByRole('dialog', { name: new RegExp(`^${t.filter}`) })
        await seller.click(t.addCondition, panel)
        await panel.getByRole('button', { name: new RegExp(`^${t.field}`) }).click()
        await seller.page.getByRole('combobox', { name: t.searchField }).fill(t.level)
        await seller.page.getByRole('option', { name: t.level, exact: true }).click()
        await seller.choose(t.value, t.levelA, panel)
        await seller.page.keyboard.press('Escape')
        await expect.poll(async () => [...new Set(await list.column(t.level))]).toEqual([t.levelA])
        expect(await list.total()).toBeLessThan(all)
        await list.header(t.name).getByText(t.name).click()
        await expect.poll(() => list.header(t.name).getAttribute('aria-sort')).toBe('ascending')
        await seller.watch.settled()
        const names = await list.column(t.name)
        expect(names.length).toBeGreaterThan(1)
        await look(seller, 'filtered')

        await (await list.cell(0, t.phone)).click()
        await seller.page.keyboard.press('Enter')
        await seller.page.keyboard.press('Control+a')
        await seller.page.keyboard.type('02165432100')
        await seller.page.keyboard.press('Enter')
        await seller.watch.settled()
        await seller.page.reload()
        const [first = ''] = names
        await seller.fill(t.search, first)
        await expect.poll(() => list.column(t.name)).toEqual([first])
        expect((await list.column(t.phone))[0]?.replace(/\D/g, '')).toContain('2165432100')
      })

      it('quotes, sees the totals follow the lines, and changes a line', async () => {
        await seller.goTo('/a/crm/quote/new')
        await seller.fill(t.title, t.subjectText)
        await pick(seller, 'field-quote-customer', customer)
        await seller.click(t.addLine)
        await pick(seller, 'field-quote-lines-0-product', 'SCARA 机器人')
        await fillLine(seller, 'quote', { quantity: '2', list_price: '42000', discount: '5' })
        const read = (label: string) => reading(seller, label)
        await expect.poll(() => read(t.total)).toBe('¥79,800.00')
        await seller.fill(t.reduction, '1300')
        await expect.poll(() => read(t.total)).toBe('¥78,500.00')
        await look(seller, 'quote-preview')
        await seller.click(t.save)
        await seller.sees(t.quoteCreated)
        await expect.poll(() => read(t.total)).toBe('¥78,500.00')
        await look(seller, 'quote')
        await seller.click(t.edit)
        await fillLine(seller, 'quote', { quantity: '3' })
        await seller.click(t.save)
        await expect.poll(() => read(t.total)).toBe('¥118,400.00')
      })

      it('takes an order, and finds it in the figures of the customer', async () => {
        const before = await orderedBy(seller, customer)
        await seller.goTo('/a/crm/order/new')
        await pick(seller, 'field-order-customer', customer)
        await seller.click(t.addLine)
        await pick(seller, 'field-order-lines-0-product', 'SCARA 机器人')
        await fillLine(seller, 'order', { quantity: '3', price: '1000' })
        await seller.click(t.save)
        await seller.sees(t.orderCreated)
        const after = await orderedBy(seller, customer)
        expect(after.amount - before.amount).toBe(3000)
        await seller.goTo(`/a/crm/customer/${after.id}`)
        expect(Number((await reading(seller, t.ordered)).replace(/[^\d.]/g, ''))).toBe(after.amount)
        await look(seller, 'customer-figures')
      })

      it('adds a follow-up from the phone', async () => {
        const onPhone = await openUser(browser, server, { language, phone: true })
        await onPhone.logIn(t.seller.email)
        await onPhone.goTo('/a/crm/customer')
        await look(onPhone, 'phone-customers')
        await onPhone.fill(t.search, customer)
        await onPhone.page.getByRole('listitem').filter({ hasText: customer }).first().click()
        await look(onPhone, 'phone-customer')
        await onPhone.click(t.add)
        await onPhone.click(t.followUp)
        const dialog = onPhone.page.getByRole('dialog')
        await onPhone.fill(t.subject, t.subjectText, dialog)
        await onPhone.fill(t.content, t.subjectText, dialog)
        await look(onPhone, 'phone-follow-up')
        await onPhone.click(t.save, dialog)
        await onPhone.sees(t.created)
        await onPhone.leave()

        await seller.goTo('/a/crm/follow_up')
        await expect.poll(() => list.column(t.subject)).toContain(t.subjectText)
        await seller.leave()
      })
    })
  })
})

/** Picks a related record by what it is called. */
async function pick({ page }: User, input: string, title: string): Promise<void> {
  await page.locator(`[id="${input}"]`).fill(title)
  await page.getByRole('option', { name: title, exact: true }).click()
}

async function fillLine({ page }: User, entity: string, values: { [field: string]: string }): Promise<void> {
  for (const [field, value] of Object.entries(values))
    await page.locator(`[id="field-${entity}-lines-0-${field}"]`).fill(value)
}

/** What is read under a label of a record. */
async function reading({ page }: User, label: string): Promise<string> {
  const name = page.getByText(label, { exact: true }).filter({ visible: true }).last()
  return (await name.locator('xpath=following-sibling::*[1]').textContent())?.trim() ?? ''
}

/** A customer by name, with what was ordered so far. */
async function orderedBy({ page }: User, name: string): Promise<{ id: string; amount: number }> {
  const answer = await page.request.post('/api/apps/crm/entities/customer/query', {
    data: { select: ['orders_amount'], filter: { field: 'name', op: 'eq', value: name }, page: { size: 1 } },
    headers: { origin: new URL(page.url()).origin },
  })
  const { records } = await answer.json()
  return { id: records[0].id, amount: Number(records[0].orders_amount) }
}

/** The id of a customer that belongs to nobody of that name. */
async function someoneElsesCustomer(browser: Browser, server: JourneyServer, name: string): Promise<string> {
  const root = await openUser(browser, server)
  await root.logIn(administrator.email, administrator.password)
  const { users } = await (await root.page.request.get('/api/directory/users')).json()
  const own = users.find((user: { name: string }) => user.name === name).id
  const answer = await root.page.request.post('/api/apps/crm/entities/customer/query', {
    data: { select: ['name'], filter: { field: 'owner', op: 'ne', value: own }, page: { size: 1 } },
    headers: { origin: new URL(root.page.url()).origin },
  })
  const { records } = await answer.json()
  await root.leave()
  return records[0].id
}

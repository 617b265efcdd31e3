import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserSkip } from './harness/browser-skip.ts'
import { journeyDatabases } from './harness/databases.ts'
import { openBrowser } from './harness/open-browser.ts'
import { openUser, type User } from './harness/open-user.ts'
import { type JourneyServer, startServer } from './harness/start-server.ts'

const [embedded] = journeyDatabases
const sales = 'zhang.wei@example.com'
const manager = 'wang.jian@example.com'
const signer = '吴秀英'
const finance = 'wu.xiuying@example.com'

interface Found {
  records: { id: string; code: string }[]
}

/** A quote over 50,000: its maker's manager has to agree. */
async function makeQuote(page: Page): Promise<{ id: string; code: string }> {
  const send = async (path: string, data: object) => {
    const headers = { origin: new URL(page.url()).origin }
    const answer = await page.request.post(`/api/apps/crm/entities/${path}`, { data, headers })
    expect(answer.status(), await answer.text()).toBeLessThan(300)
    return await answer.json()
  }
  const first = async (entity: string) =>
    ((await send(`${entity}/query`, { select: ['name'], page: { size: 1 } })) as Found).records[0]?.id
  const [customer, product] = await Promise.all([first('customer'), first('product')])
  const lines = [{ product, quantity: '100', list_price: '1000', discount: '0.1' }]
  const values = { title: '审批测试', customer, lines }
  return (await send('quote/records', { values, select: ['code'] })) as { id: string; code: string }
}

async function submit(user: User): Promise<{ id: string; code: string }> {
  const quote = await makeQuote(user.page)
  await user.goTo(`/a/crm/quote/${quote.id}`)
  await user.click('发起报价审批')
  await user.sees('审批路径')
  await user.click('提交', user.page.getByRole('dialog'))
  await user.sees('直属上级审批 · 王健')
  return quote
}

/** Somebody else, found by part of the name. */
async function pick(user: User, label: string): Promise<void> {
  const field = user.page.getByRole('dialog').getByRole('combobox', { name: label })
  await field
    .or(user.page.getByRole('dialog').getByRole('textbox', { name: label }))
    .first()
    .fill(signer)
  await user.page.getByRole('option', { name: signer }).first().click()
  // The list of several stays open for the next one.
  await user.page.keyboard.press('Tab')
}

const row = (user: User, code: string) => user.page.getByRole('link', { name: new RegExp(code) })
const bar = (user: User) => user.page.locator('[data-act-bar]')

async function openTask(user: User, code: string): Promise<void> {
  await user.goTo('/tasks')
  await row(user, code).first().click()
  await bar(user).waitFor()
}

describe.skipIf(browserSkip)('tasks in a browser', () => {
  let server: JourneyServer
  let browser: Browser
  const enter = async (email: string, options: Parameters<typeof openUser>[2] = {}) => {
    const user = await openUser(browser, server, options)
    await user.logIn(email)
    return user
  }

  beforeAll(async () => {
    if (!embedded) throw new Error('unreachable: the embedded database is always there')
    ;[server, browser] = await Promise.all([startServer(embedded), openBrowser()])
  }, 200_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  it('goes from the record to the manager, back to the initiator, straight back, to a signer, and to its end', async () => {
    const [zhang, wang] = await Promise.all([enter(sales), enter(manager)])
    const quote = await submit(zhang)
    await zhang.check('process/record-strip')

    await openTask(wang, quote.code)
    await wang.check('process/task-centre')
    await wang.click('退回', bar(wang))
    const dialog = wang.page.getByRole('dialog')
    await wang.click('退回', dialog)
    await wang.sees('请填写意见。')
    await dialog.getByText('直接回到我这里').click()
    await wang.fill('意见', '折扣写明依据', dialog)
    await wang.click('退回', dialog)
    await wang.sees('已退回')
    await row(wang, quote.code).waitFor({ state: 'detached' })

    await openTask(zhang, quote.code)
    await zhang.sees('折扣写明依据')
    await zhang.click('重新提交', bar(zhang))
    await zhang.sees('已重新提交')

    await openTask(wang, quote.code)
    await wang.click('更多操作', bar(wang))
    await wang.click('加签')
    await pick(wang, '加签人员')
    await wang.click('加签', wang.page.getByRole('dialog'))
    await wang.sees('已加签')
    await wang.leave()

    const wu = await enter(finance)
    await openTask(wu, quote.code)
    await wu.page.keyboard.press('a')
    await wu.sees('已同意')
    await wu.leave()

    const again = await enter(manager, { scheme: 'dark' })
    await openTask(again, quote.code)
    await again.click('进度')
    await again.page.locator('section[aria-label="进度"]').waitFor()
    await again.check('process/progress-dark')
    await again.click('同意', bar(again))
    await again.sees('已同意')
    await again.leave()

    await zhang.goTo('/tasks?box=started')
    await row(zhang, quote.code).getByText('已完成').waitFor()
    await zhang.leave()
  }, 180_000)

  it('tells the second of two who click together what became of it', async () => {
    const [zhang, first, second] = await Promise.all([enter(sales), enter(manager), enter(manager)])
    const quote = await submit(zhang)
    await Promise.all([openTask(first, quote.code), openTask(second, quote.code)])
    // It is told at once what others do; here the telling is late.
    const gate = Promise.withResolvers<void>()
    await second.page.route(/\/api\/instances\/[^/]+$/, async (route) => {
      await gate.promise
      await route.continue()
    })
    second.watch.expect(/409 \(Conflict\)/)
    await first.click('同意', bar(first))
    await first.sees('已同意')
    const refused = second.page.waitForResponse((answer) => answer.status() === 409)
    await second.click('同意', bar(second))
    await refused
    gate.resolve()
    await second.sees(/此流程已结束|此任务已结束/)
    await bar(second).getByRole('button', { name: '同意' }).waitFor({ state: 'detached' })
    await second.sees('流程完成')
    await Promise.all([zhang.leave(), first.leave(), second.leave()])
  }, 120_000)

  it('is approved on a phone by two taps', async () => {
    const zhang = await enter(sales)
    const quote = await submit(zhang)
    const wang = await enter(manager, { phone: true })
    await wang.goTo('/tasks')
    await wang.check('process/phone-list')
    await row(wang, quote.code).tap()
    await bar(wang).waitFor()
    await wang.check('process/phone-task')
    const approve = bar(wang).getByRole('button', { name: '同意' })
    expect((await approve.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    await approve.tap()
    await wang.sees('已同意')
    await wang.page.waitForURL((url) => url.pathname === '/tasks')
    await zhang.goTo(`/a/crm/quote/${quote.id}`)
    await zhang.sees('已完成')
    await Promise.all([zhang.leave(), wang.leave()])
  }, 120_000)

  it('is recalled by its initiator, handed to somebody else, and kept from strangers', async () => {
    const zhang = await enter(sales)
    const quote = await submit(zhang)
    await zhang.goTo('/tasks?box=started')
    await row(zhang, quote.code).first().click()
    await zhang.click('撤回', bar(zhang))
    await zhang.click('撤回', zhang.page.getByRole('dialog'))
    await zhang.sees('已撤回')
    await zhang.click('重新提交', bar(zhang))
    await zhang.sees('已重新提交')

    const wang = await enter(manager, { language: 'zh' })
    await openTask(wang, quote.code)
    await wang.click('更多操作', bar(wang))
    await wang.click('转交')
    await pick(wang, '转交给')
    await wang.click('转交', wang.page.getByRole('dialog'))
    await wang.sees('已转交')
    await wang.leave()

    const wu = await enter(finance)
    await openTask(wu, quote.code)
    await wu.click('拒绝', bar(wu))
    await wu.fill('意见', '利润太低', wu.page.getByRole('dialog'))
    await wu.click('拒绝', wu.page.getByRole('dialog'))
    await wu.sees('已拒绝')
    wu.watch.expect(/404 \(Not Found\)/)
    await wu.goTo('/tasks/018f0000-0000-7000-8000-000000000000')
    await wu.sees('没有此流程，或您无权查看')
    await Promise.all([zhang.leave(), wu.leave()])
  }, 150_000)
})

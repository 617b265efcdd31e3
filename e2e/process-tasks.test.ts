import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserSkip } from './harness/browser-skip.ts'
import { journeyDatabases } from './harness/databases.ts'
import { openBrowser } from './harness/open-browser.ts'
import { openUser, type User } from './harness/open-user.ts'
import { administrator, type JourneyServer, startServer } from './harness/start-server.ts'

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

/** Two steps of the manager; the first is signed, with a reason. */
const signedCheck = {
  ...{ kind: 'process', key: 'signed_check', label: { zh: '签名复核', en: 'Signed check' }, entity: 'quote' },
  start: { hand: {} },
  nodes: [
    { key: 'begin', type: 'start' },
    {
      ...{ key: 'sign', type: 'approval', label: { zh: '签名', en: 'Sign' } },
      options: {
        approvers: [{ by: 'manager' }],
        demands: { signature: true, approveReasons: ['常规', '特批'] },
        access: { write: ['terms'] },
      },
    },
    {
      ...{ key: 'review', type: 'approval', label: { zh: '复核', en: 'Review' } },
      options: { approvers: [{ by: 'manager' }], demands: { reasons: ['资料不全', '金额有误'] } },
    },
    { key: 'end', type: 'end' },
  ],
  transitions: [
    { key: 'a', from: 'begin', to: 'sign' },
    { key: 'b', from: 'sign', to: 'review' },
    { key: 'c', from: 'review', to: 'end' },
  ],
}

async function post(page: Page, path: string, data: object): Promise<{ id: string }> {
  const headers = { origin: new URL(page.url()).origin }
  const answer = await page.request.post(`/api${path}`, { data, headers })
  expect(answer.status(), await answer.text()).toBeLessThan(300)
  return (await answer.json().catch(() => ({}))) as { id: string }
}

async function startCheck({ page }: User): Promise<{ code: string; instance: string }> {
  const quote = await makeQuote(page)
  const body = { recordId: quote.id, key: `check ${quote.id}` }
  const { id } = await post(page, '/apps/crm/processes/signed_check/start', body)
  return { code: quote.code, instance: id }
}

async function sign({ page }: User): Promise<void> {
  const box = await page.getByRole('img', { name: '在框内手写签名' }).boundingBox()
  if (!box) throw new Error('There is nothing to sign in.')
  const uploaded = page.waitForResponse((answer) => answer.url().includes('/files'))
  await page.mouse.move(box.x + 40, box.y + 60)
  await page.mouse.down()
  for (let step = 1; step <= 12; step += 1)
    await page.mouse.move(box.x + 40 + step * 18, box.y + 60 + (step % 2 === 0 ? -24 : 24))
  await page.mouse.up()
  await uploaded
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
    await wang.sees('请选择原因。')
    await wang.choose('原因', '缺少依据或附件', dialog)
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
    await wu.choose('原因', '毛利过低', wu.page.getByRole('dialog'))
    await wu.fill('意见', '利润太低', wu.page.getByRole('dialog'))
    await wu.click('拒绝', wu.page.getByRole('dialog'))
    await wu.sees('已拒绝')
    wu.watch.expect(/404 \(Not Found\)/)
    await wu.goTo('/tasks/018f0000-0000-7000-8000-000000000000')
    await wu.sees('没有此流程，或您无权查看')
    await Promise.all([zhang.leave(), wu.leave()])
  }, 150_000)

  it('is talked about, urged, signed with a reason, printed, read as a copy, and sent back by an administrator', async () => {
    const root = await openUser(browser, server)
    await root.logIn(administrator.email, administrator.password)
    const change = { id: 'process/signed_check', base: null, document: signedCheck }
    await post(root.page, '/apps/crm/draft/changes', { changes: [change] })
    await post(root.page, '/apps/crm/publish', {})
    const zhang = await enter(sales)
    const { code, instance } = await startCheck(zhang)

    await zhang.goTo(`/tasks/${instance}?box=started`)
    await zhang.page.getByRole('textbox', { name: '评论' }).fill('请看一下 @吴秀')
    await zhang.page.getByRole('option', { name: signer }).click()
    const note = { name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('一张便条') }
    await zhang.page.locator('input[type="file"]').setInputFiles(note)
    await zhang.page.getByRole('button', { name: '移除 note.txt' }).waitFor()
    const said = zhang.page.waitForResponse((answer) => answer.url().endsWith('/comments') && answer.status() === 201)
    await zhang.click('发送')
    await said
    await zhang.page.getByText('请看一下').and(zhang.page.locator('p')).waitFor()
    await zhang.click('催办', bar(zhang))
    await zhang.click('催办', zhang.page.getByRole('dialog'))
    await zhang.sees('已催办')
    await zhang.click('催办', bar(zhang))
    await zhang.sees(/可再次催办/)
    await zhang.click('取消', zhang.page.getByRole('dialog'))

    const wu = await enter(finance)
    await wu.goTo(`/tasks/${instance}`)
    await wu.sees(/请看一下/)
    // A copy of what is on the screen would be read at once.
    await wu.goTo('/tasks')
    const wang = await enter(manager)
    await openTask(wang, code)
    // What is typed into the form of a task survives a reload, and goes with the decision.
    await wang.click('编辑付款与交货条款')
    await wang.fill('付款与交货条款', '货到付款')
    await wang.sees('修改会随你的决定一起保存。')
    await wang.page.waitForTimeout(1000)
    await wang.page.reload()
    await wang.click('继续编辑')
    await wang.sees('修改会随你的决定一起保存。')
    await wang.click('同意', bar(wang))
    const dialog = wang.page.getByRole('dialog')
    await wang.click('同意', dialog)
    await wang.sees('请选择原因。')
    await wang.choose('原因', '特批', dialog)
    await sign(wang)
    await wang.check('process/sign-with-reason')
    await wang.click('同意', dialog)
    await wang.sees('已同意')
    await wang.goTo(`/tasks/${instance}`)
    await wang.sees(/原因：特批/)
    await wang.sees('货到付款')
    await wang.page.getByRole('img', { name: '已签名' }).waitFor()
    await wang.page.getByRole('button', { name: '打印审批记录' }).waitFor()
    const paper = await wang.page.request.get(`/api/instances/${instance}/print`)
    expect(paper.headers()['content-type']).toBe('application/pdf')
    expect((await paper.body()).subarray(0, 5).toString()).toBe('%PDF-')

    await post(zhang.page, `/instances/${instance}/copies`, {
      ...{ users: [await idOf(wu.page, finance)], key: `copy ${instance}` },
    })
    await wu.goTo('/tasks?box=copied')
    await wu.sees('全部标为已读')
    await wu.check('process/copies')
    await row(wu, code).first().click()
    await wu.page.getByRole('button', { name: '全部标为已读' }).waitFor({ state: 'detached' })

    await root.goTo(`/tasks/${instance}`)
    await root.click('更多操作', bar(root))
    await root.click('跳转到节点')
    await root.choose('跳转到', '签名', root.page.getByRole('dialog'))
    await root.fill('意见', '签名不清楚', root.page.getByRole('dialog'))
    await root.click('跳转到节点', root.page.getByRole('dialog'))
    await root.sees('已跳转')
    await root.sees(/跳转到签名/)
    await Promise.all([zhang.leave(), wu.leave(), wang.leave(), root.leave()])
  }, 150_000)

  it('is decided with others at once, with a reason that fits all; a leaver’s work goes to somebody else', async () => {
    const zhang = await enter(sales)
    const quotes = [await submit(zhang), await submit(zhang)]
    const wang = await enter(manager)
    await wang.goTo('/tasks')
    for (const { code } of quotes) {
      const box = wang.page.getByRole('checkbox', { name: new RegExp(code) })
      await box.check({ force: true })
    }
    await wang.click('同意', wang.page.getByRole('region', { name: '已选 2 项' }))
    await wang.click('同意', wang.page.getByRole('dialog'))
    await wang.sees('2 项已处理')
    await wang.click('关闭', wang.page.getByRole('dialog'))
    await wang.leave()

    const left = await submit(zhang)
    const root = await openUser(browser, server)
    await root.logIn(administrator.email, administrator.password)
    await root.goTo(`/admin/users/${await idOf(root.page, manager)}`)
    await root.click('交接工作')
    const dialog = root.page.getByRole('dialog', { name: '交接 王健 的工作' })
    await dialog.getByText('报价审批').first().waitFor()
    await root.click('交接', dialog)
    await root.sees('请选择接替人。')
    await dialog
      .getByRole('combobox', { name: '接替人' })
      .or(dialog.getByRole('textbox', { name: '接替人' }))
      .first()
      .fill(signer)
    await root.page.getByRole('option', { name: signer }).click()
    await root.check('process/handover')
    await root.click('交接', dialog)
    await root.sees(/已交接 \d+ 项待办/)
    await root.check('process/handover-result')
    await root.leave()

    const wu = await enter(finance)
    await openTask(wu, left.code)
    await wu.sees(/把王健的任务交接给吴秀英/)
    await Promise.all([wu.leave(), zhang.leave()])
  }, 150_000)

  it('lets a customer answer a complaint by a link, on a phone and without an account', async () => {
    const zhou = await enter('zhou.haitao@example.com')
    const { records } = (await post(zhou.page, '/apps/crm/entities/customer/query', {
      select: ['name'],
      page: { size: 1 },
    })) as unknown as Found
    const values = {
      subject: '电机异响',
      kind: 'complaint',
      customer: records[0]?.id,
      status: 'new',
      received_at: new Date().toISOString(),
    }
    const { id: recordId } = await post(zhou.page, '/apps/crm/entities/ticket/records', { values })
    const { id } = await post(zhou.page, '/apps/crm/processes/complaint_handling/start', {
      recordId,
      key: 'e2e complaint',
    })
    const root = await openUser(browser, server)
    await root.logIn(administrator.email, administrator.password)
    const jump = { to: 'confirm', comment: '已电话处理', key: 'e2e confirm' }
    await post(root.page, `/instances/${id}/jump`, jump)

    await root.goTo(`/tasks/${id}`)
    await root.click('复制答复链接')
    const link = new URL(await root.page.getByRole('textbox', { name: '答复链接' }).inputValue()).pathname
    await root.check('process/answer-link')

    const customer = await openUser(browser, server, { phone: true })
    await customer.goTo(link)
    await customer.sees('电机异响')
    await customer.click('没有解决，请重新处理')
    await customer.sees('请说明哪里有问题。')
    await customer.page.getByRole('radio', { name: '4 分' }).check({ force: true })
    await customer.check('process/answer-page')
    await customer.click('已解决')
    await customer.sees('已收到您的答复，谢谢！')
    customer.watch.expect(/410/)
    await customer.goTo(link)
    await customer.sees('已答复')
    await customer.leave()

    await root.page.reload()
    await root.sees('经链接答复「已解决」')
    await root.check('process/answer-story')
    await Promise.all([root.leave(), zhou.leave()])
  }, 180_000)
})

async function idOf(page: Page, email: string): Promise<string> {
  const name = { [finance]: signer, [manager]: '王健' }[email]
  const { users } = (await (await page.request.get('/api/directory/users')).json()) as {
    users: { id: string; name: string }[]
  }
  return users.find((user) => user.name === name)?.id ?? ''
}

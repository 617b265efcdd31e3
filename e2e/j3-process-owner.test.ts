import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserSkip } from './harness/browser-skip.ts'
import { journeyDatabases } from './harness/databases.ts'
import { openBrowser } from './harness/open-browser.ts'
import { openUser, type User } from './harness/open-user.ts'
import { administrator, type JourneyServer, startServer } from './harness/start-server.ts'
import { type MadeQuote, makeQuote, tasksOnScreen } from './harness/tasks-on-screen.ts'

const [embedded] = journeyDatabases
const name = '报价分级审批'
const sales = 'zhang.wei@example.com'
const manager = 'wang.jian@example.com'
const head = 'lin.yufei@example.com'
const countersigners = ['吴秀英', '陈国强']
const inTurn = ['林宇飞', '陈国强']

/** Who owns a process draws it, tries it on quotes, publishes it, sees it run, and changes it under way. */
describe.skipIf(browserSkip)('J3', () => {
  let server: JourneyServer
  let browser: Browser
  let owner: User
  let quote: MadeQuote
  const picture = (screen: string) => `j3/${screen}`
  const node = (key: string) => owner.page.locator(`[data-node="${key}"]`)
  const dialog = () => owner.page.getByRole('dialog')
  const pattern = () => `${quote.code}|年度采购报价`
  const drawer = () => owner.page.locator('aside').last()
  const keys = () =>
    owner.page.locator('[data-node]').evaluateAll((all) => all.map((one) => one.getAttribute('data-node')).sort())

  beforeAll(async () => {
    if (!embedded) throw new Error('unreachable: the embedded database is always there')
    ;[server, browser] = await Promise.all([startServer(embedded), openBrowser()])
    owner = await openUser(browser, server, { language: 'zh' })
    await owner.logIn(administrator.email, administrator.password)
    await owner.goTo('/design/crm')
  }, 200_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  it('draws tiers by amount about quotes', async () => {
    await owner.click('新建流程')
    await owner.choose('关于哪张表', '报价单', dialog())
    await owner.fill('名称', name, dialog())
    await dialog()
      .getByRole('radio', { name: /按金额分级/ })
      .click()
    await owner.choose('按哪个字段分级', '报价总额', dialog())
    await owner.fill('超过多少需要上一级审批', '50000', dialog())
    await owner.click('创建', dialog())
    await node('by_amount').waitFor()
    await owner.check(picture('tiers'))
  })

  it('adds parallel branches: one where all must agree, one in turn; and a copy', async () => {
    await insert('upper_to_done', 'parallel')
    await expect.poll(keys).toContain('join')
    await insert('way', 'approval')
    await insert('way_2', 'approval')
    await insert('line', 'notice')
    await expect
      .poll(keys)
      .toEqual([
        'approval',
        'approval_2',
        'begin',
        'by_amount',
        'done',
        'join',
        'manager',
        'notice',
        'parallel',
        'upper',
      ])
    await open('approval')
    await rename('会签')
    await drawer().getByRole('radio', { name: /^会签/ }).click()
    await askPeople([])
    await open('approval_2')
    await rename('依次审批')
    await drawer()
      .getByRole('radio', { name: /^依次审批/ })
      .click()
    await askPeople(inTurn)
    await owner.check(picture('parallel'))
  })

  it('gives the manager a deadline that escalates in working hours', async () => {
    await open('manager')
    await drawer().getByRole('tab', { name: '时限' }).click()
    await owner.click('添加时限', drawer())
    await owner.click('添加时限', drawer())
    await owner.choose('第 2 个时限到期后', '转给上级处理', drawer())
    await owner.check(picture('deadline'))
  })

  it('is told where it is that nobody is asked, and names them', async () => {
    await owner.page.locator('[data-node="approval"][data-tone="error"]').waitFor()
    await open('approval')
    await drawer().getByText('至少 1 项。').waitFor()
    await owner.check(picture('nobody'))
    await expectBlocked()
    await drawer().getByRole('button', { name: '（未选择）', exact: true }).click()
    await choosePeople(countersigners)
    await owner.page.locator('[data-tone="error"]').first().waitFor({ state: 'detached' })
  })

  it('is told of the missing default, and cannot publish without', async () => {
    await openLine('small')
    await drawer()
      .getByRole('radio', { name: /前面的人这样决定/ })
      .click()
    await owner.page.locator('[data-node="by_amount"][data-tone="error"]').waitFor()
    await owner.page.locator('button[aria-pressed]', { hasText: '1 个问题' }).click()
    await drawer()
      .getByText(/没有默认线/)
      .hover()
    await owner.check(picture('problems'))
    await expectBlocked(picture('blocked'))
  })

  it('mends it at the line', async () => {
    await drawer()
      .getByText(/没有默认线/)
      .click()
    await drawer().getByRole('heading', { name: '金额' }).waitFor()
    await openLine('small')
    await drawer()
      .getByRole('radio', { name: /其他情况/ })
      .click()
    await owner.page.locator('[data-tone="error"]').first().waitFor({ state: 'detached' })
    await owner.check(picture('mended'))
  })

  it('walks a quote through it: who would decide, and why', async () => {
    await owner.click('试运行')
    await owner.choose('发起人', '张伟')
    const steps = owner.page.locator('[aria-live="polite"] ol > li')
    await steps.filter({ hasText: '王健' }).waitFor()
    await owner.check(picture('walk'))
  })

  it('sends the past quotes through it', async () => {
    await owner.page.locator('label', { hasText: /^分支覆盖$/ }).click()
    await owner.sees(/条记录走过/)
    await owner.check(picture('coverage'))
    await owner.page.locator('label', { hasText: /^历史重放$/ }).click()
    await owner.sees('还没有已结束的实例')
    await owner.click('返回设计')
  })

  it('publishes it', async () => {
    await publish()
  })

  it('is recalled, submitted again, urged, and agreed to by the manager', async () => {
    const zhang = await enter(sales)
    quote = await submit(zhang, '年度采购报价')
    await tasksOnScreen(zhang).openStarted(pattern())
    await act(zhang, '撤回', '已撤回')
    await zhang.click('重新提交', tasksOnScreen(zhang).bar)
    await zhang.sees('已重新提交')
    await tasksOnScreen(zhang).openStarted(pattern())
    await act(zhang, '催办', '已催办')
    await zhang.check(picture('urged'))
    await zhang.leave()
    await approveAs(manager)
  })

  it('goes back to an earlier step and straight back to who returned it', async () => {
    const lin = await enter(head)
    const tasks = tasksOnScreen(lin)
    await tasks.open(pattern())
    await lin.click('退回', tasks.bar)
    const asked = lin.page.getByRole('dialog')
    await lin.choose('退回到', '直属上级审批', asked)
    await asked.getByText('直接回到我这里').click()
    await lin.fill('意见', '请写明折扣依据', asked)
    await lin.check(picture('return'))
    await lin.click('退回', asked)
    await lin.sees('已退回')
    await lin.leave()
    await approveAs(manager)
    const again = await enter(head)
    await tasksOnScreen(again).open(pattern())
    await again.leave()
  })

  it('gets a signer, and is handed to somebody else', async () => {
    const lin = await enter(head)
    const tasks = tasksOnScreen(lin)
    await tasks.open(pattern())
    await tasks.actRarely('加签')
    await tasks.pick('加签人员', '吴秀英')
    await lin.click('加签', lin.page.getByRole('dialog'))
    await lin.sees('已加签')
    await approveAs('wu.xiuying@example.com')
    await tasks.open(pattern())
    await tasks.actRarely('转交')
    await tasks.pick('转交给', '陈国强')
    await lin.check(picture('transfer'))
    await lin.click('转交', lin.page.getByRole('dialog'))
    await lin.sees('已转交')
    await lin.leave()
    await approveAs('chen.guoqiang@example.com')
  })

  it('counts two who agree at once, and tells the second of two windows what became of it', async () => {
    const both = await Promise.all([enter('wu.xiuying@example.com'), enter('chen.guoqiang@example.com')])
    await Promise.all(both.map((user) => tasksOnScreen(user).open(pattern())))
    await Promise.all(both.map((user) => user.click('同意', tasksOnScreen(user).bar)))
    await Promise.all(both.map((user) => user.sees('已同意')))
    await Promise.all(both.map((user) => user.leave()))
    const [first, second] = await Promise.all([enter(head), enter(head)])
    await Promise.all([first, second].map((user) => tasksOnScreen(user).open(pattern())))
    // It is told at once what others do; here the telling is late.
    const gate = Promise.withResolvers<void>()
    await second.page.route(/\/api\/instances\/[^/]+$/, async (route) => {
      await gate.promise
      await route.continue()
    })
    second.watch.expect(/4\d\d \((Conflict|Not Found|Forbidden)\)/)
    await first.click('同意', tasksOnScreen(first).bar)
    await first.sees('已同意')
    const refused = second.page.waitForResponse((answer) => answer.status() >= 400)
    await second.click('同意', tasksOnScreen(second).bar)
    await refused
    gate.resolve()
    await second.sees(/此任务已结束|您已处理过/)
    await second.check(picture('second'))
    await Promise.all([first.leave(), second.leave()])
  })

  it('is agreed to on a phone by the last in turn, which ends it', async () => {
    const chen = await enter('chen.guoqiang@example.com', { phone: true })
    const tasks = tasksOnScreen(chen)
    await chen.goTo('/tasks')
    await tasks.row(pattern()).first().tap()
    await tasks.bar.waitFor()
    await chen.check(picture('phone'))
    await tasks.bar.getByRole('button', { name: '同意' }).tap()
    await chen.sees('已同意')
    await chen.leave()
    const zhang = await enter(sales)
    await zhang.goTo('/tasks?box=started')
    await tasksOnScreen(zhang).row(pattern()).first().getByText('已完成').waitFor()
    await submit(zhang, '仍在进行的报价')
    await zhang.leave()
  })

  it('shows what each step took', async () => {
    const drawing = owner.page.url()
    await owner.click('耗时分析')
    const steps = owner.page.locator('section[aria-label="各节点"]')
    await steps.getByText('直属上级审批', { exact: true }).waitFor()
    await owner.check(picture('insight'))
    await owner.goTo(drawing)
    await node('manager').waitFor()
  })

  it('changes it, sees what that would have changed, and publishes', async () => {
    await insert('line', 'approval')
    await expect.poll(keys).toContain('approval_3')
    await owner.click('试运行')
    await owner.page.locator('label', { hasText: /^历史重放$/ }).click()
    await owner.sees(/个实例中有 1 个不同/)
    await owner.check(picture('replay'))
    await owner.click('返回设计')
    await publish()
  })

  it('moves what is running to the new version', async () => {
    await owner.page.locator('header').getByRole('button', { name: '更多', exact: true }).last().click()
    await owner.click('版本与迁移…')
    await owner.sees('进行中 1')
    await owner.check(picture('versions'))
    await owner.click('迁移…', dialog())
    await owner.sees('1 个进行中的流程均可自动迁移。')
    await owner.check(picture('move'))
    await owner.click('开始迁移 1 个', dialog())
    await owner.sees(/迁移完成：1 个/)
    await owner.check(picture('moved'))
    await owner.leave()
  })

  async function enter(email: string, options: Parameters<typeof openUser>[2] = {}): Promise<User> {
    const user = await openUser(browser, server, { language: 'zh', ...options })
    await user.logIn(email)
    return user
  }
  async function submit(user: User, title: string): Promise<MadeQuote> {
    const made = await makeQuote(user, title)
    await user.goTo(`/a/crm/quote/${made.id}`)
    await user.click(`发起${name}`)
    await user.sees('审批路径')
    await user.check(picture('submit'))
    await user.click('提交', user.page.getByRole('dialog'))
    await user.sees('直属上级审批 · 王健')
    return made
  }
  async function approveAs(email: string) {
    const user = await enter(email)
    const tasks = tasksOnScreen(user)
    await tasks.open(pattern())
    await user.click('同意', tasks.bar)
    await user.sees('已同意')
    await user.leave()
  }
  async function act(user: User, what: string, done: string) {
    await user.click(what, tasksOnScreen(user).bar)
    await user.click(what, user.page.getByRole('dialog'))
    await user.sees(done)
  }
  async function expectBlocked(shown?: string) {
    await owner.click('发布…')
    await dialog().getByText('有问题需要先解决').waitFor()
    expect(await dialog().getByRole('button', { name: '发布', exact: true }).isDisabled()).toBe(true)
    if (shown) await owner.check(shown)
    await owner.page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'hidden' })
  }
  async function publish() {
    await owner.click('发布…')
    const now = dialog().getByRole('button', { name: '发布', exact: true })
    await expect.poll(() => now.isEnabled()).toBe(true)
    await now.click()
    await dialog()
      .getByText(/已发布版本/)
      .first()
      .waitFor()
    await owner.page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'hidden' })
  }
  async function insert(line: string, type: string) {
    await owner.page.locator(`[data-insert="${line}"]`).click()
    await owner.page.getByRole('combobox', { name: /添加/ }).waitFor()
    await owner.page.locator(`[data-choice="${type}"]`).click()
    await owner.page.locator('[data-choice]').first().waitFor({ state: 'detached' })
  }
  async function open(key: string) {
    await node(key).click()
    await owner.page.keyboard.press('Enter')
    await drawer().waitFor()
  }
  async function openLine(key: string) {
    await owner.page.locator(`[data-line-label="${key}"]`).click()
    await drawer().waitFor()
  }
  async function rename(to: string) {
    await owner.fill('名称', to, drawer())
    await drawer().getByRole('heading', { name: to }).waitFor()
  }
  async function askPeople(people: readonly string[]) {
    await drawer()
      .getByRole('button', { name: /^移除「/ })
      .first()
      .click()
    await owner.click('添加处理人', drawer())
    await owner.page.getByRole('menuitem', { name: /^指定的人/ }).click()
    await choosePeople(people)
  }
  async function choosePeople(people: readonly string[]) {
    const field: Locator = drawer()
      .getByRole('textbox', { name: '人员' })
      .or(drawer().getByRole('combobox', { name: '人员' }))
    for (const person of people) {
      await field.first().fill(person)
      await owner.page.getByRole('option', { name: person }).first().click()
    }
    await owner.page.keyboard.press('Tab')
  }
})

import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserSkip } from './harness/browser-skip.ts'
import { journeyDatabases } from './harness/databases.ts'
import { openBrowser } from './harness/open-browser.ts'
import { openUser, type User } from './harness/open-user.ts'
import { administrator, type JourneyServer, startServer } from './harness/start-server.ts'

const texts = {
  zh: {
    lost: '标记输单',
    reason: '输单原因',
    price: '价格',
    competitor: '选择竞品',
    note: '输单说明',
    written: '客户决定自己开发，下一年度再联系。',
    required: '此项必填',
    done: /标记输单：已完成/,
    found: '继续编辑',
    cancel: '取消',
    discard: '放弃填写',
    closing: '关闭且不保存？',
    more: '更多操作',
    handOver: '移交客户',
    newOwner: '新负责人',
    note2: '备注',
    counted: /将一并更新 1 条商机、1 条联系人。/,
    notYet: '还没有执行，填写的内容仍在这里。',
    handedOver: /移交客户：已完成/,
    step: /更新与这条记录相关的记录/,
    switchForms: '删除这个表单',
    dependent: /标记输单/,
  },
  en: {
    lost: 'Mark as lost',
    reason: 'Loss reason',
    price: 'Price',
    competitor: 'Competitor',
    note: 'Loss note',
    written: 'They build it themselves, and can be asked again next year.',
    required: 'Please fill in this field',
    done: /Mark as lost: done/,
    found: 'Continue',
    cancel: 'Cancel',
    discard: 'Discard',
    closing: 'Close without saving?',
    more: 'More actions',
    handOver: 'Hand over',
    newOwner: 'New owner',
    note2: 'Remarks',
    counted: /This also changes 1 Opportunity, 1 Contact\./,
    notYet: 'Not carried out yet; what you filled in is still here.',
    handedOver: /Hand over: done/,
    step: /Changes records around this one/,
    switchForms: 'Delete this form',
    dependent: /Mark as lost/,
  },
} as const

interface Found {
  id: string
  version: number
  [field: string]: unknown
}

const [embedded, postgres] = journeyDatabases
const cases = [
  ['zh', embedded],
  ['en', postgres?.skip === null ? postgres : embedded],
] as const

describe.skipIf(browserSkip).each(cases)('actions with forms, and on records around, in %s', (language, database) => {
  const t = texts[language]
  const picture = (name: string) => `actions-around/${language}/${name}`
  let server: JourneyServer
  let browser: Browser
  let sales: User
  let manager: User
  const send = async (page: Page, method: 'post' | 'patch', path: string, data: object) => {
    const answer = await page.request[method](`/api/apps/crm/entities/${path}`, {
      data,
      headers: { origin: server.url },
    })
    return await answer.json()
  }
  const find = async (page: Page, entity: string, query: object): Promise<Found[]> =>
    (await send(page, 'post', `${entity}/query`, query)).records
  const read = async (page: Page, entity: string, id: string, select: string): Promise<Found> =>
    (await page.request.get(`/api/apps/crm/entities/${entity}/records/${id}?select=${select}`)).json()
  const dialogOf = ({ page }: User): Locator => page.getByRole('dialog').last()
  /** The name of the action stands on the button that saves its form, too. */
  const press = (user: User, name: string) => inDialog(dialogOf(user), name)
  const inDialog = (dialog: Locator, name: string) => dialog.getByRole('button', { name, exact: true }).click()
  /** Of dialogs that lie upon each other, the one that says something. */
  const saying = ({ page }: User, text: string | RegExp) => page.getByRole('dialog').filter({ hasText: text })
  /** Small ones that nobody else wanted to win, as the list has them. */
  const openDeals = (page: Page) =>
    find(page, 'opportunity', {
      select: ['name', 'version', 'owner'],
      filter: {
        and: [
          { field: 'stage', op: 'not_in', value: ['won', 'lost'] },
          { field: 'amount', op: 'lt', value: '100000' },
          { none: 'competitors' },
        ],
      },
      sort: [{ field: 'expected_close', direction: 'asc' }],
      page: { size: 10 },
    })

  beforeAll(async () => {
    if (!database) throw new Error('unreachable: there is always the embedded database')
    ;[server, browser] = await Promise.all([startServer(database), openBrowser()])
    sales = await openUser(browser, server, { language })
    manager = await openUser(browser, server, { language })
    await sales.logIn('zhang.wei@example.com')
    await manager.logIn('wang.jian@example.com')
    await Promise.all([sales.switchLanguage(language), manager.switchLanguage(language)])
  })
  afterAll(async () => {
    await sales?.leave()
    await manager?.leave()
    await browser?.close()
    await server?.stop()
  })

  it('an action opens its form over the record; the rules of the form decide', async () => {
    const { page } = sales
    const [deal] = await openDeals(page)
    await sales.goTo(`/a/crm/opportunity/${deal?.id}`)
    await sales.click(t.lost)
    const dialog = dialogOf(sales)
    await dialog.getByLabel(t.reason).first().waitFor()
    await sales.check(picture('form'))
    await press(sales, t.lost)
    await dialog.getByText(t.required).first().waitFor()
    await sales.choose(t.reason, t.competitor, dialog)
    await press(sales, t.lost)
    // Whoever was lost to has to be said.
    await dialog.getByText(t.required).first().waitFor()
    await sales.shoot(picture('rules'))
    await sales.choose(t.reason, t.price, dialog)
    await sales.fill(t.note, t.written, dialog)
    expect((await read(page, 'opportunity', String(deal?.id), 'stage')).stage).not.toBe('lost')
    // Kept on this device a moment after typing.
    await page.waitForTimeout(500)
  })

  it('what is typed in it outlasts the page, and is written together with the steps', async () => {
    const { page } = sales
    const id = page.url().split('/').at(-1)?.split('?')[0] ?? ''
    await page.reload()
    await sales.click(t.lost)
    await dialogOf(sales).getByRole('button', { name: t.found }).click()
    const dialog = dialogOf(sales)
    await expect.poll(() => dialog.getByLabel(t.note).first().inputValue()).toBe(t.written)
    await sales.shoot(picture('draft'))
    await press(sales, t.lost)
    await sales.sees(t.done)
    expect(await read(page, 'opportunity', id, 'stage,loss_reason,loss_note,probability,closed_on')).toMatchObject({
      ...{ stage: 'lost', loss_reason: 'price', loss_note: t.written, probability: '0.00' },
      closed_on: expect.stringMatching(/^\d{4}-/),
    })
    // The page behind shows it, and offers it no more.
    await sales.sees(t.written)
    await expect.poll(() => page.getByRole('button', { name: t.lost, exact: true }).count()).toBe(0)
    await sales.shoot(picture('after'))
  })

  it('it opens from the menu of a row; what was typed goes only after asking', async () => {
    const { page } = sales
    const [deal] = await openDeals(page)
    await sales.goTo('/a/crm/opportunity')
    const row = page
      .getByRole('row')
      .filter({ hasText: String(deal?.name) })
      .first()
    await row.getByRole('gridcell').nth(1).click({ button: 'right' })
    await page.getByRole('menuitem', { name: t.lost, exact: true }).click()
    const dialog = dialogOf(sales)
    await sales.fill(t.note, t.written, dialog)
    await sales.shoot(picture('from-the-list'))
    await page.keyboard.press('Escape')
    await inDialog(saying(sales, t.closing), t.discard)
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    expect(await read(page, 'opportunity', String(deal?.id), 'version')).toMatchObject({ version: deal?.version })
  })

  it('on the phone the form is the page', async () => {
    const phone = await openUser(browser, server, { language, width: 375, height: 812 } as never)
    await phone.logIn('zhang.wei@example.com')
    await phone.page.setViewportSize({ width: 375, height: 812 })
    const [deal] = await openDeals(phone.page)
    await phone.goTo(`/a/crm/opportunity/${deal?.id}`)
    await phone.click(t.more)
    await phone.page.getByRole('menuitem', { name: t.lost, exact: true }).click()
    await dialogOf(phone).getByLabel(t.reason).first().waitFor()
    await phone.check(picture('phone'))
    expect((await dialogOf(phone).boundingBox())?.width).toBe(375)
    await press(phone, t.cancel)
    await phone.leave()
  })

  it('a customer goes to somebody else with what is open about it, once it was counted', async () => {
    const { page } = manager
    const people = (await (await page.request.get('/api/directory/users')).json()).users as {
      id: string
      name: string
    }[]
    const zhang = people.find(({ name }) => name === '张伟')?.id
    const li = people.find(({ name }) => name === '李娜')?.id
    const made = async (entity: string, values: object) =>
      (await send(page, 'post', `${entity}/records`, { values: { owner: zhang, ...values }, acceptDuplicates: true }))
        .id
    const customer = await made('customer', { name: `移交试验 ${language}` })
    const deal = await made('opportunity', { name: '进行中', customer })
    const won = await made('opportunity', { name: '已赢', customer, stage: 'won', closed_on: '2026-01-05' })
    const contact = await made('contact', { name: '赵总', customer })
    await manager.goTo(`/a/crm/customer/${customer}`)
    // Its page has a button for it.
    await page.getByRole('main').getByRole('button', { name: t.handOver, exact: true }).click()
    const dialog = dialogOf(manager)
    await manager.choose(t.newOwner, '李娜', dialog)
    await manager.fill(t.note2, t.written, dialog)
    await press(manager, t.handOver)
    await manager.sees(t.counted)
    await manager.shoot(picture('counted'))
    // Not yet: nothing happened, and nothing is lost.
    await inDialog(saying(manager, t.counted), t.cancel)
    await manager.sees(t.notYet)
    expect(await read(page, 'opportunity', deal, 'owner')).toMatchObject({ owner: zhang })
    await press(manager, t.handOver)
    await inDialog(saying(manager, t.counted), t.handOver)
    await manager.sees(t.handedOver)
    for (const [entity, id] of [
      ['customer', customer],
      ['opportunity', deal],
      ['contact', contact],
    ])
      expect(await read(page, entity, id, 'owner')).toMatchObject({ owner: li })
    expect(await read(page, 'opportunity', won, 'owner')).toMatchObject({ owner: zhang })
    expect(await read(page, 'customer', customer, 'remarks')).toMatchObject({ remarks: t.written })
  })

  it('a designer sees what it does, and which actions would miss a form', async () => {
    const root = await openUser(browser, server, { language })
    const { page } = root
    await root.logIn(administrator.email, administrator.password)
    await root.switchLanguage(language)
    await root.goTo('/design/crm/command/customer_reassign')
    await page.getByText(t.step).first().waitFor({ state: 'attached' })
    await root.check(picture('designer'))
    await root.goTo('/design/crm/form/opportunity_lost')
    await page.locator('[data-form-switch]').click()
    await page.getByRole('menuitem', { name: t.switchForms, exact: true }).click()
    await dialogOf(root).getByText(t.dependent).first().waitFor()
    await root.shoot(picture('delete-form'))
    await press(root, t.cancel)
    await root.leave()
  })
})

import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserSkip } from './harness/browser-skip.ts'
import { countGestures, secondsOf } from './harness/count-gestures.ts'
import { journeyDatabases } from './harness/databases.ts'
import { type FormOnScreen, formOnScreen } from './harness/form-on-screen.ts'
import { openBrowser } from './harness/open-browser.ts'
import { openUser, type User } from './harness/open-user.ts'
import { administrator, type JourneyServer, startServer } from './harness/start-server.ts'
import { type TableOnScreen, tableOnScreen } from './harness/table-on-screen.ts'

const texts = {
  zh: {
    newApp: '新建应用',
    app: '设备管理',
    newTable: '新建数据表',
    device: '设备',
    deviceKey: 'she_bei',
    status: '状态',
    statusKey: 'zhuang_tai',
    costs: '维修费用',
    costsKey: 'wei_xiu_fei_yong',
    options: ['在用', '维修中', '已修', '报废'],
    addOption: '添加选项',
    repairs: '维修记录',
    repairsKey: 'wei_xiu_ji_lu',
    newSubTable: '新建子表…',
    repairFields: ['维修日期', '费用'],
    remarks: '其他',
    remarkKey: 'bei_zhu',
    section: '维修',
    tab: '维修明细',
    rules: '规则',
    addRule: '添加规则',
    addCondition: '添加条件',
    field: /^字段/,
    value: '值',
    fields: '字段',
    done: '完成',
    inWords: /必填：维修费用/,
    newView: '新建视图',
    board: '看板',
    calendar: '日历',
    saved: /已保存到草稿/,
    undo: /^撤销/,
    redo: /^重做/,
    publish: '发布…',
    publishNow: '发布',
    added: ['新增数据表「设备」', '新增数据表「维修记录」', '新增表单「设备」', '新增视图「看板」', '新增视图「日历」'],
    published: '更改已对所有人生效。',
    newDevice: '新建设备',
    demanded: '此项必填',
    second: '备用设备',
    secondKey: 'bei_yong_she_bei',
    addLine: '添加一行',
    repaired: '换主轴',
    records: ['数控车床', '激光切割机', '空压机'],
  },
  en: {
    newApp: 'New app',
    app: 'Equipment',
    newTable: 'New table',
    device: 'Device',
    deviceKey: 'device',
    status: 'Status',
    statusKey: 'status',
    costs: 'Repair costs',
    costsKey: 'repair_costs',
    options: ['In use', 'In repair', 'Repaired', 'Scrapped'],
    addOption: 'Add an option',
    repairs: 'Repairs',
    repairsKey: 'repairs',
    newSubTable: 'New sub-table…',
    repairFields: ['Repaired on', 'Price'],
    remarks: 'More',
    remarkKey: 'remark',
    section: 'Repair',
    tab: 'Details',
    rules: 'Rules',
    addRule: 'Add rule',
    addCondition: 'Add condition',
    field: /^Field/,
    value: 'Value',
    fields: 'Fields',
    done: 'Done',
    inWords: /Required: Repair costs/,
    newView: 'New view',
    board: 'Board',
    calendar: 'Calendar',
    saved: /Saved in the draft/,
    undo: /^Undo/,
    redo: /^Redo/,
    publish: 'Publish…',
    publishNow: 'Publish',
    added: [
      'Adds the table "Device"',
      'Adds the table "Repairs"',
      'Adds the form "Device"',
      'Adds the view "Board"',
      'Adds the view "Calendar"',
    ],
    published: 'The changes are in force for everybody.',
    newDevice: 'New Device',
    demanded: 'Please fill in this field',
    second: 'Spare device',
    secondKey: 'spare_device',
    addLine: 'Add a line',
    repaired: 'New spindle',
    records: ['Lathe', 'Laser cutter', 'Compressor'],
  },
} as const

/** Besides the title that a table begins with: ten types, what they are called, and what is typed to find them. */
const fields = [
  { type: 'date', zh: ['购置日期', '日期'], en: ['Bought on', 'Date'] },
  { type: 'money', zh: ['维修费用', '金额'], en: ['Repair costs', 'Money'] },
  { type: 'integer', zh: ['数量', '整数'], en: ['Count', 'Integer'] },
  { type: 'person', zh: ['负责人', '人员'], en: ['Keeper', 'Person'] },
  { type: 'long_text', zh: ['备注', '多行文本'], en: ['Remark', 'Long text'] },
  { type: 'checkbox', zh: ['在保', '复选框'], en: ['In warranty', 'Checkbox'] },
  { type: 'file', zh: ['说明书', '附件'], en: ['Manual', 'File'] },
  { type: 'percent', zh: ['折旧率', '百分比'], en: ['Depreciation', 'Percent'] },
  { type: 'url', zh: ['厂家网址', '网址'], en: ['Maker', 'url'] },
  { type: 'select', zh: ['状态', '单选'], en: ['Status', 'Single select'] },
] as const

const languages = { pglite: 'zh', postgres: 'en' } as const

/** An analyst makes an app from nothing: a table by dragging, a form, views; publishes it; works with it. */
describe.each(journeyDatabases)('J1, on $name', (database) => {
  const language = languages[database.name]
  const t = texts[language]
  const picture = (name: string) => `j1/${language}/${name}`

  describe.skipIf(browserSkip ?? database.skip)(`in ${language}`, () => {
    let server: JourneyServer
    let browser: Browser
    let root: User
    let form: FormOnScreen
    let table: TableOnScreen
    let gestures: Awaited<ReturnType<typeof countGestures>>
    let app = ''
    let spent = 0
    /** Between two steps pictures are taken and axe looks: that is not the time of the journey. */
    const step = (name: string, work: () => Promise<void>) =>
      it(name, async () => {
        const start = performance.now()
        await work()
        spent += performance.now() - start
      })
    const dialog = () => root.page.getByRole('dialog')
    const type = (text: string) => root.page.keyboard.type(text)
    const press = (key: string) => root.page.keyboard.press(key)
    const navigation = () => root.page.getByRole('navigation').first()
    const documents = async () => {
      const answer = await root.page.request.get(`/api/apps/${app}/draft`)
      const draft = (await answer.json()) as { documents: { kind: string; key: string }[] }
      return draft.documents
        .toSorted((a, b) => `${a.kind}/${a.key}`.localeCompare(`${b.kind}/${b.key}`))
        .map((one) => JSON.stringify(one))
    }

    beforeAll(async () => {
      ;[server, browser] = await Promise.all([startServer(database), openBrowser()])
      root = await openUser(browser, server, { language })
      await root.logIn(administrator.email, administrator.password)
      await root.switchLanguage(language)
      form = formOnScreen(root.page)
      table = tableOnScreen(root.page)
      await root.goTo('/apps')
      gestures = await countGestures(root.page)
    })
    afterAll(async () => {
      await browser?.close()
      await server?.stop()
    })

    step('makes the app', async () => {
      await root.click(t.newApp)
      await dialog().locator('input:focus').waitFor()
      await type(t.app)
      await press('Enter')
      await root.page.waitForURL(/\/design\/[a-z0-9_]+\/?$/)
      app = new URL(root.page.url()).pathname.split('/')[2] ?? ''
    })

    step('drags ten fields of different types into a table', async () => {
      await root.click(t.newTable)
      await dialog().locator('input:focus').waitFor()
      await type(t.device)
      await press('Enter')
      await root.page.waitForURL(new RegExp(`entity/${t.deviceKey}$`))
      for (const field of fields) await table.drag(field.type, field[language][0])
      await expect.poll(() => table.labels()).toHaveLength(11)
    })

    step('types the options of the status', async () => {
      await root.page.getByLabel(t.addOption).click()
      for (const option of t.options) {
        await type(option)
        await press('Enter')
      }
      await root.page.locator('aside').getByRole('textbox').nth(4).waitFor()
    })

    step('relates the repairs as a sub-table, with fields of their own', async () => {
      await table.drag('sub_table', t.repairs)
      await root.click(t.newSubTable)
      await navigation().getByRole('link', { name: t.repairs, exact: true }).click()
      await root.page.waitForURL(new RegExp(`entity/${t.repairsKey}`))
      await root.page.locator('[data-field-search]').click()
      await table.type('date', t.repairFields[0], language)
      await table.type('money', t.repairFields[1], language)
      await expect.poll(() => table.labels()).toHaveLength(4)
    })
    it('looks at the tables', () => root.check(picture('table')))

    step('lays out a form in two columns, with a section and a tab', async () => {
      await navigation().locator(`a[href*="entity/${t.deviceKey}"]`).click()
      await navigation().locator(`a[href*="form/${t.deviceKey}_form"]`).click()
      await form.canvas.waitFor()
      const lines = form.node(`field:${t.repairsKey}`)
      await lines.scrollIntoViewIfNeeded()
      await form.drag(form.paletteItem('layout section'), lines, { x: 0.5, y: 0.02 })
      await form.node('section').waitFor()
      await press('Enter')
      await nameInput().waitFor()
      await type(t.section)
      await form.canvas.getByRole('heading', { name: t.section, exact: true }).waitFor()
      await form.drag(form.node(`field:${t.statusKey}`), within('section'), { x: 0.5, y: 0.5 })
      await form.drag(form.node(`field:${t.costsKey}`), form.node(`field:${t.statusKey}`), { x: 0.9, y: 0.5 })
      expect(await form.inside('section')).toEqual([`field:${t.statusKey}`, `field:${t.costsKey}`])
      expect(await form.columns('section')).toBe(2)
      await lines.scrollIntoViewIfNeeded()
      await form.drag(form.paletteItem('layout tabs'), lines, { x: 0.5, y: 0.02 })
      await form.node('tabs').waitFor()
      await press('Enter')
      await nameInput().waitFor()
      await type(t.tab)
      await press('Tab')
      await press('Tab')
      await type(t.remarks)
      await form.drag(lines, form.node('tabs').locator('[data-container]').first(), { x: 0.5, y: 0.5 })
      await expect.poll(() => form.node('tabs').locator(`[data-node="field:${t.repairsKey}"]`).count()).toBe(1)
      await form.canvas.getByRole('tab', { name: t.tab, exact: true }).waitFor()
      await form.canvas.getByRole('tab', { name: t.remarks, exact: true }).click()
      await form.drag(form.node(`field:${t.remarkKey}`), within(await secondTab()), { x: 0.5, y: 0.5 })
    })
    it('looks at the form', () => root.check(picture('form')))

    step('demands the costs by a rule', async () => {
      await root.click(t.rules)
      await root.click(t.addRule)
      await root.click(t.addCondition, dialog())
      await dialog().getByRole('button', { name: t.field }).click()
      await type(t.status)
      await press('Enter')
      await root.choose(t.value, t.options[2], dialog())
      await dialog().getByLabel(t.fields, { exact: true }).last().click()
      await root.page.getByRole('option', { name: t.costs, exact: true }).click()
      await root.click(t.done, dialog())
      await root.sees(t.inWords)
    })

    step('adds a board and a calendar to the list', async () => {
      for (const [view, shown] of [
        [t.board, 'kanban'],
        [t.calendar, 'calendar'],
      ] as const) {
        await navigation().getByRole('button', { name: t.newView, exact: true }).first().click()
        await dialog().getByRole('radio', { name: view }).click()
        await press('Enter')
        await root.page.locator(`[data-view-preview="${shown}"]`).waitFor()
      }
    })
    it('looks at the views', () => root.check(picture('calendar')))

    step('takes all of it back, and does it again', async () => {
      await root.sees(t.saved)
      const made = await documents()
      const undo = root.page.getByRole('button', { name: t.undo })
      for (let steps = 0; steps < 100 && (await undo.isEnabled()); steps += 1) await press('Control+z')
      await expect.poll(async () => (await documents()).filter((one) => one.includes('"kind":"entity"'))).toEqual([])
      const redo = root.page.getByRole('button', { name: t.redo })
      for (let steps = 0; steps < 100 && (await redo.isEnabled()); steps += 1) await press('Control+Shift+z')
      await expect.poll(documents).toEqual(made)
    })

    step('reads in words what will change, and publishes', async () => {
      await root.click(t.publish)
      for (const line of t.added) await root.sees(line)
    })
    it('looks at the changes', () => root.check(picture('publish')))
    step('opens the app', async () => {
      await root.click(t.publishNow, dialog())
      await root.sees(t.published)
      await press('Enter')
      await root.page.waitForURL(/\/a\/[a-z0-9_]+/)
    })

    step('adds three records; the rule asks for what it demands', async () => {
      for (const [at, name] of t.records.entries()) {
        await root.click(t.newDevice)
        await dialog().locator('input:focus').waitFor()
        await type(name)
        await press('Tab')
        await type('2026-11-2')
        await type(String(at))
        await root.choose(t.status, t.options[2 - at] ?? '', dialog())
        if (at === 0) await addRepair()
        await press('Control+Enter')
        await dialog().waitFor({ state: 'hidden' })
      }
      await expect.poll(() => root.page.locator('[role=gridcell][data-col="0"]').count()).toBe(3)
    })
    it('looks at the list', () => root.check(picture('list')))

    it('has the card in its column and the day in the calendar', async () => {
      await root.click(t.board)
      await root.page.locator('[data-card]').nth(2).waitFor()
      await root.check(picture('board'))
      await root.click(t.calendar)
      await root.page.locator('[data-entry]').nth(2).waitFor()
      await root.check(picture('app-calendar'))
    })

    it('took no more than 60 clicks and 5 minutes', async () => {
      const { clicks, keys } = await gestures.soFar()
      const seconds = spent / 1000 + secondsOf({ clicks, keys })
      console.info(`J1 in ${language}: ${clicks} clicks, ${keys} keys, ${Math.round(seconds)} s`)
      expect(clicks).toBeLessThanOrEqual(60)
      expect(seconds).toBeLessThanOrEqual(5 * 60)
    })

    it('makes the same table by the keyboard alone', async () => {
      await root.goTo(`/design/${app}/`)
      const before = await gestures.soFar()
      await form.tabTo(`button[aria-label="${t.newTable}"]`)
      await press('Enter')
      await dialog().locator('input:focus').waitFor()
      await type(t.second)
      await press('Enter')
      await root.page.waitForURL(new RegExp(`entity/${t.secondKey}$`))
      await root.page.locator('[data-field-search]').waitFor()
      await form.tabTo('[data-field-search]')
      for (const field of fields) {
        const [name, searched] = field[language]
        await type(searched)
        await press('Enter')
        await root.page.locator('[data-new-field]').waitFor()
        await type(name)
        await press('Enter')
        await root.page.locator('[data-new-field]').waitFor({ state: 'hidden' })
      }
      await expect.poll(() => table.labels()).toHaveLength(11)
      const types = await root.page.locator('tr[data-field] td:nth-child(4)').allTextContents()
      expect(new Set(types).size).toBe(11)
      expect((await gestures.soFar()).clicks).toBe(before.clicks)
      await root.check(picture('keyboard'))
    })

    it('is good in the dark, and leaves the console clean', async () => {
      await root.page.emulateMedia({ colorScheme: 'dark' })
      await root.goTo(`/design/${app}/form/${t.deviceKey}_form`)
      await form.canvas.waitFor()
      await root.check(picture('form-dark'))
      await root.leave()
    })

    it.each(['light', 'dark'] as const)('is opened on the phone (%s)', async (scheme) => {
      const user = await openUser(browser, server, { language, phone: true, scheme })
      await user.logIn(administrator.email, administrator.password)
      await user.page.request.patch('/api/session', { data: { language }, headers: { origin: server.url } })
      await user.goTo(`/a/${app}`)
      for (const name of t.records) await user.sees(name)
      await user.check(picture(`phone-list-${scheme}`))
      await user.page.getByText(t.records[0], { exact: true }).click()
      await user.sees(t.repaired)
      await user.check(picture(`phone-record-${scheme}`))
      await user.leave()
    })

    async function addRepair() {
      await press('Control+Enter')
      await dialog().getByText(t.demanded).first().waitFor()
      await root.check(picture('demanded'))
      await type('1200')
      await root.click(t.addLine, dialog())
      await type(t.repaired)
    }
    async function secondTab(): Promise<string> {
      const tab = form.node('tabs').locator('[data-container]').filter({ visible: true }).last()
      return (await tab.getAttribute('data-container')) ?? ''
    }
    function within(container: string): Locator {
      return form.canvas.locator(`[data-container="${container}"]`)
    }
    function nameInput(): Locator {
      return root.page.locator('input:focus')
    }
  })
})

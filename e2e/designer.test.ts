import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserSkip } from './harness/browser-skip.ts'
import { journeyDatabases } from './harness/databases.ts'
import { listOnScreen } from './harness/list-on-screen.ts'
import { openBrowser } from './harness/open-browser.ts'
import { openUser, type User } from './harness/open-user.ts'
import { administrator, type JourneyServer, startServer } from './harness/start-server.ts'
import { tableOnScreen } from './harness/table-on-screen.ts'

const texts = {
  zh: {
    newApp: '新建应用',
    name: '名称',
    create: '创建',
    app: '设备管理',
    newTable: '新建数据表',
    device: '设备',
    repair: '维修记录',
    saved: /已保存到草稿 · 刚刚/,
    undoField: /^撤销：添加字段/,
    redoField: /^重做：添加字段/,
    newSubTable: '新建子表…',
    publish: '发布…',
    publishNow: '发布',
    added: '新增数据表「设备」',
    done: '更改已对所有人生效。',
    openApp: '打开应用',
    newDevice: '新建设备',
    save: /^保存/,
    delete: '删除…',
    deleteNow: '删除',
    actionsOf: '保修期 的操作',
    properties: '保修期 的属性',
    fields: ['设备编号', '购置日期', '原值', '数量', '负责人', '备注', '在用', '说明书', '保修期'],
  },
  en: {
    newApp: 'New app',
    name: 'Name',
    create: 'Create',
    app: 'Equipment',
    newTable: 'New table',
    device: 'Device',
    repair: 'Repairs',
    saved: /Saved in the draft · just now/,
    undoField: /^Undo: Add field/,
    redoField: /^Redo: Add field/,
    newSubTable: 'New sub-table…',
    publish: 'Publish…',
    publishNow: 'Publish',
    added: 'Adds the table "Device"',
    done: 'The changes are in force for everybody.',
    openApp: 'Open the app',
    newDevice: 'New Device',
    save: /^Save/,
    delete: 'Delete…',
    deleteNow: 'Delete',
    actionsOf: 'Actions for Warranty',
    properties: 'Properties of Warranty',
    fields: ['Number', 'Bought on', 'Price', 'Count', 'Keeper', 'Remark', 'In use', 'Manual', 'Warranty'],
  },
} as const

const types = ['text', 'date', 'money', 'integer', 'person', 'long_text', 'checkbox', 'file', 'date'] as const
const runs = (['zh', 'en'] as const).map((language) => ({ language, database: journeyDatabases[0] }))

describe.skipIf(browserSkip).each(runs)('An app from nothing, in $language', ({ language, database }) => {
  const t = texts[language]
  const picture = (name: string) => `designer-${language}-${name}`
  const fieldRows = () => root.page.locator('tr[data-field]')
  let server: JourneyServer
  let browser: Browser
  let root: User

  beforeAll(async () => {
    if (!database) return
    ;[server, browser] = await Promise.all([startServer(database), openBrowser()])
    root = await openUser(browser, server, { language })
    await root.logIn(administrator.email, administrator.password)
    await root.switchLanguage(language)
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  it('is made in the list of apps', async () => {
    await root.goTo('/apps')
    await root.check(picture('apps'))
    await root.click(t.newApp)
    const dialog = root.page.getByRole('dialog')
    await root.fill(t.name, t.app, dialog)
    await root.click(t.create, dialog)
    await root.page.waitForURL(/\/design\/[a-z_]+\/?$/)
  })

  it('gets a table with a key that follows from its name', async () => {
    await root.click(t.newTable)
    const dialog = root.page.getByRole('dialog')
    await root.fill(t.name, t.device, dialog)
    await root.click(t.create, dialog)
    await root.page.waitForURL(language === 'zh' ? /entity\/she_bei$/ : /entity\/device$/)
    await expect.poll(() => fieldRows().count()).toBe(1)
  })

  it('gets fields dragged from the palette to their places, and others by the keyboard alone', async () => {
    const table = tableOnScreen(root.page)
    for (const [at, type] of types.slice(0, 4).entries()) await table.drag(type, t.fields[at] ?? '')
    await root.page.locator('[data-field-search]').focus()
    for (const [at, type] of types.entries()) if (at >= 4) await table.type(type, t.fields[at] ?? '', language)
    await expect.poll(() => table.labels()).toHaveLength(10)
    // Each dropped one is before those that were there: above the title.
    expect(new Set(await table.labels())).toEqual(new Set([...t.fields, language === 'zh' ? '名称' : 'Name']))
    await root.check(picture('table'))
  })

  it('takes steps back and does them again, and keeps all in a reload', async () => {
    const table = tableOnScreen(root.page)
    for (let steps = 0; steps < 3; steps += 1) await root.click(t.undoField)
    await expect.poll(() => table.labels()).toHaveLength(7)
    for (let steps = 0; steps < 3; steps += 1) await root.click(t.redoField)
    await expect.poll(() => table.labels()).toHaveLength(10)
    await root.sees(t.saved)
    await root.page.reload()
    await expect.poll(() => table.labels()).toHaveLength(10)
    // The history is there as well.
    await root.click(t.undoField)
    await expect.poll(() => table.labels()).toHaveLength(9)
    await root.click(t.redoField)
    await expect.poll(() => table.labels()).toHaveLength(10)
  })

  it('puts fields into another order by the keyboard', async () => {
    const table = tableOnScreen(root.page)
    const [first, second] = await table.labels()
    await fieldRows().first().locator('input').first().focus()
    await root.page.keyboard.press('Alt+ArrowDown')
    await expect.poll(async () => (await table.labels()).slice(0, 2)).toEqual([second, first])
  })

  it('makes a sub-table in one step', async () => {
    const table = tableOnScreen(root.page)
    await root.page.locator('[data-field-search]').focus()
    await table.type('sub_table', t.repair, language)
    await root.click(t.newSubTable)
    await root.sees(t.saved)
    await root.goTo(new URL(root.page.url()).pathname.replace(/\/entity.*/, '/'))
    await root.check(picture('diagram'))
  })

  it('is published after the changes were read, and takes a record', async () => {
    await root.click(t.publish)
    const dialog = root.page.getByRole('dialog')
    await root.sees(t.added)
    await root.check(picture('publish'))
    await root.click(t.publishNow, dialog)
    await root.sees(t.done)
    await root.click(t.openApp)
    await root.page.waitForURL(/\/a\/[a-z_]+/)
    await root.goTo(
      `${new URL(root.page.url()).pathname.split('/').slice(0, 3).join('/')}/${language === 'zh' ? 'she_bei' : 'device'}`,
    )
    await root.click(t.newDevice)
    const form = root.page.getByRole('dialog')
    await root.fill(language === 'zh' ? '名称' : 'Name', 'CNC-1', form)
    await root.click(t.save, form)
    await form.waitFor({ state: 'hidden' })
    await expect.poll(() => listOnScreen(root.page).total()).toBe(1)
    await root.check(picture('list'))
  })

  it('ends with a clean console', async () => {
    await root.leave()
  })
})

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserSkip } from './harness/browser-skip.ts'
import { journeyDatabases } from './harness/databases.ts'
import { type FormOnScreen, formOnScreen } from './harness/form-on-screen.ts'
import { openBrowser } from './harness/open-browser.ts'
import { openUser, type User } from './harness/open-user.ts'
import { administrator, type JourneyServer, startServer } from './harness/start-server.ts'

const texts = {
  zh: {
    shortName: '客户简称',
    nickname: '客户别名',
    city: '城市',
    industry: '所属行业',
    actionsOf: (name: string) => `${name} 的操作`,
    changeType: '更改类型…',
    newType: '新类型',
    select: '单选',
    applyType: '更改类型',
    converts: '1000 条可以转换',
    deleteField: '删除…',
    delete: '删除',
    uses: ['表单「客户」去掉字段：所属行业', '视图「按行业分组」去掉了分组', /页面「客户全景」的区块.*有改动/],
    nodeMenu: /的更多操作$/,
    split: '从这里起拆成新分组',
    publish: '发布…',
    publishNow: '发布',
    words: [
      '「客户」表字段「客户简称」改名为「客户别名」',
      /字段「城市」的类型由「单行文本」改为「单选」/,
      /已有的值要转换（1000 条记录）/,
      '「客户」表停用字段「所属行业」（单选）',
      /表单「客户」新增分组/,
    ],
    published: '更改已对所有人生效。',
    edit: '编辑',
    updated: '应用已更新到新版本。',
    save: /^保存/,
    renewed: /应用刚刚更新/,
    left: '应用已更新，以下填写的内容没有字段可以保存了：',
    chosen: '机械制造',
    archived: '已归档',
    restore: '恢复',
    actionsOf1: '版本 1 的操作',
    compare: '与当前版本比较',
    restoreRevision: '恢复到此版本',
    renamedIn: /「客户简称」改名为「客户别名」/,
  },
  en: {
    shortName: 'Short name',
    nickname: 'Nickname',
    city: 'City',
    industry: 'Industry',
    actionsOf: (name: string) => `Actions for ${name}`,
    changeType: 'Change type…',
    newType: 'New type',
    select: 'Single select',
    applyType: 'Change type',
    converts: '1000 records convert',
    deleteField: 'Delete…',
    delete: 'Delete',
    uses: [
      'Takes out of the form "Customer": Industry',
      /the view "By industry"/,
      /Changes the block .* of the page "Customer 360"/,
    ],
    nodeMenu: /^More for/,
    split: 'Split the section here',
    publish: 'Publish…',
    publishNow: 'Publish',
    words: [
      /Renames the field "Short name" of the table "Customer" to "Nickname"/,
      /the field "City".*from "Text" to "Single select"/,
      /converted \(1000 records\)/,
      'Takes the field "Industry" (Single select) of the table "Customer" out of use',
      /Adds the section .* to the form "Customer"/,
    ],
    published: 'The changes are in force for everybody.',
    edit: 'Edit',
    updated: 'The app has a new version.',
    save: /^Save/,
    renewed: /The app was just updated/,
    left: 'The app was updated; there is no field any more for what you typed here:',
    chosen: 'Machinery',
    archived: 'Archived',
    restore: 'Restore',
    actionsOf1: 'Actions for revision 1',
    compare: 'Compare with the one in force',
    restoreRevision: 'Restore this revision',
    renamedIn: /Short name.*Nickname/,
  },
} as const

const languages = { pglite: 'zh', postgres: 'en' } as const
const customers = '/api/apps/crm/entities/customer'

/** An analyst changes the form of an app with data, while others work in it. */
describe.each(journeyDatabases)('J2, on $name', (database) => {
  const language = languages[database.name]
  const t = texts[language]
  const picture = (name: string) => `j2/${language}/${name}`

  describe.skipIf(browserSkip ?? database.skip)(`in ${language}`, () => {
    let server: JourneyServer
    let browser: Browser
    let root: User
    /** Changes a customer all the while. */
    let sales: User
    let form: FormOnScreen
    let customer: { id: string; city: string; industry: string }
    const row = (key: string) => root.page.locator(`tr[data-field="${key}"]`)
    const dialog = () => root.page.getByRole('dialog')

    beforeAll(async () => {
      ;[server, browser] = await Promise.all([startServer(database), openBrowser()])
      root = await openUser(browser, server, { language })
      await root.logIn(administrator.email, administrator.password)
      await root.switchLanguage(language)
      sales = await openUser(browser, server, { language })
      await sales.logIn('zhang.wei@example.com')
      await sales.switchLanguage(language)
      // What is open asks once more for a field that was just deleted, before it takes the new revision on.
      sales.watch.expect(/400 \(Bad Request\)/)
      form = formOnScreen(root.page)
      ;[customer] = await query(['id', 'city', 'industry'])
    })
    afterAll(async () => {
      await browser?.close()
      await server?.stop()
    })

    it('begins while a sales person fills in a form', async () => {
      await sales.goTo(`/a/crm/customer/${customer.id}`)
      await sales.click(t.edit)
      await sales.fill(t.shortName, '阿伟的客户')
      await sales.fill(t.city, '无锡')
      await sales.choose(t.industry, t.chosen)
    })

    it('renames a field', async () => {
      await root.goTo('/design/crm/entity/customer')
      await row('short_name').locator('input').first().fill(t.nickname)
      await expect.poll(() => row('short_name').locator('input').first().inputValue()).toBe(t.nickname)
    })

    it('makes a choice of a text, and sees first what converts', async () => {
      await root.click(t.actionsOf(t.city))
      await root.click(t.changeType)
      await root.choose(t.newType, t.select, dialog())
      await root.sees(t.converts)
      await root.check(picture('type-change'))
      await root.click(t.applyType, dialog())
      await dialog().waitFor({ state: 'hidden' })
    })

    it('deletes a field in use: who uses it is listed', async () => {
      await root.click(t.actionsOf(t.industry))
      await root.click(t.deleteField)
      for (const use of t.uses) await root.sees(use)
      await root.check(picture('delete'))
      await root.click(t.delete, dialog())
      await expect.poll(() => row('industry').count()).toBe(0)
    })

    it('has both fields taken out of the process that fills them: publishing would refuse to break it', async () => {
      const { documents, versions } = await draft()
      const process = documents.find(({ kind, key }) => kind === 'process' && key === 'lead_conversion')
      const nodes = process?.nodes?.map((node) => {
        const values = node.options?.values?.filter(({ field }) => !['industry', 'city'].includes(field))
        return values ? { ...node, options: { ...node.options, values } } : node
      })
      const id = 'process/lead_conversion'
      const data = { changes: [{ id, base: versions[id] ?? null, document: { ...process, nodes } }] }
      const headers = { origin: server.url }
      const answer = await root.page.request.post('/api/apps/crm/draft/changes', { headers, data })
      expect(answer.status()).toBe(200)
    })

    it('splits a section of the form', async () => {
      await root.goTo('/design/crm/form/customer_form')
      await form.node('field:size').click()
      await root.click(t.nodeMenu)
      await root.page.getByRole('menuitem', { name: t.split }).click()
      await expect.poll(() => form.inside('section')).toEqual(['size', 'credit_code', 'source', 'pool'].map(fieldNode))
      expect(await form.inside('basic')).toEqual(['name', 'short_name', 'level', 'lifecycle'].map(fieldNode))
      await root.check(picture('split'))
    })

    it('reads what will change, and publishes', async () => {
      await root.click(t.publish)
      for (const words of t.words) await root.sees(words)
      await root.check(picture('publish'))
      await publish()
      expect(await cityName()).toBe(customer.city)
    })

    it('takes nothing from the sales person, who is told and goes on', async () => {
      await sales.sees(t.updated)
      await sales.page.keyboard.press('Control+Enter')
      await sales.sees(t.renewed)
      // What has a field still is in it; what has none any more can be read.
      await sales.sees(t.left)
      expect(await sales.page.getByLabel(t.nickname).first().inputValue()).toBe('阿伟的客户')
      await sales.sees(new RegExp(`${t.industry}.*${t.chosen}`))
      await sales.check(picture('sales-renewed'))
      await sales.page.keyboard.press('Control+Enter')
      await expect.poll(() => record(['short_name'])).toMatchObject({ short_name: '阿伟的客户' })
      expect(await cityName()).toBe('无锡')
    })

    it('restores the field with its values and its places', async () => {
      await root.goTo('/design/crm/entity/customer')
      await root.click(new RegExp(`^${t.archived}`))
      await root.check(picture('archived'))
      await root.click(t.restore)
      await row('industry').waitFor()
      await root.click(t.publish)
      await publish()
      expect(await record(['industry'])).toMatchObject({ industry: customer.industry })
      const { documents } = await draft()
      expect(JSON.stringify(documents.find(({ kind, key }) => kind === 'form' && key === 'customer_form'))).toContain(
        '"field":"industry"',
      )
    })

    it('compares with the revision before all this', async () => {
      await root.goTo('/admin/apps/crm')
      await root.click(t.actionsOf1)
      await root.click(t.compare)
      await root.sees(t.renamedIn)
      await root.check(picture('compare'))
    })

    it('rolls back; what others saved meanwhile stays', async () => {
      await root.goTo('/admin/apps/crm')
      await root.click(t.actionsOf1)
      await root.click(t.restoreRevision)
      await root.page.getByRole('menu').waitFor({ state: 'hidden' })
      await root.click(t.restoreRevision, dialog())
      await dialog().getByRole('button', { name: t.publishNow, exact: true }).waitFor()
      await root.check(picture('roll-back'))
      await root.click(t.publishNow, dialog())
      await dialog().waitFor({ state: 'hidden' })
      await expect
        .poll(() => record(['short_name', 'city', 'industry']))
        .toMatchObject({ short_name: '阿伟的客户', city: '无锡', industry: customer.industry })
    })

    it('leaves both consoles clean', async () => {
      await root.leave()
      await sales.leave()
    })

    async function publish() {
      await root.click(t.publishNow, dialog())
      await root.sees(t.published)
      await root.page.keyboard.press('Escape')
      await dialog().waitFor({ state: 'hidden' })
    }
    async function query(select: string[]) {
      const data = { select, page: { size: 1 } }
      const answer = await sales.page.request.post(`${customers}/query`, { headers: { origin: server.url }, data })
      return (await answer.json()).records
    }
    async function record(select: string[]) {
      const answer = await root.page.request.get(`${customers}/records/${customer.id}?select=${select.join()}`)
      return await answer.json()
    }
    async function draft(): Promise<{ documents: DraftDocument[]; versions: { [id: string]: number } }> {
      return await (await root.page.request.get('/api/apps/crm/draft')).json()
    }
    /** What the chosen option is called. */
    async function cityName(): Promise<string | undefined> {
      const { city } = await record(['city'])
      const { documents } = await draft()
      const set = documents.find(({ kind, key }) => kind === 'option_set' && key === 'customer_city')
      const options = (set?.options ?? []) as { key: string; label: { zh: string } }[]
      return options.find(({ key }) => key === city)?.label.zh
    }
  })
})

interface DraftDocument {
  kind: string
  key: string
  options?: object[]
  nodes?: { options?: { values?: { field: string }[] } }[]
}

const fieldNode = (key: string) => `field:${key}`

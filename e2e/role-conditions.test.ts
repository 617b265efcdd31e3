import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserSkip } from './harness/browser-skip.ts'
import { journeyDatabases } from './harness/databases.ts'
import { listOnScreen } from './harness/list-on-screen.ts'
import { openBrowser } from './harness/open-browser.ts'
import { openUser, type User } from './harness/open-user.ts'
import { administrator, type JourneyServer, startServer } from './harness/start-server.ts'

const texts = {
  zh: {
    readCustomers: '客户：查看',
    changeCustomers: '客户：修改',
    byCondition: '按条件',
    all: '全部',
    addCondition: '添加条件',
    field: /^字段/,
    level: '客户级别',
    operator: '比较方式',
    is: '是',
    isNot: '不是',
    value: '值',
    levelA: 'A 级',
    blanksMeet: /「客户级别」为空的记录也满足/,
    blanks: /其中「客户级别」为空的有 \d+ 条/,
    reach: /满足条件的有 ([\d,]+) 条/,
    besides: '此外还包括',
    none: '无',
    apply: '使用此条件',
    saveReview: /^保存并查看更改/,
    inWords: /角色「销售」可查看「客户」的范围由「本人」改为「按条件 \{客户级别\} = "A 级"」/,
    publish: '发布',
    published: (revision: number) => `已发布版本 ${revision}`,
    fieldsOfCustomers: /^客户：字段/,
    taxNumber: '统一社会信用代码',
    byConditionOf: (field: string) => `「${field}」：按条件`,
    elseReadOnly: '按条件，否则只读',
    edit: '编辑',
  },
  en: {
    readCustomers: 'Customer: Read',
    changeCustomers: 'Customer: Change',
    byCondition: 'By condition',
    all: 'All',
    addCondition: 'Add condition',
    field: /^Field/,
    level: 'Level',
    operator: 'Comparison',
    is: 'is',
    isNot: 'is not',
    value: 'Value',
    levelA: 'Level A',
    blanksMeet: /Records whose "Level" is blank meet this condition, too/,
    blanks: /\d+ of them ha(s|ve) no value in "Level"/,
    reach: /([\d,]+) of [\d,]+ records meet the condition/,
    besides: 'And besides',
    none: 'None',
    apply: 'Use this condition',
    saveReview: /^Save and review/,
    inWords:
      /Changes which records of "Customer" the role "Sales" may read: from own to by condition \{Level\} = "Level A"/,
    publish: 'Publish',
    published: (revision: number) => `Published revision ${revision}`,
    fieldsOfCustomers: /^Customer: Fields/,
    taxNumber: 'Unified credit code',
    byConditionOf: (field: string) => `${field}: by condition`,
    elseReadOnly: 'By condition, else: Read only',
    edit: 'Edit',
  },
} as const

const languages = { pglite: 'zh', postgres: 'en' } as const

describe.each(journeyDatabases)('Rights by condition, on $name', (database) => {
  const language = languages[database.name]
  const t = texts[language]
  const picture = (name: string) => `role-conditions/${database.name}-${language}/${name}`

  describe.skipIf(browserSkip ?? database.skip)(`in ${language}`, () => {
    let server: JourneyServer
    let browser: Browser
    let root: User
    let sales: User
    beforeAll(async () => {
      ;[server, browser] = await Promise.all([startServer(database), openBrowser()])
      root = await openUser(browser, server, { language })
      sales = await openUser(browser, server, { language })
      await root.logIn(administrator.email, administrator.password)
      await root.switchLanguage(language)
      await sales.logIn('li.na@example.com')
      await sales.switchLanguage(language)
    })
    afterAll(async () => {
      await browser?.close()
      await server?.stop()
    })

    const customers = async (level: object) => {
      const query = { filter: level, select: ['name'], count: 'exact' }
      const answer = await root.page.request.post('/api/apps/crm/entities/customer/query', {
        data: query,
        headers: { origin: server.url },
      })
      return (await answer.json()) as { records: { id: string; name: string }[]; total: { count: number } }
    }
    const isA = { field: 'level', op: 'eq', value: 'a' }

    const addLevelCondition = async (operator: string) => {
      const dialog = root.page.getByRole('dialog')
      await root.click(t.addCondition, dialog)
      await dialog.getByRole('button', { name: t.field }).click()
      await root.page.getByRole('option', { name: t.level, exact: true }).click()
      await root.choose(t.operator, operator, dialog)
      await root.choose(t.value, t.levelA, dialog)
      return dialog
    }

    const publish = async (revision: number) => {
      await root.click(t.saveReview)
      await root.click(t.publish, root.page.getByRole('dialog'))
      await root.sees(t.published(revision))
    }

    it('are put together from conditions; what a negation adds is said with its number', async () => {
      await root.goTo('/admin/roles/crm/sales')
      await root.choose(t.readCustomers, t.byCondition)
      const dialog = await addLevelCondition(t.isNot)
      await root.sees(t.blanksMeet)
      await root.sees(t.blanks)
      await root.check(picture('blank-records'))
      await root.choose(t.operator, t.is, dialog)
      await expect.poll(() => dialog.getByText(t.blanksMeet).count()).toBe(0)
      const { total } = await customers(isA)
      await expect
        .poll(async () => t.reach.exec((await dialog.textContent()) ?? '')?.[1]?.replace(',', ''))
        .toBe(String(total.count))
      await root.choose(t.besides, t.none, dialog)
      await root.check(picture('condition'))
      await root.click(t.apply, dialog)
      await root.click(t.saveReview)
      await root.sees(t.inWords)
      await root.check(picture('publish'))
      await root.click(t.publish, root.page.getByRole('dialog'))
      await root.sees(t.published(2))
    })

    it('let a person see these records and no others', async () => {
      const { total } = await customers(isA)
      await sales.goTo('/a/crm/customer')
      expect(await listOnScreen(sales.page).total()).toBe(total.count)
      expect(new Set(await listOnScreen(sales.page).column(t.level))).toEqual(new Set([t.levelA]))
      const other = (await customers({ not: isA })).records[0]
      sales.watch.expect(/404/)
      await sales.goTo(`/a/crm/customer/${other?.id}`)
      await expect.poll(() => sales.page.getByText(other?.name ?? '').count()).toBe(0)
    })

    it('to change offer editing on the records that meet them only', async () => {
      await root.goTo('/admin/roles/crm/sales')
      await root.choose(t.readCustomers, t.all)
      await root.choose(t.changeCustomers, t.byCondition)
      const dialog = await addLevelCondition(t.is)
      await root.click(t.apply, dialog)
      await publish(3)
      const edit = sales.page.getByRole('button', { name: t.edit, exact: true })
      const mine = (await customers(isA)).records[0]
      await sales.goTo(`/a/crm/customer/${mine?.id}`)
      await sales.sees(mine?.name ?? '')
      expect(await edit.count()).toBe(1)
      const other = (await customers({ not: isA })).records[0]
      await sales.goTo(`/a/crm/customer/${other?.id}`)
      await sales.sees(other?.name ?? '')
      expect(await edit.count()).toBe(0)
      await sales.check(picture('record-of-others'))
    })

    it('can be put on single fields, which then are inputs on some records and read on the others', async () => {
      await root.goTo('/admin/roles/crm/sales')
      await root.choose(t.changeCustomers, t.all)
      await root.click(t.fieldsOfCustomers)
      const drawer = root.page.getByRole('dialog').first()
      await root.click(t.byConditionOf(t.taxNumber), drawer)
      await root.click(t.addCondition)
      const dialog = root.page.getByRole('dialog').last()
      await dialog.getByRole('button', { name: t.field }).click()
      await root.page.getByRole('option', { name: t.level, exact: true }).click()
      await root.choose(t.operator, t.is, dialog)
      await root.choose(t.value, t.levelA, dialog)
      await root.check(picture('field-condition'))
      await root.click(t.apply, dialog)
      await root.sees(t.elseReadOnly)
      await root.check(picture('fields'))
      await root.page.keyboard.press('Escape')
      await publish(4)
      for (const [level, inputs] of [
        [isA, 1],
        [{ not: isA }, 0],
      ] as const) {
        const record = (await customers(level)).records[0]
        await sales.goTo(`/a/crm/customer/${record?.id}`)
        await sales.click(t.edit)
        await sales.page.locator('#field-customer-name').waitFor()
        expect(await sales.page.locator('#field-customer-credit_code').count()).toBe(inputs)
      }
      await sales.check(picture('field-read-only'))
    })

    it('are all there again when the role is opened on a phone; nothing was written to a console', async () => {
      await root.page.setViewportSize({ width: 375, height: 812 })
      await root.goTo('/admin/roles/crm/sales')
      await root.click(t.fieldsOfCustomers)
      await root.sees(t.elseReadOnly)
      await root.check(picture('phone-fields'))
      await root.click(t.byConditionOf(t.taxNumber))
      await root.sees(t.reach)
      await root.check(picture('phone-condition'))
      await root.leave()
      await sales.leave()
    })
  })
})

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
    newDepartment: '新建部门',
    nameZh: '中文名称',
    nameEn: '英文名称',
    department: '西南区',
    sales: '销售部',
    south: '华南区',
    parent: '上级部门',
    createDepartment: '创建部门',
    actionsOfSales: '销售部 的操作',
    delete: '删除',
    inUse: '「销售部」还不能删除',
    understood: '知道了',
    newPerson: '新建人员',
    name: '姓名',
    email: '邮箱',
    firstPassword: '初始密码',
    departmentField: '部门',
    manager: '直属上级',
    roles: '角色',
    role: '销售',
    createPerson: '创建人员',
    security: '登录与安全',
    noCustomers: '还没有客户',
    newCustomer: '新建客户',
    customerName: '客户全称',
    save: /^保存/,
    readCustomers: '客户：查看',
    own: '本人',
    all: '全部',
    saveReview: /^保存并查看更改/,
    widens: '会扩大权限的更改',
    inWords: /角色「销售」可查看「客户」的范围由「本人」改为「全部」/,
    note: '版本说明',
    publish: '发布',
    published: '已发布版本 2',
    actionsOf2: '版本 2 的操作',
    actionsOf1: '版本 1 的操作',
    compareBefore: '与上一版本比较',
    restore: '恢复到此版本',
    narrows: '会收窄权限的更改',
    publishedAgain: '已发布版本 3',
    signOutEverywhere: '在所有设备上退出',
    signedOut: '周一鸣 已在所有设备上退出',
    signInAgain: '请重新登录',
    deactivate: '停用账户',
    deactivated: '已停用「周一鸣」',
    wrong: '邮箱或密码不正确',
    pglite: '内置数据库（PGlite）',
    postgres: 'PostgreSQL',
  },
  en: {
    newDepartment: 'New department',
    nameZh: 'Chinese name',
    nameEn: 'English name',
    department: 'Southwest China',
    sales: 'Sales',
    south: 'South China',
    parent: 'Above it',
    createDepartment: 'Create department',
    actionsOfSales: 'Actions for Sales',
    delete: 'Delete',
    inUse: '"Sales" cannot be deleted yet',
    understood: 'OK',
    newPerson: 'New person',
    name: 'Name',
    email: 'Email',
    firstPassword: 'First password',
    departmentField: 'Department',
    manager: 'Manager',
    roles: 'Roles',
    role: 'Sales',
    createPerson: 'Create person',
    security: 'Sign-in and security',
    noCustomers: 'No customers yet',
    newCustomer: 'New Customer',
    customerName: 'Full legal name',
    save: /^Save/,
    readCustomers: 'Customer: Read',
    own: 'Own',
    all: 'All',
    saveReview: /^Save and review/,
    widens: 'Changes that widen rights',
    inWords: /Changes which records of "Customer" the role "Sales" may read: from own to all/,
    note: 'Note',
    publish: 'Publish',
    published: 'Published revision 2',
    actionsOf2: 'Actions for revision 2',
    actionsOf1: 'Actions for revision 1',
    compareBefore: 'Compare with the one before',
    restore: 'Restore this revision',
    narrows: 'Changes that narrow rights',
    publishedAgain: 'Published revision 3',
    signOutEverywhere: 'Sign out everywhere',
    signedOut: '周一鸣 is signed out everywhere',
    signInAgain: 'Sign in again',
    deactivate: 'Deactivate account',
    deactivated: 'Deactivated "周一鸣"',
    wrong: 'The e-mail or the password is wrong',
    pglite: 'Embedded (PGlite)',
    postgres: 'PostgreSQL',
  },
} as const

const languages = { pglite: 'zh', postgres: 'en' } as const
const newcomer = { name: '周一鸣', email: 'zhou.yiming@example.com', customer: '云山机电设备有限公司' }

describe.each(journeyDatabases)('J8 Administrator, on $name', (database) => {
  const language = languages[database.name]
  const t = texts[language]
  const picture = (name: string) => `j8/${database.name}-${language}/${name}`

  describe.skipIf(browserSkip ?? database.skip)(`in ${language}`, () => {
    let server: JourneyServer
    let browser: Browser
    let root: User
    let sales: User
    let password = ''
    beforeAll(async () => {
      ;[server, browser] = await Promise.all([startServer(database), openBrowser()])
      root = await openUser(browser, server, { language })
      sales = await openUser(browser, server, { language })
    })
    afterAll(async () => {
      await browser?.close()
      await server?.stop()
    })

    it('makes a department, moves it with the keyboard and by dragging, and is told what keeps another', async () => {
      await root.logIn(administrator.email, administrator.password)
      await root.switchLanguage(language)
      await root.goTo('/admin/departments')
      await root.click(t.newDepartment)
      const dialog = root.page.getByRole('dialog')
      await root.fill(t.nameZh, texts.zh.department, dialog)
      await root.fill(t.nameEn, texts.en.department, dialog)
      await root.choose(t.parent, t.sales, dialog)
      await root.check(picture('department-new'))
      await root.click(t.createDepartment, dialog)
      await expect.poll(() => below(root, t.sales)).toHaveLength(4)
      expect((await below(root, t.sales)).at(-1)).toBe(t.department)

      await treeItem(root, t.department).focus()
      await root.page.keyboard.press('Alt+ArrowUp')
      await expect.poll(async () => (await below(root, t.sales)).indexOf(t.department)).toBe(2)
      await root.page.keyboard.press('Alt+ArrowUp')
      await expect.poll(async () => (await below(root, t.sales)).indexOf(t.department)).toBe(1)
      await root.watch.settled()
      await row(root, t.department).dragTo(row(root, t.south), { targetPosition: { x: 200, y: 38 } })
      await expect.poll(async () => (await below(root, t.sales)).indexOf(t.department)).toBe(3)
      await root.watch.settled()
      await root.page.reload()
      await expect.poll(async () => (await below(root, t.sales)).at(-1)).toBe(t.department)

      await root.click(t.actionsOfSales)
      await root.click(t.delete)
      await root.sees(t.inUse)
      await root.check(picture('department-in-use'))
      await root.click(t.understood)
    })

    it('makes a user with department, manager and role', async () => {
      await root.goTo('/admin/users')
      await root.click(t.newPerson)
      const panel = root.page.locator('aside')
      await root.fill(t.name, newcomer.name, panel)
      await root.fill(t.email, newcomer.email, panel)
      await root.choose(t.departmentField, t.department, panel)
      await root.choose(t.manager, '林宇飞', panel)
      await root.choose(t.roles, t.role, panel)
      password = await panel.getByLabel(t.firstPassword, { exact: true }).inputValue()
      expect(password).toHaveLength(14)
      await root.click(new RegExp(`^${t.createPerson}`), panel)
      await root.page.waitForURL(/\/admin\/users\/[0-9a-f-]{36}$/)
      await root.sees(t.security)
      await root.check(picture('person'))
    })

    it('lets the new user log in, who sees only what is their own', async () => {
      await sales.logIn(newcomer.email, password)
      await sales.switchLanguage(language)
      await sales.goTo('/a/crm/customer')
      await sales.sees(t.noCustomers)
      await sales.click(t.newCustomer)
      const dialog = sales.page.getByRole('dialog')
      await sales.fill(t.customerName, newcomer.customer, dialog)
      await sales.click(t.save, dialog)
      await dialog.waitFor({ state: 'hidden' })
      await sales.goTo('/a/crm/customer')
      await sales.sees(newcomer.customer)
      expect(await listOnScreen(sales.page).total()).toBe(1)
    })

    it('widens the scope of a role: shown in words before, in force at once after', async () => {
      await root.goTo('/admin/roles/crm/sales')
      await root.choose(t.readCustomers, t.all)
      await root.check(picture('role-changed'))
      await root.click(t.saveReview)
      const dialog = root.page.getByRole('dialog')
      await root.sees(t.widens)
      await root.sees(t.inWords)
      await root.fill(t.note, 'J8', dialog)
      await root.check(picture('publish'))
      await root.click(t.publish, dialog)
      await root.sees(t.published)
      await sales.goTo('/a/crm/customer')
      expect(await listOnScreen(sales.page).total()).toBeGreaterThan(900)
    })

    it('compares revisions in words, and restores the one before', async () => {
      await root.goTo('/admin/apps/crm')
      await root.click(t.actionsOf2)
      await root.click(t.compareBefore)
      await root.sees(t.inWords)
      await root.check(picture('compare'))
      await root.click(t.actionsOf1)
      await root.click(t.restore)
      await root.click(t.restore, root.page.getByRole('dialog'))
      await root.sees(t.narrows)
      await root.click(t.publish, root.page.getByRole('dialog'))
      await root.sees(t.publishedAgain)
      await sales.goTo('/a/crm/customer')
      await sales.sees(newcomer.customer)
      expect(await listOnScreen(sales.page).total()).toBe(1)
    })

    it('signs somebody out everywhere, and out of use', async () => {
      sales.watch.expect(/401 \(Unauthorized\)/)
      await root.goTo('/admin/users')
      await root.click(newcomer.name)
      const panel = root.page.locator('aside')
      await root.click(t.signOutEverywhere, panel)
      await root.click(t.signOutEverywhere, root.page.getByRole('dialog'))
      await root.sees(t.signedOut)
      await sales.page.getByRole('searchbox').or(sales.page.getByRole('textbox')).first().fill('云山')
      await sales.sees(t.signInAgain)

      await root.click(t.deactivate, panel)
      await root.click(t.deactivate, root.page.getByRole('dialog'))
      await root.sees(t.deactivated)
      await sales.page.getByRole('dialog').locator('input[type=password]').fill(password)
      await sales.page.keyboard.press('Enter')
      await sales.sees(t.wrong)
      await sales.check(picture('signed-out'))
    })

    it('sees what the server runs on; nothing was written to a console', async () => {
      await root.goTo('/admin/system')
      await root.sees(t[database.name])
      await root.leave()
      await sales.leave()
    })
  })
})

const treeItem = ({ page }: User, name: string) =>
  page.locator('[role=treeitem]', { has: page.getByText(name, { exact: true }) }).last()

/** The row of a department itself, without those below it. */
const row = (user: User, name: string) => treeItem(user, name).locator('> div').first()

/** Names of the departments directly below one, from top to bottom. */
async function below(user: User, name: string): Promise<string[]> {
  const parent = user.page.locator('[role=treeitem][data-level="1"]', {
    has: user.page.getByText(name, { exact: true }),
  })
  const rows = await parent.first().locator('[role=treeitem] [class*=name]:not([class*=head])').allInnerTexts()
  return rows.map((text) => text.trim())
}

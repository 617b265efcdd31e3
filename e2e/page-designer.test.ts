import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserSkip } from './harness/browser-skip.ts'
import { journeyDatabases } from './harness/databases.ts'
import { openBrowser } from './harness/open-browser.ts'
import { openFinger } from './harness/open-finger.ts'
import { openUser, type User } from './harness/open-user.ts'
import { administrator, type JourneyServer, startServer } from './harness/start-server.ts'

const texts = {
  zh: {
    newPage: '新建页面',
    table: '数据表',
    contact: '联系人',
    create: '创建',
    alone: '独立页面（工作台）',
    name: '页面名称',
    desk: '通讯录工作台',
    preview: '预览',
    design: '设计',
    publish: '发布…',
    publishNow: '发布',
    lifted: /已拿起/,
    wide: /宽 6 列/,
  },
  en: {
    newPage: 'New page',
    table: 'Table',
    contact: 'Contact',
    create: 'Create',
    alone: 'stands alone (workbench)',
    name: 'Name of the page',
    desk: 'Address desk',
    preview: 'Preview',
    design: 'Design',
    publish: 'Publish…',
    publishNow: 'Publish',
    lifted: /Lifted/,
    wide: /^6 of 12/,
  },
} as const

const languages = { pglite: 'zh', postgres: 'en' } as const

describe.each(journeyDatabases)('The designers of pages and menus, on $name', (database) => {
  const language = languages[database.name]
  const t = texts[language]
  const picture = (name: string) => `page-designer/${database.name}-${language}/${name}`

  describe.skipIf(browserSkip ?? database.skip)(`in ${language}`, () => {
    let server: JourneyServer
    let browser: Browser
    let root: User
    beforeAll(async () => {
      ;[server, browser] = await Promise.all([startServer(database), openBrowser()])
      root = await openUser(browser, server, { language })
      await root.logIn(administrator.email, administrator.password)
      await root.switchLanguage(language)
    })
    afterAll(async () => {
      await browser?.close()
      await server?.stop()
    })

    const canvas = () => root.page.locator('[data-page-canvas]')
    const node = (id: string) => canvas().locator(`[data-page-node="${id}"]`)
    const onPage = () =>
      canvas()
        .locator('[data-page-grid=":page"] > [data-page-node]')
        .evaluateAll((all) => all.map((one) => (one as { dataset: { pageNode?: string } }).dataset.pageNode ?? ''))
    const press = async (...keys: string[]) => {
      for (const key of keys) await root.page.keyboard.press(key)
    }
    async function drag(from: Locator, to: Locator, { x, y }: { x: number; y: number }) {
      await from.hover()
      await root.page.mouse.down()
      const box = await to.boundingBox()
      if (!box) throw new Error('there is nothing to drop on')
      const [left, top] = [box.x + box.width * x, box.y + box.height * y]
      await root.page.mouse.move(left - 30, top - 12, { steps: 4 })
      await root.page.mouse.move(left, top, { steps: 4 })
      await root.page.locator('[data-form-drop-line]').waitFor({ state: 'visible' })
      await root.page.mouse.up()
    }

    it('begins a page of records with what most of them have, and drops a block where it is dragged', async () => {
      await root.goTo('/design/crm')
      await root.click(t.newPage)
      const dialog = root.page.getByRole('dialog')
      await root.choose(t.table, t.contact, dialog)
      await root.click(t.create, dialog)
      await node('fields').waitFor()
      expect(await onPage()).toEqual(['fields', 'related_list', 'timeline'])
      await drag(root.page.locator('[data-palette-item="figure"]'), node('fields'), { x: 0.5, y: 0.1 })
      await expect.poll(onPage).toEqual(['figure', 'fields', 'related_list', 'timeline'])
      await root.check(picture('canvas'))
    })

    it('is worked by the keyboard: selected, lifted, dropped, made wider, undone', async () => {
      await canvas().focus()
      await press('Home', 'Space')
      const live = root.page.locator('[data-design-live]')
      await expect.poll(() => live.textContent()).toMatch(t.lifted)
      await press('ArrowDown', 'Space')
      await expect.poll(onPage).toEqual(['fields', 'figure', 'related_list', 'timeline'])
      await press('Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight')
      await expect.poll(() => live.textContent()).toMatch(t.wide)
      await press('Control+z', 'Control+z')
      await expect.poll(onPage).toEqual(['figure', 'fields', 'related_list', 'timeline'])
      await press('Control+Shift+z')
      await expect.poll(onPage).toEqual(['fields', 'figure', 'related_list', 'timeline'])
    })

    it('shows the page as its users get it', async () => {
      await root.page.getByRole('radiogroup').getByText(t.preview, { exact: true }).click()
      await root.page.locator('[data-page-preview]').waitFor()
      await root.check(picture('preview'))
      await root.page.getByRole('radiogroup').getByText(t.design, { exact: true }).click()
    })

    it('puts a page of its own into the menu, moved by the keys', async () => {
      await root.click(t.newPage)
      const dialog = root.page.getByRole('dialog')
      await dialog.getByText(t.alone, { exact: true }).click()
      await dialog.getByLabel(t.name).fill(t.desk)
      await root.click(t.create, dialog)
      await root.page.locator('[data-palette-item="view"]').click()
      await canvas().locator('[data-block="view"]').waitFor()
      const key = root.page.url().split('/').at(-1)
      await root.goTo('/design/crm/menu/main')
      await root.page.locator('[data-drop-row="entry workbench"]').click()
      await root.page.locator(`[data-menu-target="page ${key}"]`).click()
      const rows = () =>
        root.page
          .locator('[data-drop-row]')
          .evaluateAll((all) =>
            all.slice(0, 3).map((one) => (one as { dataset: { dropRow?: string } }).dataset.dropRow),
          )
      await expect.poll(rows).toEqual(['group home', 'entry workbench', `entry ${key}`])
      await root.page.getByRole('listbox').first().focus()
      await press('Alt+ArrowUp')
      await expect.poll(rows).toEqual(['group home', `entry ${key}`, 'entry workbench'])
      const row = (id: string) => root.page.locator(`[data-drop-row="${id}"]`)
      const below = await row('entry workbench').boundingBox()
      if (!below) throw new Error('the menu is not on the screen')
      const finger = await openFinger(root.page)
      await finger.drag(row(`entry ${key}`), { x: below.x + 40, y: below.y + below.height - 3 }, { x: 40 })
      await expect.poll(rows).toEqual(['group home', 'entry workbench', `entry ${key}`])
      await press('Control+z')
      await expect.poll(rows).toEqual(['group home', `entry ${key}`, 'entry workbench'])
      await root.check(picture('menu'))
    })

    it('is published, and is what a sales person opens, on a phone as well', async () => {
      await root.click(t.publish)
      const dialog = root.page.getByRole('dialog')
      await root.click(t.publishNow, dialog)
      await dialog.waitFor({ state: 'hidden' }).catch(() => undefined)
      const seller = await openUser(browser, server, { language })
      await seller.logIn('zhang.wei@example.com')
      await seller.switchLanguage(language)
      await seller.click(t.desk)
      await seller.page.locator('[data-block="view"]').waitFor()
      await seller.check(picture('desk'))
      const found = await seller.page.request.post('/api/apps/crm/entities/contact/query', {
        data: { select: ['id'], page: { size: 1 } },
        headers: { origin: server.url },
      })
      const { records } = (await found.json()) as { records: { id: string }[] }
      await seller.goTo(`/a/crm/contact/${records[0]?.id}`)
      await seller.page.locator('[data-block="timeline"]').waitFor()
      await seller.check(picture('record'))
      await seller.page.setViewportSize({ width: 375, height: 760 })
      await seller.check(picture('record-phone'))
      await seller.leave()
    })
  })
})

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
    label: '维修费用',
    key: 'wei_xiu_fei_yong',
    name: '名称',
    add: '添加',
    outline: '大纲',
    palette: '组件',
    rules: '规则',
    addRule: '添加规则',
    addCondition: '添加条件',
    field: /^字段/,
    stage: '阶段',
    value: '值',
    won: '赢单',
    fields: '字段',
    action: '动作',
    required: '必填',
    done: '完成',
    inWords: /必填：维修费用/,
    preview: '预览',
    design: '设计',
    holdsNot: '不成立',
    holds: '成立',
    menu: /的更多操作$/,
    moveTo: '移动到…',
    place: '位置',
    firstInDetail: '需求与竞争：最前',
    move: '移动',
    newForm: '新建表单',
    basics: '基本信息',
    lifted: /已拿起「商机名称」/,
    dropped: /已放下「商机名称」/,
  },
  en: {
    label: 'Repair costs',
    key: 'repair_costs',
    name: 'Name',
    add: 'Add',
    outline: 'Outline',
    palette: 'Components',
    rules: 'Rules',
    addRule: 'Add rule',
    addCondition: 'Add condition',
    field: /^Field/,
    stage: 'Stage',
    value: 'Value',
    won: 'Won',
    fields: 'Fields',
    action: 'Action',
    required: 'Required',
    done: 'Done',
    inWords: /Required: Repair costs/,
    preview: 'Preview',
    design: 'Design',
    holdsNot: 'does not hold',
    holds: 'holds',
    menu: /^More for/,
    moveTo: 'Move to…',
    place: 'Place',
    firstInDetail: 'Need and competition: at the start',
    move: 'Move',
    newForm: 'New form',
    basics: 'Basics',
    lifted: /Name lifted/,
    dropped: /Name dropped/,
  },
} as const

const languages = { pglite: 'zh', postgres: 'en' } as const

describe.each(journeyDatabases)('The form designer, on $name', (database) => {
  const language = languages[database.name]
  const t = texts[language]
  const picture = (name: string) => `form-designer/${database.name}-${language}/${name}`

  describe.skipIf(browserSkip ?? database.skip)(`in ${language}`, () => {
    let server: JourneyServer
    let browser: Browser
    let root: User
    let form: FormOnScreen
    beforeAll(async () => {
      ;[server, browser] = await Promise.all([startServer(database), openBrowser()])
      root = await openUser(browser, server, { language })
      await root.logIn(administrator.email, administrator.password)
      await root.switchLanguage(language)
      form = formOnScreen(root.page)
    })
    afterAll(async () => {
      await browser?.close()
      await server?.stop()
    })

    const open = async (key: string) => {
      await root.goTo(`/design/crm/form/${key}`)
      await form.canvas.waitFor()
    }

    it('is the form of the users, on which things are moved by the pointer', async () => {
      await open('opportunity_form')
      await root.check(picture('canvas'))
      await form.drag(form.node('field:amount'), form.node('field:name'), { x: 0.5, y: 0.15 })
      expect((await form.inside('basic')).slice(0, 2)).toEqual(['field:amount', 'field:name'])
    })

    it('makes a new field of the table where its type is dropped, in one step', async () => {
      await form.drag(form.paletteItem('new money'), form.node('field:stage'), { x: 0.9, y: 0.5 }, () =>
        root.shoot(picture('dragging')),
      )
      await root.page.getByRole('dialog').locator('input:focus').waitFor()
      await root.page.keyboard.type(t.label)
      await root.shoot(picture('new-field'))
      await root.page.keyboard.press('Enter')
      const made = `field:${t.key}`
      await form.node(made).waitFor()
      const inBasics = await form.inside('basic')
      expect(inBasics.indexOf(made)).toBe(inBasics.indexOf('field:stage') + 1)
      expect(await form.columns('basic')).toBe(4)
      await root.check(picture('properties'))
      await form.canvas.focus()
      await root.page.keyboard.press('Control+z')
      await expect.poll(() => form.node(made).count()).toBe(0)
      expect(await form.columns('basic')).toBe(2)
      await root.page.keyboard.press('Control+Shift+z')
      await form.node(made).waitFor()
    })

    it('demands the field by a rule that is read in words, and shows in the preview that it holds', async () => {
      await root.click(t.rules)
      await root.click(t.addRule)
      const dialog = root.page.getByRole('dialog')
      await root.click(t.addCondition, dialog)
      await dialog.getByRole('button', { name: t.field }).click()
      await root.page.getByRole('option', { name: t.stage, exact: true }).click()
      await root.choose(t.value, t.won, dialog)
      await root.choose(t.action, t.required, dialog)
      await dialog.getByLabel(t.fields, { exact: true }).last().click()
      await root.page.getByRole('option', { name: t.label, exact: true }).click()
      await root.page.keyboard.press('Escape')
      await root.check(picture('rule'))
      await root.click(t.done, dialog)
      await root.sees(t.inWords)
      await root.page.getByRole('radiogroup').getByText(t.preview, { exact: true }).click()
      const chip = root.page.locator('aside li').last()
      await chip.getByText(t.holdsNot, { exact: true }).waitFor()
      await root.choose(t.stage, t.won)
      await chip.getByText(t.holds, { exact: true }).waitFor()
      await root.check(picture('preview'))
      await root.page.getByRole('radiogroup').getByText(t.design, { exact: true }).click()
    })

    it('moves what is selected to a place that is named', async () => {
      await form.node(`field:${t.key}`).click()
      await root.click(t.menu)
      await root.page.getByRole('menuitem', { name: t.moveTo }).click()
      await root.choose(t.place, t.firstInDetail, root.page.getByRole('dialog'))
      await root.click(t.move, root.page.getByRole('dialog'))
      await expect.poll(() => form.inside('detail')).toContain(`field:${t.key}`)
    })

    it('is worked by the keyboard alone: chosen, lifted, put beside, duplicated, wrapped, taken away, undone', async () => {
      await open('opportunity_form')
      const press = async (...keys: string[]) => {
        for (const key of keys) await root.page.keyboard.press(key)
      }
      await form.tabTo('[data-skip-navigation]')
      await press('Enter')
      await form.tabTo('[data-form-canvas]')
      const start = await form.inside('basic')
      // The section, then its first field.
      await press('ArrowDown', 'ArrowDown')
      const first = start[0] ?? ''
      const second = start[1] ?? ''
      await press('Alt+ArrowDown')
      await expect.poll(() => form.inside('basic')).toEqual([second, first, ...start.slice(2)])
      await press('Space', 'ArrowUp', 'Space')
      await expect.poll(() => form.inside('basic')).toEqual(start)
      await press('Control+g')
      const selected = form.canvas.locator('[data-selected="alone"]')
      await expect.poll(async () => form.inside((await selected.getAttribute('data-node')) ?? '')).toEqual([first])
      await press('Control+z')
      await expect.poll(() => form.inside('basic')).toEqual(start)
      await press('/')
      await root.page.locator('input:focus').waitFor()
      await root.page.keyboard.type(language === 'zh' ? 'fgx' : 'divider')
      await press('Enter')
      await form.node('divider').waitFor()
      await form.tabTo('[data-form-canvas]')
      await press('Delete')
      await expect.poll(() => form.node('divider').count()).toBe(0)
    })

    it('has the tree of the form beside it, for the same keys', async () => {
      await root.click(t.outline)
      await root.page.getByRole('treeitem', { name: t.basics, exact: true }).click()
      await expect.poll(() => form.node('basic').getAttribute('data-selected')).toBe('alone')
      await root.check(picture('outline'))
      await root.click(t.palette)
    })

    it('saves all of it in the draft, which is there again after a reload', async () => {
      await expect
        .poll(async () => {
          const answer = await root.page.request.get('/api/apps/crm/draft')
          const { documents } = (await answer.json()) as {
            documents: { kind: string; key: string; rules?: object[] }[]
          }
          const saved = documents.find(({ kind, key }) => kind === 'form' && key === 'opportunity_form')
          return JSON.stringify(saved?.rules?.at(-1))
        })
        .toContain(t.key)
      await open('opportunity_form')
      expect(await form.inside('detail')).toContain(`field:${t.key}`)
    })

    it('makes further forms of the table, empty ones with a place to begin', async () => {
      await root.page.locator('[data-form-switch]').click()
      await root.page.getByRole('menuitem', { name: t.newForm }).click()
      await form.drag(form.paletteItem('layout tabs'), form.canvas, { x: 0.5, y: 0.3 })
      await form.node('tabs').waitFor()
      await root.check(picture('new-form'))
    })

    it('is as good in the dark, and leaves the console clean', async () => {
      await root.page.emulateMedia({ colorScheme: 'dark' })
      await open('opportunity_form')
      await form.node('field:stage').click()
      await root.check(picture('dark'))
      await root.page.setViewportSize({ width: 375, height: 812 })
      await root.goTo('/design/crm/form/opportunity_form')
      await root.check(picture('phone'))
      await root.leave()
    })
  })
})

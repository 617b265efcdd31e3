import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserSkip } from './harness/browser-skip.ts'
import { journeyDatabases } from './harness/databases.ts'
import { openBrowser } from './harness/open-browser.ts'
import { openUser, type User } from './harness/open-user.ts'
import { administrator, type JourneyServer, startServer } from './harness/start-server.ts'
import { purchaseFile, refusedFile } from './purchase-file.fixture.ts'

const texts = {
  zh: {
    newProcess: '新建流程',
    table: '关于哪张表',
    quote: '报价单',
    name: '流程名称',
    tiers: /按金额分级/,
    create: '创建',
    choice: '条件分支',
    approval: '审批',
    decided: /前面的人这样决定/,
    publish: '发布…',
    publishNow: '发布',
    published: /已发布版本/,
    blocked: '有问题需要先解决',
    canvas: '画布',
    more: '更多',
    compare: '比较版本',
    notice: '抄送',
    swap: '互换两个版本',
    added: /新增.*抄送/,
    removed: /删除.*抄送/,
    back: '返回设计',
    openBpmn: '打开 BPMN 文件',
    chooseFile: '选择文件',
    chooseOther: '换一个文件',
    open: '打开',
    whyRefused: '事务子流程无法运行。请改用普通子流程。',
    nobody: /4 个由人处理的步骤还没有处理人/,
    noPeople: '请填写「处理人」。',
    problems: /^\d 个问题$/,
    replaceBpmn: '用 BPMN 文件替换…',
    replace: '替换流程图',
    exportBpmn: '导出为 BPMN 文件',
    notBpmn: /出于安全考虑不予读取/,
    tree: '树形',
    unfoldAll: '全部展开',
    larger: '放大',
    foldAll: '全部收起',
    foldedProblems: /收起 \d 步.*个问题/,
    find: '查找节点',
  },
  en: {
    newProcess: 'New process',
    table: 'About which table',
    quote: 'Quote',
    name: 'Name',
    tiers: /Tiers by amount/,
    create: 'Create',
    choice: 'Choice',
    approval: 'Approval',
    decided: /When people decided so/,
    publish: 'Publish…',
    publishNow: 'Publish',
    published: /Published revision/,
    blocked: 'Some things have to be mended first',
    canvas: 'Canvas',
    more: 'More',
    compare: 'Compare versions',
    notice: 'Notice',
    swap: 'Swap the two',
    added: /Added.*Notice/,
    removed: /Removed.*Notice/,
    back: 'Back to the design',
    openBpmn: 'Open a BPMN file',
    chooseFile: 'Choose a file',
    chooseOther: 'Choose another file',
    open: 'Open',
    whyRefused: 'A transaction cannot be run. Use an ordinary sub-process.',
    nobody: /Nobody is named yet for 4 steps/,
    noPeople: 'People: this has to be filled in.',
    problems: /^\d problems$/,
    replaceBpmn: 'Replace by a BPMN file…',
    replace: 'Replace the drawing',
    exportBpmn: 'Export as a BPMN file',
    notBpmn: /not read for reasons of safety/,
    tree: 'Tree',
    unfoldAll: 'Unfold everything',
    larger: 'Larger',
    foldAll: 'Fold everything',
    foldedProblems: /\d steps? folded.*problem/,
    find: 'Find nodes',
  },
} as const

const languages = { pglite: 'zh', postgres: 'en' } as const

describe.each(journeyDatabases)('designing processes, on $name', (database) => {
  const language = languages[database.name]
  const t = texts[language]
  let server: JourneyServer
  let browser: Browser
  beforeAll(async () => {
    if (browserSkip ?? database.skip) return
    ;[server, browser] = await Promise.all([startServer(database), openBrowser()])
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  describe.skipIf(browserSkip ?? database.skip)(`in ${language}`, () => {
    let user: User
    let page: Page
    const node = (key: string) => page.locator(`[data-node="${key}"]`)
    const keys = () =>
      page.locator('[data-node]').evaluateAll((all) => all.map((one) => one.getAttribute('data-node')).sort())
    const focused = () => page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.node)
    beforeAll(async () => {
      user = await openUser(browser, server, { language })
      page = user.page
      await user.logIn(administrator.email, administrator.password)
      await user.switchLanguage(language)
      await user.goTo('/design/crm')
    })
    afterAll(() => user.leave())

    it('begins with a template about a table', async () => {
      await user.click(t.newProcess)
      const dialog = page.getByRole('dialog')
      await user.choose(t.table, t.quote, dialog)
      await dialog.getByRole('radio', { name: t.tiers }).click()
      await user.check(`process-designer/${language}/new`)
      await user.click(t.create, dialog)
      await node('by_amount').waitFor()
      expect(await keys()).toEqual(['begin', 'by_amount', 'done', 'manager', 'upper'])
      await user.check(`process-designer/${language}/tree`)
    })

    it('gets a choice by the pointer, from the menu of a line', async () => {
      await page.locator('[data-insert="upper_to_done"]').click()
      const menu = page.getByRole('combobox')
      await menu.waitFor()
      await user.shoot(`process-designer/${language}/menu`)
      await menu.fill(t.choice)
      await page.locator('[data-choice="exclusive"]').click()
      await expect.poll(keys).toContain('exclusive')
      await expect.poll(focused).toBe('exclusive')
    })

    it('gets an approval by the keyboard alone, and moves it', async () => {
      await node('upper').focus()
      await page.keyboard.press('ArrowDown')
      await expect.poll(focused).toBe('exclusive')
      await page.keyboard.press('i')
      const menu = page.getByRole('combobox')
      await menu.waitFor()
      await menu.fill(t.approval)
      await page.keyboard.press('Enter')
      await expect.poll(keys).toContain('approval')
      await expect.poll(focused).toBe('approval')
      await page.keyboard.press('Alt+ArrowUp')
      await expect.poll(() => orderOf('approval', 'exclusive')).toBe('approval before exclusive')
      await page.keyboard.press('Control+z')
      await expect.poll(() => orderOf('approval', 'exclusive')).toBe('exclusive before approval')
    })

    it('says what is wrong where it is, and is not published like that', async () => {
      await page.locator('[data-node="exclusive"][data-tone="error"]').waitFor()
      await user.click(t.publish)
      const dialog = page.getByRole('dialog')
      await dialog.getByText(t.blocked).waitFor()
      expect(await dialog.getByRole('button', { name: t.publishNow, exact: true }).isDisabled()).toBe(true)
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'hidden' })
    })

    it('is mended at the line, looked at, and published', async () => {
      await page.locator('[data-line-label="way"]').click()
      await page.getByRole('radio', { name: t.decided }).click()
      await page.locator('[data-tone="error"]').first().waitFor({ state: 'detached' })
      await user.check(`process-designer/${language}/mended`)
      await user.click(t.publish)
      const dialog = page.getByRole('dialog')
      const now = dialog.getByRole('button', { name: t.publishNow, exact: true })
      await expect.poll(() => now.isEnabled()).toBe(true)
      await now.click()
      await dialog.getByText(t.published).first().waitFor()
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'hidden' })
      await page.reload()
      await node('approval').waitFor()
    })

    it('is compared with what was published, either way round', async () => {
      await page.locator('[data-insert="upper_to_done"]').click()
      await page.getByRole('combobox').fill(t.notice)
      await page.locator('[data-choice="notice"]').click()
      await expect.poll(focused).toBe('notice')
      await page.getByRole('button', { name: t.more, exact: true }).last().click()
      await user.click(t.compare)
      await user.click(t.added)
      await page.locator('[data-node="notice"][data-tone="added"][data-selected]').waitFor()
      await user.check(`process-designer/${language}/compared`)
      await user.click(t.swap)
      await page.getByRole('button', { name: t.removed }).first().waitFor()
      await page.locator('[data-node="notice"][data-tone="removed"]').waitFor()
      await user.click(t.back)
      await node('upper').focus()
      await page.keyboard.press('Control+z')
      await node('notice').waitFor({ state: 'detached' })
    })

    it('is placed freely on the canvas, which the document keeps', async () => {
      await page.locator('label', { hasText: new RegExp(`^${t.canvas}$`) }).click()
      await page.locator('[data-process-stage="free"]').waitFor()
      const before = await node('done').boundingBox()
      await node('done').hover()
      await page.mouse.down()
      await page.mouse.move((before?.x ?? 0) + 220, (before?.y ?? 0) + 40, { steps: 6 })
      await page.mouse.up()
      await expect.poll(async () => (await node('done').boundingBox())?.x).toBeGreaterThan((before?.x ?? 0) + 60)
      await user.check(`process-designer/${language}/canvas`)
      await page.reload()
      await page.locator('[data-process-stage="free"] [data-node="done"]').waitFor()
    })

    it('comes from a BPMN file: what cannot be run is told by its element, what is open by its step', async () => {
      await user.click(t.openBpmn)
      const dialog = page.getByRole('dialog')
      await pick(t.chooseFile, {
        name: 'bomb.xml',
        content: '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
      })
      await dialog.getByText(t.notBpmn).waitFor()
      await pick(t.chooseOther, { name: 'refused.bpmn', content: refusedFile() })
      await dialog.locator('[data-element="Activity_Order"]').getByText(t.whyRefused).waitFor()
      const refused = dialog.locator('[data-severity="error"][data-element]')
      expect(await refused.evaluateAll((all) => all.map((one) => one.getAttribute('data-element')).sort())).toEqual([
        'Activity_Order',
        'Event_Other',
        'Event_Start',
      ])
      const open = dialog.getByRole('button', { name: t.open, exact: true })
      expect(await open.isDisabled()).toBe(true)
      await user.check(`process-designer/${language}/bpmn-refused`)
      await pick(t.chooseOther, { name: 'purchase.bpmn', content: purchaseFile() })
      await dialog.getByText(t.nobody).waitFor()
      await user.choose(t.table, t.quote, dialog)
      await dialog.locator('[data-element="Flow_Large"]').waitFor({ state: 'detached' })
      await open.click()
      await page.locator('[data-process-stage="free"] [data-node="activity_check"][data-tone="error"]').waitFor()
      const [check, amount, late] = await Promise.all(
        ['activity_check', 'gateway_amount', 'event_late'].map((key) => node(key).boundingBox()),
      )
      expect(amount?.x).toBeGreaterThan((check?.x ?? 0) + (check?.width ?? 0))
      expect(late?.y).toBeGreaterThan((check?.y ?? 0) + (check?.height ?? 0))
      await page.getByRole('button', { name: t.problems }).last().click()
      await page.getByText(t.noPeople).first().waitFor()
      await user.check(`process-designer/${language}/bpmn-opened`)
    })

    it('is the same drawing when it is exported and opened again, in one step that can be undone', async () => {
      await node('activity_check').click()
      const before = await boxes()
      const more = page.getByRole('button', { name: t.more, exact: true }).last()
      await more.click()
      const [download] = await Promise.all([page.waitForEvent('download'), user.click(t.exportBpmn)])
      const content = readFileSync(await download.path(), 'utf8')
      await node('activity_urge').focus()
      await page.keyboard.press('Delete')
      await node('activity_urge').waitFor({ state: 'detached' })
      await more.click()
      await user.click(t.replaceBpmn)
      await pick(t.chooseFile, { name: 'again.bpmn', content })
      await user.click(t.replace, page.getByRole('dialog'))
      await node('activity_urge').waitFor()
      await expect.poll(boxes).toEqual(before)
      await page.keyboard.press('Control+z')
      await node('activity_urge').waitFor({ state: 'detached' })
    })

    it('folds its branches, says what they hide, and unfolds what is looked for', async () => {
      await showTree()
      const fork = node('gateway_fork')
      await fork.focus()
      await page.keyboard.press('f')
      await node('activity_receive').waitFor({ state: 'detached' })
      expect(await fork.getAttribute('aria-expanded')).toBe('false')
      await fork.getByText(t.foldedProblems).waitFor()
      await user.check(`process-designer/${language}/folded`)
      // Kept for the next visit, and open again as soon as something in it is looked for.
      await page.reload()
      await fork.waitFor()
      await showTree()
      expect(await node('activity_receive').count()).toBe(0)
      await page.getByRole('button', { name: t.find }).click()
      await page.getByRole('textbox', { name: t.find }).fill('event_late')
      await node('event_late').waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: t.more, exact: true }).last().click()
      await user.click(t.foldAll)
      await node('activity_manager').waitFor({ state: 'detached' })
      await page.getByRole('button', { name: t.problems }).last().click()
      await page.getByText(t.noPeople).last().click()
      await node('activity_receive').waitFor()
      expect(await node('activity_manager').count()).toBe(0)
    })

    it('has a map of a drawing that is larger than the window, which is dragged', async () => {
      await page.getByRole('button', { name: t.more, exact: true }).last().click()
      await user.click(t.unfoldAll)
      for (let zoom = 0; zoom < 4; zoom += 1) await user.click(t.larger)
      const map = page.locator('[data-canvas-map]')
      const box = (await map.boundingBox()) ?? expect.fail('no map')
      const before = await node('event_end').boundingBox()
      await page.mouse.move(box.x + box.width / 2, box.y + 4)
      await page.mouse.down()
      await page.mouse.move(box.x + box.width / 2, box.y + box.height - 2, { steps: 5 })
      await page.mouse.up()
      await expect.poll(async () => (await node('event_end').boundingBox())?.y).not.toBe(before?.y)
      const scroll = await page
        .locator('[data-process-stage] section > div')
        .first()
        .evaluate((one) => one.scrollTop)
      expect(scroll).toBeGreaterThan(50)
      await user.check(`process-designer/${language}/map`)
    })

    async function showTree(): Promise<void> {
      await page.locator('label', { hasText: new RegExp(`^${t.tree}$`) }).click()
      await page.locator('[data-process-stage="tree"]').waitFor()
    }

    async function pick(button: string, { name, content }: { name: string; content: string }): Promise<void> {
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.getByRole('dialog').getByRole('button', { name: button, exact: true }).click(),
      ])
      await chooser.setFiles({ name, mimeType: 'application/xml', buffer: Buffer.from(content) })
    }

    /** Where the nodes stand to each other, wherever the drawing is scrolled to. */
    const boxes = () =>
      page.locator('[data-node]').evaluateAll((all) => {
        const places = all.map((one) => [one.getAttribute('data-node'), one.getBoundingClientRect()] as const)
        const left = Math.min(...places.map(([, { x }]) => x))
        const top = Math.min(...places.map(([, { y }]) => y))
        return Object.fromEntries(places.map(([key, { x, y }]) => [key, [Math.round(x - left), Math.round(y - top)]]))
      })

    async function orderOf(one: string, other: string): Promise<string> {
      const [a, b] = await Promise.all([node(one).boundingBox(), node(other).boundingBox()])
      return (a?.y ?? 0) < (b?.y ?? 0) ? `${one} before ${other}` : `${other} before ${one}`
    }
  })
})

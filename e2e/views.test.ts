import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserSkip } from './harness/browser-skip.ts'
import { journeyDatabases } from './harness/databases.ts'
import { openBrowser } from './harness/open-browser.ts'
import { openFinger } from './harness/open-finger.ts'
import { openUser, type User } from './harness/open-user.ts'
import { administrator, type JourneyServer, startServer } from './harness/start-server.ts'

const [embedded] = journeyDatabases

const board = '/a/crm/opportunity?view=opportunities_board'
const calendar = '/a/crm/visit_plan?view=visits_calendar'

const texts = {
  zh: {
    solution: '方案设计',
    proposal: '报价',
    moved: /已移到/,
    moveCard: /^移动「/,
    lost: /输单/,
    missing: '还需要填写',
    reason: '输单原因',
    cancel: '取消',
    newView: '新建视图',
    name: '视图名称',
    board: '看板',
    save: '保存',
    view: '按负责人',
    month: '月',
    week: '周',
    resources: '资源',
    day: '日',
  },
  en: {
    solution: 'Solution',
    proposal: 'Proposal',
    moved: /was moved to/,
    moveCard: /^Move /,
    lost: /Lost/,
    missing: 'Something is missing',
    reason: 'Loss reason',
    cancel: 'Cancel',
    newView: 'New view',
    name: 'Name of the view',
    board: 'Board',
    save: 'Save',
    view: 'By owner',
    month: 'Month',
    week: 'Week',
    resources: 'Resources',
    day: 'Day',
  },
} as const

describe.skipIf(browserSkip)('views of other types than the list', () => {
  let server: JourneyServer
  let browser: Browser
  beforeAll(async () => {
    if (!embedded) throw new Error('unreachable: there is always the embedded database')
    ;[server, browser] = await Promise.all([startServer(embedded), openBrowser()])
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  describe.each(['zh', 'en'] as const)('in %s', (language) => {
    const t = texts[language]
    let user: User
    let page: Page
    beforeAll(async () => {
      user = await openUser(browser, server, { language })
      page = user.page
      await user.logIn(administrator.email, administrator.password)
      await user.switchLanguage(language)
    })
    afterAll(() => user.leave())

    it('has a board with a column for each stage', async () => {
      await user.goTo(board)
      await page.locator('[data-card]').first().waitFor()
      await user.check(`views/${language}/board`)
      expect(await page.locator('[data-cell]').count()).toBe(6)
      expect(await countOf(page, 'discovery')).toBeGreaterThan(50)
      // A page of cards, not all of them.
      expect(await cards(page, 'discovery').count()).toBe(25)
    })

    it('drags a card by the pointer: the counts follow, and a reload shows the same', async () => {
      const [from, to] = [await countOf(page, 'discovery'), await countOf(page, 'solution')]
      const id = (await cards(page, 'discovery').first().getAttribute('data-card')) ?? ''
      await drag(page, page.locator(`[data-card="${id}"]`), page.locator('[data-cell="solution"]'))
      await expect.poll(() => cellOf(page, id)).toBe('solution')
      await expect.poll(() => page.locator('[data-board-status]').textContent()).toMatch(t.moved)
      expect([await countOf(page, 'discovery'), await countOf(page, 'solution')]).toEqual([from - 1, to + 1])
      await page.reload()
      await page.locator('[data-card]').first().waitFor()
      expect(await countOf(page, 'solution')).toBe(to + 1)
    })

    it('drags a card by the keyboard, says where it would go, and keeps the keyboard on it', async () => {
      const id = (await cards(page, 'solution').first().getAttribute('data-card')) ?? ''
      await page.locator(`[data-card="${id}"] button`).first().focus()
      await page.keyboard.press('Space')
      await page.locator('[data-dragging]').waitFor()
      await page.keyboard.press('ArrowRight')
      await expect.poll(() => page.locator('[id^="DndLiveRegion"]').textContent()).toContain(t.proposal)
      await page.keyboard.press('Space')
      await expect.poll(() => cellOf(page, id)).toBe('proposal')
      await expect
        .poll(() => page.evaluate('document.activeElement?.closest("[data-card]")?.getAttribute("data-card")'))
        .toBe(id)
    })

    it('lets Escape put a card back', async () => {
      const card = cards(page, 'proposal').first()
      const id = (await card.getAttribute('data-card')) ?? ''
      await card.locator('button').first().focus()
      await page.keyboard.press('Space')
      await page.locator('[data-dragging]').waitFor()
      await page.keyboard.press('ArrowRight')
      await page.locator('[data-aimed]').waitFor()
      await page.keyboard.press('Escape')
      await expect.poll(() => page.locator('[data-dragging]').count()).toBe(0)
      expect(await page.locator('[data-aimed]').count()).toBe(0)
      expect(await cellOf(page, id)).toBe('proposal')
    })

    it('asks for just what the rules of the form miss before a card may go there, and then moves it', async () => {
      const id = (await cards(page, 'proposal').first().getAttribute('data-card')) ?? ''
      const card = page.locator(`[data-card="${id}"]`)
      const toLost = async () => {
        await card.scrollIntoViewIfNeeded()
        await card.hover()
        await card.getByRole('button', { name: t.moveCard }).click()
        await page.getByRole('dialog').getByRole('button', { name: t.lost }).click()
      }
      const question = page.getByRole('dialog', { name: t.missing })
      user.watch.expect(/400 \(Bad Request\).*\/opportunity\/records\//)
      // What the record has already is not asked for.
      await page.request.patch(`/api/apps/crm/entities/opportunity/records/${id}`, {
        headers: { origin: server.url },
        data: { version: await versionOf(page, id), values: { closed_on: '2026-11-20' } },
      })
      await page.reload()
      await card.waitFor()
      await toLost()
      await question.waitFor()
      await user.check(`views/${language}/stage-gate`)
      expect(await question.locator('label').allTextContents()).toEqual([expect.stringContaining(t.reason)])
      await question.getByRole('button', { name: t.cancel }).click()
      await expect.poll(() => cellOf(page, id)).toBe('proposal')
      await toLost()
      await question.waitFor()
      await question.getByRole('combobox').or(question.getByRole('textbox')).first().click()
      await page.getByRole('option').first().click()
      await question.getByRole('button', { name: t.save }).click()
      await expect.poll(() => cellOf(page, id)).toBe('lost')
      const answer = await page.request.get(
        `/api/apps/crm/entities/opportunity/records/${id}?select=stage,loss_reason,closed_on`,
      )
      const saved = await answer.json()
      expect(saved).toMatchObject({ stage: 'lost', closed_on: '2026-11-20' })
      expect(saved.loss_reason).not.toBeNull()
    })

    it('makes a board of one’s own', async () => {
      await user.click(t.newView)
      await page.getByRole('radio', { name: t.board }).click()
      await user.check(`views/${language}/new-view`)
      await user.fill(t.name, t.view)
      await user.click(t.save)
      await user.sees(t.view)
      await page.locator('[data-card]').first().waitFor()
    })

    it('has a calendar that is dragged from day to day', async () => {
      await user.goTo(calendar)
      await page.locator('[data-entry]').first().waitFor()
      await user.check(`views/${language}/calendar`)
      const entry = page.locator('[data-entry]').first()
      const id = (await entry.getAttribute('data-entry')) ?? ''
      const day = page.locator('[data-day]').nth(10)
      await drag(page, entry, day)
      const wanted = await day.getAttribute('data-day')
      const saved = async () => {
        const answer = await page.request.get(`/api/apps/crm/entities/visit_plan/records/${id}?select=planned_on`)
        return (await answer.json()).planned_on
      }
      await expect.poll(saved).toBe(wanted)
    })

    it('shows the week, the day and the people', async () => {
      for (const mode of [t.week, t.resources, t.day, t.month]) {
        await page.locator('label', { hasText: new RegExp(`^${mode}$`) }).click()
        await user.watch.settled()
        await user.check(`views/${language}/calendar-${mode}`)
      }
    })
  })

  it.each(['zh', 'en'] as const)('fits a phone: one column, a month over its days (%s)', async (language) => {
    const user = await openUser(browser, server, { language, phone: true, scheme: 'dark' })
    await user.logIn(administrator.email, administrator.password)
    // A phone has no room for the menu of the user.
    await user.page.request.patch('/api/session', { data: { language }, headers: { origin: server.url } })
    await user.goTo(board)
    await user.page.locator('[data-card]').first().waitFor()
    await user.check(`views/${language}/board-phone`)
    await user.page
      .getByRole('button', { name: new RegExp(texts[language].solution) })
      .first()
      .click()
    await expect
      .poll(() => user.page.locator('[data-cell="solution"]').evaluate((cell) => cell.getBoundingClientRect().left))
      .toBeLessThan(20)
    await user.goTo(calendar)
    await user.check(`views/${language}/calendar-phone`)
    await user.leave()
  })

  it('lets a finger that rests move what is on a calendar, a timeline and a hierarchy; one that wipes scrolls', async () => {
    const user = await openUser(browser, server, { language: 'en', phone: true })
    const { page } = user
    await user.logIn(administrator.email, administrator.password)
    const finger = await openFinger(page)
    const saved = async (entity: string, id: string, field: string) => {
      const answer = await page.request.get(`/api/apps/crm/entities/${entity}/records/${id}?select=${field}`)
      return (await answer.json())[field]
    }
    const idOf = async (what: Locator, attribute: string) => (await what.getAttribute(attribute)) ?? ''

    await user.goTo(calendar)
    await page.locator('[data-day]:has(i)').first().click()
    const entry = page.locator('[data-entry]').first()
    const visit = await idOf(entry, 'data-entry')
    const day = page.locator('[data-day]').nth(16)
    await finger.drag(entry, day, { x: 60 })
    await expect.poll(() => saved('visit_plan', visit, 'planned_on')).toBe(await day.getAttribute('data-day'))

    await user.goTo('/a/crm/project_task?view=project_tasks_timeline')
    const bar = page.locator('[data-bar]').first()
    const task = await idOf(bar, 'data-bar')
    const end = await saved('project_task', task, 'ends_on')
    const scrolled = () => page.evaluate('document.querySelector("section:has([data-bar])").scrollLeft')
    const before = Number(await scrolled())
    await finger.wipe({ x: 300, y: 420 }, { x: 220, y: 420 })
    await expect.poll(async () => Number(await scrolled())).toBeGreaterThan(before + 40)
    expect(await saved('project_task', task, 'ends_on')).toBe(end)
    // A wipe runs out by itself; a place read before that is none any more.
    await expect
      .poll(async () => {
        const earlier = Number(await scrolled())
        await page.waitForTimeout(150)
        return Number(await scrolled()) - earlier
      })
      .toBe(0)
    const box = (await bar.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
    const spot = { x: box.x + box.width - 40, y: box.y + 10 }
    // A week is 98 pixels wide.
    await finger.hold(spot, { x: spot.x - 98, y: spot.y })
    await finger.lift()
    await expect.poll(() => saved('project_task', task, 'ends_on')).toBe(dayBefore(end, 7))

    const made = await page.request.post('/api/apps/crm/views', {
      headers: { origin: server.url },
      data: { entity: 'contact', type: 'tree', name: 'Levels', shared: false, options: { parent: 'reports_to' } },
    })
    await user.goTo(`/a/crm/contact?view=${(await made.json()).id}`)
    const node = page.locator('[data-node]').nth(1)
    const [contact, above] = [
      await idOf(node, 'data-node'),
      await idOf(page.locator('[data-node]').nth(3), 'data-node'),
    ]
    await finger.drag(node, page.locator(`[data-node="${above}"]`), { x: 90 })
    await expect.poll(async () => JSON.stringify(await saved('contact', contact, 'reports_to'))).toContain(above)
    await user.check('views/en/tree-phone')
    await user.leave()
  })
})

function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10)
}

function cards(page: Page, column: string): Locator {
  return page.locator(`[data-cell="${column}"] [data-card]`)
}

async function versionOf(page: Page, id: string): Promise<number> {
  const answer = await page.request.get(`/api/apps/crm/entities/opportunity/records/${id}?select=version`)
  return (await answer.json()).version
}

/** How many records the head of a column says there are. */
async function countOf(page: Page, column: string): Promise<number> {
  const head = page.locator('li', { has: page.locator(`[data-cell="${column}"]`) }).locator('h2')
  return Number(((await head.getAttribute('aria-label')) ?? '').replace(/[^\d]/g, ''))
}

function cellOf(page: Page, id: string): Promise<string | null> {
  return page.evaluate(`document.querySelector('[data-card="${id}"]')?.closest('[data-cell]')?.dataset.cell ?? null`)
}

/** Drags by the mouse as people do: not in one leap. */
async function drag(page: Page, what: Locator, onto: Locator): Promise<void> {
  const [from, to] = [await what.boundingBox(), await onto.boundingBox()]
  if (!from || !to) throw new Error('Nothing to drag, or nowhere to drag it.')
  const start = { x: from.x + Math.min(60, from.width / 2), y: from.y + Math.min(12, from.height / 2) }
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move(start.x + 8, start.y + 8, { steps: 3 })
  await page.mouse.move(to.x + to.width / 2, to.y + Math.min(60, to.height / 2), { steps: 12 })
  await page.mouse.up()
}

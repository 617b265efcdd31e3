import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserSkip } from './harness/browser-skip.ts'
import { journeyDatabases } from './harness/databases.ts'
import { j3Words } from './harness/j3-words.ts'
import { openBrowser } from './harness/open-browser.ts'
import { openUser, type User } from './harness/open-user.ts'
import { administrator, type JourneyServer, startServer } from './harness/start-server.ts'
import { type MadeQuote, makeQuote, tasksOnScreen } from './harness/tasks-on-screen.ts'

const sales = 'zhang.wei@example.com'
const manager = 'wang.jian@example.com'
const head = 'lin.yufei@example.com'
const countersigners = ['吴秀英', '陈国强']
const inTurn = ['林宇飞', '陈国强']

/** The screens say the same over every database: each language is walked over one of them. */
const languageOver = { pglite: 'zh', postgres: 'en' } as const

/** Who owns a process draws it, tries it on quotes, publishes it, sees it run, and changes it under way. */
describe.each(journeyDatabases)('J3 on $name', (database) => {
  describe.skipIf(browserSkip ?? database.skip)(`in ${languageOver[database.name]}`, () => {
    const language = languageOver[database.name]
    const t = j3Words[language]
    let server: JourneyServer
    let browser: Browser
    let owner: User
    let quote: MadeQuote
    let late: MadeQuote
    const picture = (screen: string) => `j3/${language}/${screen}`
    const node = (key: string) => owner.page.locator(`[data-node="${key}"]`)
    const dialog = () => owner.page.getByRole('dialog')
    const pattern = () => `${quote.code}|${t.firstQuote}`
    const latePattern = () => `${late.code}|${t.secondQuote}`
    const drawer = () => owner.page.locator('aside').last()
    const tasksIn = (user: User) => tasksOnScreen(user, language)
    const keys = () =>
      owner.page.locator('[data-node]').evaluateAll((all) => all.map((one) => one.getAttribute('data-node')).sort())

    beforeAll(async () => {
      ;[server, browser] = await Promise.all([startServer(database), openBrowser()])
      owner = await openUser(browser, server, { language })
      await owner.logIn(administrator.email, administrator.password)
      await owner.switchLanguage(language)
      await owner.goTo('/design/crm')
    }, 200_000)
    afterAll(async () => {
      await browser?.close()
      await server?.stop()
    })

    it('draws tiers by amount about quotes', async () => {
      await owner.click(t.newProcess)
      await owner.choose(t.aboutTable, t.quote, dialog())
      await owner.fill(t.nameField, t.processName, dialog())
      await dialog().getByRole('radio', { name: t.byAmount }).click()
      await owner.choose(t.tierField, t.total, dialog())
      await owner.fill(t.tierLimit, '50000', dialog())
      await owner.click(t.create, dialog())
      await node('by_amount').waitFor()
      await owner.check(picture('tiers'))
    })

    it('adds parallel branches: one where all must agree, one in turn; and a copy', async () => {
      await insert('upper_to_done', 'parallel')
      await expect.poll(keys).toContain('join')
      await insert('way', 'approval')
      await insert('way_2', 'approval')
      await insert('line', 'notice')
      await expect
        .poll(keys)
        .toEqual([
          'approval',
          'approval_2',
          'begin',
          'by_amount',
          'done',
          'join',
          'manager',
          'notice',
          'parallel',
          'upper',
        ])
      await open('approval')
      await rename(t.countersigned)
      await drawer().getByRole('radio', { name: t.ruleAll }).click()
      await askPeople([])
      await open('approval_2')
      await rename(t.decidedInTurn)
      await drawer().getByRole('radio', { name: t.ruleInTurn }).click()
      await askPeople(inTurn)
      await owner.check(picture('parallel'))
    })

    it('gives the manager a deadline that escalates in working hours', async () => {
      await open('manager')
      await drawer().getByRole('tab', { name: t.deadlines }).click()
      await owner.click(t.addDeadline, drawer())
      await owner.click(t.addDeadline, drawer())
      await owner.choose(t.secondDeadline, t.toSuperior, drawer())
      await owner.check(picture('deadline'))
    })

    it('is told where it is that nobody is asked, and names them', async () => {
      await owner.page.locator('[data-node="approval"][data-tone="error"]').waitFor()
      await open('approval')
      await drawer().getByText(t.atLeastOne).waitFor()
      await owner.check(picture('nobody'))
      await expectBlocked()
      await drawer().getByRole('button', { name: t.nobodyYet, exact: true }).click()
      await choosePeople(countersigners)
      await owner.page.locator('[data-tone="error"]').first().waitFor({ state: 'detached' })
    })

    it('is told of the missing default, and cannot publish without', async () => {
      await openLine('small')
      await drawer().getByRole('radio', { name: t.whenDecidedSo }).click()
      await owner.page.locator('[data-node="by_amount"][data-tone="error"]').waitFor()
      await owner.page.locator('button[aria-pressed]', { hasText: t.oneProblem }).click()
      await drawer().getByText(t.noDefault).hover()
      await owner.check(picture('problems'))
      await expectBlocked(picture('blocked'))
    })

    it('mends it at the line', async () => {
      await drawer().getByText(t.noDefault).click()
      await drawer().getByRole('heading', { name: t.amount }).waitFor()
      await openLine('small')
      await drawer().getByRole('radio', { name: t.otherwise }).click()
      await owner.page.locator('[data-tone="error"]').first().waitFor({ state: 'detached' })
      await owner.check(picture('mended'))
    })

    it('walks a quote through it: who would decide, and why', async () => {
      await owner.click(t.tryIt)
      await owner.choose(t.startedBy, '张伟')
      const steps = owner.page.locator('[aria-live="polite"] ol > li')
      await steps.filter({ hasText: '王健' }).waitFor()
      await owner.check(picture('walk'))
    })

    it('sends the past quotes through it', async () => {
      await owner.page.locator('label', { hasText: t.branches }).click()
      await owner.sees(t.recordsTake)
      await owner.check(picture('coverage'))
      await owner.page.locator('label', { hasText: t.pastInstances }).click()
      await owner.sees(t.noneEnded)
      await owner.click(t.backToDesign)
    })

    it('publishes it', async () => {
      await publish()
    })

    it('is recalled, submitted again, urged, and agreed to by the manager', async () => {
      const zhang = await enter(sales)
      quote = await submit(zhang, t.firstQuote)
      await tasksIn(zhang).openStarted(pattern())
      await act(zhang, t.recall, t.recalled)
      await zhang.click(t.submitAgain, tasksIn(zhang).bar)
      await zhang.sees(t.submittedAgain)
      await tasksIn(zhang).openStarted(pattern())
      await act(zhang, t.urge, t.urged)
      await zhang.check(picture('urged'))
      await zhang.leave()
      await approveAs(manager)
    })

    it('goes back to an earlier step and straight back to who returned it', async () => {
      const lin = await enter(head)
      const tasks = tasksIn(lin)
      await tasks.open(pattern())
      await lin.click(t.return, tasks.bar)
      const asked = lin.page.getByRole('dialog')
      await lin.choose(t.returnTo, t.manager, asked)
      await asked.getByText(t.straightBack).click()
      await lin.fill(t.comment, t.whyReturned, asked)
      await lin.check(picture('return'))
      await lin.click(t.return, asked)
      await lin.sees(t.returned)
      await lin.leave()
      await approveAs(manager)
      const again = await enter(head)
      await tasksIn(again).open(pattern())
      await again.leave()
    })

    it('gets a signer, and is handed to somebody else', async () => {
      const lin = await enter(head)
      const tasks = tasksIn(lin)
      await tasks.open(pattern())
      await tasks.actRarely(t.addSigners)
      await tasks.pick(t.whoSigns, '吴秀英')
      await lin.click(t.addSigners, lin.page.getByRole('dialog'))
      await lin.sees(t.signersAdded)
      await approveAs('wu.xiuying@example.com')
      await tasks.open(pattern())
      await tasks.actRarely(t.transfer)
      await tasks.pick(t.transferTo, '陈国强')
      await lin.check(picture('transfer'))
      await lin.click(t.transfer, lin.page.getByRole('dialog'))
      await lin.sees(t.transferred)
      await lin.leave()
      await approveAs('chen.guoqiang@example.com')
    })

    it('counts two who agree at once, and tells the second of two windows what became of it', async () => {
      const both = await Promise.all([enter('wu.xiuying@example.com'), enter('chen.guoqiang@example.com')])
      await Promise.all(both.map((user) => tasksIn(user).open(pattern())))
      await Promise.all(both.map((user) => user.click(t.approve, tasksIn(user).bar)))
      await Promise.all(both.map((user) => user.sees(t.approved)))
      await Promise.all(both.map((user) => user.leave()))
      const [first, second] = await Promise.all([enter(head), enter(head)])
      await Promise.all([first, second].map((user) => tasksIn(user).open(pattern())))
      // It is told at once what others do; here the telling is late.
      const gate = Promise.withResolvers<void>()
      await second.page.route(/\/api\/instances\/[^/]+$/, async (route) => {
        await gate.promise
        await route.continue()
      })
      second.watch.expect(/4\d\d \((Conflict|Not Found|Forbidden)\)/)
      await first.click(t.approve, tasksIn(first).bar)
      await first.sees(t.approved)
      const refused = second.page.waitForResponse((answer) => answer.status() >= 400)
      await second.click(t.approve, tasksIn(second).bar)
      await refused
      gate.resolve()
      await second.sees(t.tooLate)
      await second.check(picture('second'))
      await Promise.all([first.leave(), second.leave()])
    })

    it('is agreed to on a phone by the last in turn, which ends it', async () => {
      const chen = await enter('chen.guoqiang@example.com', { phone: true })
      const tasks = tasksIn(chen)
      await chen.goTo('/tasks')
      await tasks.row(pattern()).first().tap()
      await tasks.bar.waitFor()
      await chen.check(picture('phone'))
      await tasks.bar.getByRole('button', { name: t.approve }).tap()
      await chen.sees(t.approved)
      await chen.leave()
      const zhang = await enter(sales)
      await zhang.goTo('/tasks?box=started')
      await tasksIn(zhang).row(pattern()).first().getByText(t.completed).waitFor()
      late = await submit(zhang, t.secondQuote)
      await zhang.leave()
    })

    it('reminds the manager once the first deadline is over', async () => {
      const wang = await enter(manager)
      const overdue = () => wang.page.request.get('/api/tasks?box=todo&overdue=true').then((answer) => answer.text())
      await daysPass(async () => (await overdue()).includes(late.code))
      await wang.goTo('/notifications')
      const told = wang.page.locator('main li').filter({ hasText: late.code })
      await told.filter({ hasText: t.reminderTold }).waitFor()
      await wang.check(picture('reminded'))
      await wang.goTo('/tasks')
      await tasksIn(wang).row(latePattern()).first().getByText(t.overdue).waitFor()
      await wang.leave()
    })

    it('asks the superior once the second one is over: the story and the task say so', async () => {
      const lin = await enter(head)
      const mine = () => lin.page.request.get('/api/tasks?box=todo').then((answer) => answer.text())
      await daysPass(async () => (await mine()).includes(late.code))
      await tasksIn(lin).open(latePattern())
      for (const text of [t.storyReminded, t.storyEscalated, t.cameLate]) await lin.sees(text)
      await lin.check(picture('escalated'))
      await lin.leave()
      const wang = await enter(manager)
      await wang.goTo('/tasks')
      await expect.poll(() => tasksIn(wang).row(latePattern()).count()).toBe(0)
      await wang.leave()
    })

    it('shows what each step took', async () => {
      const drawing = owner.page.url()
      await owner.click(t.timeAnalysis)
      const steps = owner.page.locator(`section[aria-label="${t.steps}"]`)
      await steps.getByText(t.manager, { exact: true }).waitFor()
      await owner.check(picture('insight'))
      await owner.goTo(drawing)
      await node('manager').waitFor()
    })

    it('changes it, sees what that would have changed, and publishes', async () => {
      await insert('line', 'approval')
      await expect.poll(keys).toContain('approval_3')
      await owner.click(t.tryIt)
      await owner.page.locator('label', { hasText: t.pastInstances }).click()
      await owner.sees(t.oneDifferent)
      await owner.check(picture('replay'))
      await owner.click(t.backToDesign)
      await publish()
    })

    it('moves what is running to the new version', async () => {
      await owner.page.locator('header').getByRole('button', { name: t.more, exact: true }).last().click()
      await owner.click(t.versions)
      await owner.sees(t.oneRunning)
      await owner.check(picture('versions'))
      await owner.click(t.move, dialog())
      await owner.sees(t.oneMoves)
      await owner.check(picture('move'))
      await owner.click(t.moveOne, dialog())
      await owner.sees(t.moveDone)
      await owner.check(picture('moved'))
      await owner.leave()
    })

    async function enter(email: string, options: Parameters<typeof openUser>[2] = {}): Promise<User> {
      const user = await openUser(browser, server, { language, ...options })
      await user.logIn(email)
      await user.switchLanguage(language)
      return user
    }
    async function submit(user: User, title: string): Promise<MadeQuote> {
      const made = await makeQuote(user, title)
      await user.goTo(`/a/crm/quote/${made.id}`)
      await user.click(t.start)
      await user.sees(t.theWay)
      await user.check(picture('submit'))
      await user.click(t.submit, user.page.getByRole('dialog'))
      await user.sees(`${t.manager} · 王健`)
      return made
    }
    /** Working days, as they are counted, can be a week of holidays away. */
    async function daysPass(until: () => Promise<boolean>) {
      for (let days = 0; days < 14 && !(await until()); days++) {
        await server.passTime(24)
        // The clock of the processes looks up at least every five seconds.
        await expect
          .poll(until, { timeout: 6000 })
          .toBe(true)
          .catch(() => undefined)
      }
      expect(await until()).toBe(true)
    }
    async function approveAs(email: string) {
      const user = await enter(email)
      const tasks = tasksIn(user)
      await tasks.open(pattern())
      await user.click(t.approve, tasks.bar)
      await user.sees(t.approved)
      await user.leave()
    }
    async function act(user: User, what: string, done: string) {
      await user.click(what, tasksIn(user).bar)
      await user.click(what, user.page.getByRole('dialog'))
      await user.sees(done)
    }
    async function expectBlocked(shown?: string) {
      await owner.click(t.publishDialog)
      await dialog().getByText(t.problemsFirst).waitFor()
      expect(await dialog().getByRole('button', { name: t.publish, exact: true }).isDisabled()).toBe(true)
      if (shown) await owner.check(shown)
      await owner.page.keyboard.press('Escape')
      await dialog().waitFor({ state: 'hidden' })
    }
    async function publish() {
      await owner.click(t.publishDialog)
      const now = dialog().getByRole('button', { name: t.publish, exact: true })
      await expect.poll(() => now.isEnabled()).toBe(true)
      await now.click()
      await dialog().getByText(t.published).first().waitFor()
      await owner.page.keyboard.press('Escape')
      await dialog().waitFor({ state: 'hidden' })
    }
    async function insert(line: string, type: string) {
      await owner.page.locator(`[data-insert="${line}"]`).click()
      await owner.page.getByRole('combobox', { name: t.addStep }).waitFor()
      await owner.page.locator(`[data-choice="${type}"]`).click()
      await owner.page.locator('[data-choice]').first().waitFor({ state: 'detached' })
    }
    async function open(key: string) {
      await node(key).click()
      await owner.page.keyboard.press('Enter')
      await drawer().waitFor()
    }
    async function openLine(key: string) {
      await owner.page.locator(`[data-line-label="${key}"]`).click()
      await drawer().waitFor()
    }
    async function rename(to: string) {
      await owner.fill(t.nameField, to, drawer())
      await drawer().getByRole('heading', { name: to }).waitFor()
    }
    async function askPeople(people: readonly string[]) {
      await drawer().getByRole('button', { name: t.remove }).first().click()
      await owner.click(t.addPeople, drawer())
      await owner.page.getByRole('menuitem', { name: t.certainPeople }).click()
      await choosePeople(people)
    }
    async function choosePeople(people: readonly string[]) {
      const field: Locator = drawer()
        .getByRole('textbox', { name: t.people })
        .or(drawer().getByRole('combobox', { name: t.people }))
      for (const person of people) {
        await field.first().fill(person)
        await owner.page.getByRole('option', { name: person }).first().click()
      }
      await owner.page.keyboard.press('Tab')
    }
  })
})

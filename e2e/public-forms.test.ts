import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserSkip } from './harness/browser-skip.ts'
import { journeyDatabases } from './harness/databases.ts'
import { openBrowser } from './harness/open-browser.ts'
import { openUser, type User } from './harness/open-user.ts'
import { administrator, type JourneyServer, startServer } from './harness/start-server.ts'

const texts = {
  zh: {
    on: '允许公开填写',
    link: '链接',
    title: '服务满意度调查',
    score: /推荐/,
    comment: /哪些地方/,
    send: '提交',
    required: '此项必填',
    offline: /网络已断开/,
    thanks: '提交成功，谢谢！',
    answered: '您已填写过',
    answers: '已收到 1 份',
  },
  en: {
    on: 'Can be filled in publicly',
    link: 'Link',
    title: 'How did we do?',
    score: /recommend us/,
    comment: /should be better/,
    send: 'Send',
    required: 'Please fill in this field',
    offline: /No connection\. What you filled in/,
    thanks: 'Your answer has arrived. Thank you!',
    answered: 'You have answered already',
    answers: '1 answer so far',
  },
} as const

const pglite = journeyDatabases.filter(({ name }) => name === 'pglite')

describe.skipIf(browserSkip)('public forms', () => {
  describe.each(pglite)('on $name', (database) => {
    let server: JourneyServer
    let browser: Browser
    beforeAll(async () => {
      server = await startServer(database)
      browser = await openBrowser()
    })
    afterAll(async () => {
      await browser?.close()
      await server?.stop()
    })

    describe.each(['zh', 'en'] as const)('in %s', (language) => {
      const t = texts[language]
      const picture = (name: string) => `public-forms/${name}-${language}`
      let root: User
      let visitor: User
      let link = ''
      beforeAll(async () => {
        root = await openUser(browser, server, { language })
        await root.logIn(administrator.email, administrator.password)
        await root.switchLanguage(language)
      })

      it('are switched on beside the form, with a link and a QR code', async () => {
        await root.goTo('/design/crm/public_form/satisfaction')
        const toggle = root.page.getByRole('switch', { name: t.on })
        await expect.poll(() => toggle.isEnabled()).toBe(true)
        await toggle.focus()
        if (!(await toggle.isChecked())) await root.page.keyboard.press('Space')
        const address = root.page.getByRole('textbox', { name: t.link, exact: true })
        await expect.poll(() => address.inputValue()).toMatch(/\/f\/[A-Za-z0-9_-]{32}$/)
        link = new URL(await address.inputValue()).pathname
        expect(await root.page.locator('img[src^="data:image/svg"]').count()).toBeGreaterThan(0)
        await root.check(picture('designer'))
      })

      it('are filled in on a phone by somebody without an account, under the rules of the form', async () => {
        visitor = await openUser(browser, server, { language, phone: true })
        await visitor.goTo(link)
        await visitor.sees(t.title)
        await visitor.page.getByLabel(t.score).fill('3')
        await visitor.click(t.send)
        await visitor.sees(t.required)
        await visitor.check(picture('rules'))
      })

      it('keep what was typed when the connection is lost, send it once it is back, and take it once', async () => {
        visitor.watch.expect(/ERR_INTERNET_DISCONNECTED/)
        await visitor.page.getByLabel(t.comment).fill('Slow')
        await visitor.context.setOffline(true)
        await visitor.click(t.send)
        await visitor.sees(t.offline)
        expect(await visitor.page.getByLabel(t.comment).inputValue()).toBe('Slow')
        await visitor.context.setOffline(false)
        await visitor.sees(t.thanks)
        await visitor.check(picture('thanks'))
        const { records } = await surveys()
        expect(records).toHaveLength(1)
        expect(records[0]).toMatchObject({ score: 3, comment: 'Slow', owner: null })
        await visitor.page.evaluate('localStorage.clear()')
      })

      it('say so when they were answered already', async () => {
        visitor.watch.expect(/404/)
        await visitor.goTo(link)
        await visitor.sees(t.answered)
        await visitor.check(picture('answered'))
        await visitor.leave()
      })

      it('tell in the designer how many answers came', async () => {
        await root.page.reload()
        await root.sees(language === 'zh' ? t.answers : /2 answers so far/)
        await root.leave()
      })

      /** Those of this language: the other one answered, too. */
      async function surveys() {
        const filter = { field: 'created_at', op: 'gte', value: new Date(Date.now() - 60_000).toISOString() }
        const answer = await root.page.request.post('/api/apps/crm/entities/survey/query', {
          headers: { origin: server.url },
          data: { select: ['score', 'comment', 'owner'], filter, sort: [{ field: 'created_at', direction: 'desc' }] },
        })
        const { records } = await answer.json()
        return { records: records.filter((one: { comment: string }) => one.comment === 'Slow').slice(0, 1) }
      }
    })
  })
})

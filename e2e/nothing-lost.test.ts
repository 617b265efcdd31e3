import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserSkip } from './harness/browser-skip.ts'
import { journeyDatabases } from './harness/databases.ts'
import { openBrowser } from './harness/open-browser.ts'
import { openUser, type User } from './harness/open-user.ts'
import { administrator, type JourneyServer, startServer } from './harness/start-server.ts'

const texts = {
  zh: {
    edit: '编辑',
    shortName: '客户简称',
    offline: '网络已断开，内容已保留在本机，恢复后自动保存。',
    renamed: ['草稿里的名字', '已发布的名字'],
    publish: '发布…',
    publishNow: '发布',
    published: '更改已对所有人生效。',
    choose: '逐项选择…',
    draft: '草稿的',
    other: '版本 2 的',
    settle: '合并草稿',
    settled: '草稿已合并，可以继续编辑或发布',
  },
  en: {
    edit: 'Edit',
    shortName: 'Short name',
    offline: 'No connection. What you typed is kept here and will be saved when it is back.',
    renamed: ['Name in the draft', 'Name in force'],
    publish: 'Publish…',
    publishNow: 'Publish',
    published: 'The changes are in force for everybody.',
    choose: 'Choose one by one…',
    draft: 'Draft',
    other: 'Revision 2',
    settle: 'Settle the draft',
    settled: 'The draft is settled and can be changed or published',
  },
} as const

const [embedded] = journeyDatabases
const customers = '/api/apps/crm/entities/customer'

describe.skipIf(browserSkip).each(['zh', 'en'] as const)('Nothing is lost, in %s', (language) => {
  const t = texts[language]
  const picture = (name: string) => `nothing-lost/${language}/${name}`
  let server: JourneyServer
  let browser: Browser
  let root: User
  const dialog = () => root.page.getByRole('dialog')

  beforeAll(async () => {
    if (!embedded) throw new Error('unreachable: there is always the embedded database')
    ;[server, browser] = await Promise.all([startServer(embedded), openBrowser()])
    root = await openUser(browser, server, { language })
    await root.logIn(administrator.email, administrator.password)
    await root.switchLanguage(language)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  describe('when the connection goes while a record is saved', () => {
    let id = ''
    const saved = async () => {
      const answer = await root.page.request.get(`${customers}/records/${id}?select=short_name,version`)
      return (await answer.json()) as { short_name: string; version: number }
    }

    it('says so, and keeps what was typed, over a reload as well', async () => {
      const data = { select: ['id'], page: { size: 1 } }
      const answer = await root.page.request.post(`${customers}/query`, { headers: { origin: server.url }, data })
      id = (await answer.json()).records[0].id
      await root.goTo(`/a/crm/customer/${id}`)
      await root.click(t.edit)
      await root.fill(t.shortName, '断线前')
      root.watch.expect(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
      await root.context.setOffline(true)
      await root.page.keyboard.press('Control+Enter')
      await root.sees(t.offline)
      await root.shoot(picture('offline'))
      expect(await root.page.getByLabel(t.shortName).first().inputValue()).toBe('断线前')
      const kept = await root.page.evaluate('JSON.stringify(localStorage)')
      expect(kept).toContain('断线前')
    })

    it('saves it by itself once the connection is back, and once only', async () => {
      const before = await savedVersion()
      await root.fill(t.shortName, '恢复后')
      await root.context.setOffline(false)
      await expect.poll(async () => (await saved()).short_name, { timeout: 40_000 }).toBe('恢复后')
      expect((await saved()).version).toBe(before + 1)
      await expect.poll(() => root.page.getByText(t.offline).filter({ visible: true }).count()).toBe(0)
      await root.check(picture('back'))
    })

    async function savedVersion(): Promise<number> {
      // The window has no connection; who asks here has one of their own.
      await root.context.setOffline(false)
      const { version } = await saved()
      await root.context.setOffline(true)
      return version
    }
  })

  describe('when a draft contradicts what was published meanwhile', () => {
    let draft = ''
    const title = (): Locator => root.page.locator('tr[data-field="short_name"] input').first()
    const rename = async (name: string) => {
      await title().fill(name)
      await expect
        .poll(async () => JSON.stringify(await (await root.page.request.get(draftAddress())).json()))
        .toContain(name)
    }
    const draftAddress = () => `/api/apps/crm/draft${root.page.url().includes('draft=') ? `?draft=${draft}` : ''}`

    it('is begun beside the default draft', async () => {
      const answer = await root.page.request.post('/api/apps/crm/drafts', {
        headers: { origin: server.url },
        data: { name: 'Q2' },
      })
      draft = (await answer.json()).key
      await root.goTo(`/design/crm/entity/customer?draft=${draft}`)
      await rename(t.renamed[0])
      await root.goTo('/design/crm/entity/customer')
      await rename(t.renamed[1])
      await root.click(t.publish)
      await root.click(t.publishNow, dialog())
      await root.sees(t.published)
    })

    it('cannot be published before both values were looked at', async () => {
      await root.goTo(`/design/crm/entity/customer?draft=${draft}`)
      await root.click(t.publish)
      await root.page.getByRole('button', { name: t.choose }).waitFor()
      expect(await dialog().getByRole('button', { name: t.publishNow, exact: true }).isEnabled()).toBe(false)
      await root.check(picture('contradicts'))
      await root.click(t.choose)
      await root.sees(t.renamed[0])
      await root.sees(t.renamed[1])
      await root.check(picture('settling'))
    })

    it('takes the value that was chosen, and is published then', async () => {
      const settling = dialog().last()
      await settling.getByText(t.other, { exact: true }).first().click()
      await settling.getByText(t.draft, { exact: true }).first().click()
      await root.click(t.settle, settling)
      await root.sees(t.settled)
      await dialog().getByRole('button', { name: t.publishNow, exact: true }).click()
      // A draft with a name is gone once it is published: the default one is open.
      await root.page.waitForURL((url) => !url.search.includes('draft='))
      const answer = await root.page.request.get('/api/apps/crm')
      expect(JSON.stringify(await answer.json())).toContain(t.renamed[0])
    })

    it('leaves the console clean', () => root.leave())
  })
})

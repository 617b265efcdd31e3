import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserSkip } from './harness/browser-skip.ts'
import { journeyDatabases } from './harness/databases.ts'
import { openBrowser } from './harness/open-browser.ts'
import { openUser } from './harness/open-user.ts'
import { administrator, type JourneyServer, startServer } from './harness/start-server.ts'
import type { Language } from './harness/words.ts'

const [embedded] = journeyDatabases

/** Both at the same time: the account has one language, the machine more than one core. */
const looks: { [Chosen in Language]: Look[] } = {
  zh: [
    { look: 'light-zh', scheme: 'light', phone: false },
    { look: 'dark-zh-phone', scheme: 'dark', phone: true },
  ],
  en: [
    { look: 'dark-en', scheme: 'dark', phone: false },
    { look: 'light-en-phone', scheme: 'light', phone: true },
  ],
}

interface Look {
  look: string
  scheme: 'light' | 'dark'
  phone: boolean
}

/** Pages of an administrator, who may see everything. */
const pages: { [name: string]: string } = {
  workbench: '/a/crm/-/page/workbench',
  customers: '/a/crm/customer',
  account: '/account',
  people: '/admin/users',
  'person-new': '/admin/users/new',
  departments: '/admin/departments',
  roles: '/admin/roles',
  role: '/admin/roles/crm/sales',
  computed: '/admin/computed',
  'computed-field': '/admin/computed/crm/opportunity/weighted_amount',
  apps: '/admin/apps',
  revisions: '/admin/apps/crm',
  system: '/admin/system',
}

describe.skipIf(browserSkip)('every page, in light and dark, in both languages, on desk and phone', () => {
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

  describe.each(['zh', 'en'] as const)('%s', (language) => {
    beforeAll(() => giveLanguage(browser, server, language))

    it.concurrent.each(looks[language])('$look', async ({ look, scheme, phone }) => {
      const user = await openUser(browser, server, { scheme, language, phone })
      const failures: string[] = []
      const visit = async (name: string, path: string) => {
        await user.goTo(path)
        await user.check(`gallery/${look}/${name}`).catch((error: Error) => failures.push(error.message))
      }
      await visit('gallery', '/gallery')
      await visit('login', '/login')
      await user.logIn(administrator.email, administrator.password)
      for (const [name, path] of Object.entries(pages)) await visit(name, path)
      expect(failures).toEqual([])
      await user.leave()
    })
  })
})

/** The language belongs to the account; the pages take it from there. */
async function giveLanguage(browser: Browser, server: JourneyServer, language: Language): Promise<void> {
  const user = await openUser(browser, server)
  await user.logIn(administrator.email, administrator.password)
  await user.switchLanguage(language)
  await user.leave()
}

import type { Browser, BrowserContext, Locator, Page, Response } from 'playwright-core'
import { checkPage, settle, takePicture } from './check-page.ts'
import { openWindow, type WindowOptions } from './open-browser.ts'
import { demoPassword, type JourneyServer } from './start-server.ts'
import { type PageWatch, watchPage } from './watch-page.ts'
import { type Language, words } from './words.ts'

/** Somebody at a window of the product: does what users do, reads what is on the screen. */
export interface User {
  page: Page
  watch: PageWatch
  context: BrowserContext
  /** Signs in by the log-in page. */
  logIn(email: string, password?: string): Promise<void>
  logOut(): Promise<void>
  /** Changes the language by the menu of the user. */
  switchLanguage(language: Language): Promise<void>
  goTo(path: string): Promise<void>
  /** A button, link or menu entry by the text on it; the first that can be seen. */
  click(name: string | RegExp, within?: Locator | Page): Promise<void>
  fill(label: string | RegExp, text: string, within?: Locator | Page): Promise<void>
  /** Picks an entry of a select by what is read there. */
  choose(label: string | RegExp, option: string | RegExp, within?: Locator | Page): Promise<void>
  /** Waits until the text can be read. */
  sees(text: string | RegExp): Promise<void>
  /** Picture, axe, nothing sideways. */
  check(name: string): Promise<void>
  /** The picture only. */
  shoot(name: string): Promise<void>
  /** Closes the window; fails when the browser complained meanwhile. */
  leave(): Promise<void>
}

/** Opens a window for somebody who is not signed in. */
export async function openUser(browser: Browser, server: JourneyServer, options: WindowOptions = {}): Promise<User> {
  const context = await openWindow(browser, server.url, options)
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const watch = watchPage(page)
  let language = options.language ?? 'zh'
  const verbs = pageVerbs(page, watch)
  return {
    ...{ page, watch, context },
    ...verbs,
    async logIn(email, password = demoPassword) {
      const text = words[language]
      await page.goto('/login')
      await verbs.fill(text.email, email)
      await verbs.fill(text.password, password)
      await page.getByRole('button', { name: text.signIn, exact: true }).click()
      await page.waitForURL((url) => !url.pathname.startsWith('/login'))
      await page.locator('main#main').waitFor()
      await settle(page, watch)
      language = await accountLanguage(page)
    },
    async logOut() {
      await verbs.click(new RegExp(`^${words[language].userMenu}`))
      await verbs.click(words[language].signOut)
      await page.waitForURL('**/login')
    },
    async switchLanguage(wanted) {
      if (wanted === language) return
      await verbs.click(new RegExp(`^${words[language].userMenu}`))
      const choice = wanted === 'zh' ? '切换到中文' : 'Switch to English'
      const stored = (answer: Response) => answer.request().method() === 'PATCH'
      await Promise.all([page.waitForResponse(stored), verbs.click(choice)])
      language = wanted
    },
    async leave() {
      const complaints = watch.complaints()
      await context.close()
      if (complaints.length > 0) throw new Error(`The console is not clean:\n${complaints.join('\n')}`)
    },
  }
}

/** The page takes the language of the account as soon as it knows who it is. */
async function accountLanguage(page: Page): Promise<Language> {
  const { user } = await (await page.request.get('/api/session')).json()
  await page.locator(`html[lang^="${user.language}"]`).waitFor({ state: 'attached' })
  return user.language
}

function pageVerbs(
  page: Page,
  watch: PageWatch,
): Pick<User, 'goTo' | 'click' | 'fill' | 'choose' | 'sees' | 'check' | 'shoot'> {
  return {
    async goTo(path) {
      await page.goto(path)
      await settle(page, watch)
    },
    async click(name, within = page) {
      const found = (['button', 'link', 'menuitem', 'tab', 'option'] as const)
        .map((role) => within.getByRole(role, { name, exact: typeof name === 'string' }))
        .reduce((all, one) => all.or(one))
      await found.filter({ visible: true }).first().click()
    },
    async fill(label, text, within = page) {
      await within.getByLabel(labelled(label)).filter({ visible: true }).first().fill(text)
    },
    async choose(label, option, within = page) {
      const field = within.getByRole('combobox', { name: labelled(label) })
      const textbox = within.getByRole('textbox', { name: labelled(label) })
      await field.or(textbox).filter({ visible: true }).first().click()
      const entry = page.getByText(option, { exact: typeof option === 'string' })
      await page.getByRole('option').filter({ visible: true, has: entry }).first().click()
    },
    async sees(text) {
      await page.getByText(text).filter({ visible: true }).first().waitFor()
    },
    check: (name) => checkPage(page, watch, name),
    shoot: (name) => takePicture(page, watch, name),
  }
}

/** A label is read with its star when the field is required. */
function labelled(label: string | RegExp): RegExp {
  if (typeof label !== 'string') return label
  return new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(\\s*\\*)?$`)
}

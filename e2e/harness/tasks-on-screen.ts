import { expect } from 'vitest'
import type { User } from './open-user.ts'
import { type Language, words } from './words.ts'

export interface MadeQuote {
  id: string
  code: string
}

interface Found {
  records: { id: string }[]
}

/** What people do with their tasks. */
interface TasksOnScreen {
  /** The task in a list, by the number of its record. */
  row(code: string): ReturnType<User['page']['getByRole']>
  /** What can be done with the task that is open. */
  bar: ReturnType<User['page']['locator']>
  open(code: string): Promise<void>
  /** Opens the instance from the list of those that the user started. */
  openStarted(code: string): Promise<void>
  /** Somebody in the dialog that is open, found by the name. */
  pick(label: string, person: string): Promise<void>
  /** One of the acts that are not buttons of their own. */
  actRarely(name: string): Promise<void>
}

/** A quote over 50,000. */
export async function makeQuote({ page }: User, title = '审批测试'): Promise<MadeQuote> {
  const send = async (path: string, data: object) => {
    const headers = { origin: new URL(page.url()).origin }
    const answer = await page.request.post(`/api/apps/crm/entities/${path}`, { data, headers })
    expect(answer.status(), await answer.text()).toBeLessThan(300)
    return await answer.json()
  }
  const first = async (entity: string) =>
    ((await send(`${entity}/query`, { select: ['name'], page: { size: 1 } })) as Found).records[0]?.id
  const [customer, product] = await Promise.all([first('customer'), first('product')])
  const lines = [{ product, quantity: '100', list_price: '1000', discount: '0.1' }]
  return (await send('quote/records', { values: { title, customer, lines }, select: ['code'] })) as MadeQuote
}

/** The tasks of a user. */
export function tasksOnScreen(user: User, language: Language): TasksOnScreen {
  const { page } = user
  const row = (code: string) => page.getByRole('link', { name: new RegExp(code) })
  const bar = page.locator('[data-act-bar]')
  const openIn = async (path: string, code: string) => {
    await user.goTo(path)
    await row(code).first().click()
    await bar.waitFor()
  }
  return {
    ...{ row, bar },
    open: (code) => openIn('/tasks', code),
    openStarted: (code) => openIn('/tasks?box=started', code),
    async pick(label, person) {
      const dialog = page.getByRole('dialog')
      const field = dialog.getByRole('combobox', { name: label })
      await field
        .or(dialog.getByRole('textbox', { name: label }))
        .first()
        .fill(person)
      await page.getByRole('option', { name: person }).first().click()
      // The list of several stays open for the next one.
      await page.keyboard.press('Tab')
    },
    async actRarely(name) {
      await user.click(words[language].moreActs, bar)
      await user.click(name)
    },
  }
}

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPdfText } from '../packages/print/src/testing/read-pdf-text.ts'
import { browserSkip } from './harness/browser-skip.ts'
import { journeyDatabases } from './harness/databases.ts'
import { openBrowser } from './harness/open-browser.ts'
import { openUser, type User } from './harness/open-user.ts'
import { administrator, type JourneyServer, startServer } from './harness/start-server.ts'

const [embedded] = journeyDatabases

const texts = {
  zh: {
    newCommand: '新建操作',
    name: '名称',
    button: '约回访',
    create: '创建',
    field: '字段',
    nextStep: '下一步',
    writeFormula: '编写公式…',
    use: '使用此公式',
    formula: '"下周回访 " & {商机名称}',
    written: /下周回访 /,
    publish: '发布…',
    publishNow: '发布',
    done: /约回访：已完成/,
    undo: '撤销',
    more: '更多操作',
    lost: '标记输单',
    reason: '输单原因',
    price: '价格',
    note: '输单说明',
    notNow: /已不适用于/,
    print: '打印报价单',
  },
  en: {
    newCommand: 'New action',
    name: 'Name',
    button: 'Call back',
    create: 'Create',
    field: 'Field',
    nextStep: 'Next step',
    writeFormula: 'Write formula…',
    use: 'Use this formula',
    formula: '"Call back " & {Name}',
    written: /Call back /,
    publish: 'Publish…',
    publishNow: 'Publish',
    done: /Call back: done/,
    undo: 'Undo',
    more: 'More actions',
    lost: 'Mark as lost',
    reason: 'Loss reason',
    price: 'Price',
    note: 'Loss note',
    notNow: /does not apply to/,
    print: 'Print the quote',
  },
} as const

interface Answer {
  records: { id: string; version: number; [field: string]: unknown }[]
}

/** Records that the user of a page may see. */
async function find(page: Page, entity: string, body: object): Promise<Answer['records']> {
  const answer = await page.request.post(`/api/apps/crm/entities/${entity}/query`, {
    data: body,
    headers: { origin: new URL(page.url()).origin },
  })
  return ((await answer.json()) as Answer).records
}

const openDeals = {
  select: ['name', 'version', 'next_step'],
  filter: { field: 'stage', op: 'in', value: ['discovery', 'solution'] },
  page: { size: 20 },
}

describe.skipIf(browserSkip)('buttons that do something, and records on paper', () => {
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
    let root: User
    let sales: User
    beforeAll(async () => {
      root = await openUser(browser, server, { language })
      sales = await openUser(browser, server, { language })
      await root.logIn(administrator.email, administrator.password)
      await sales.logIn('zhang.wei@example.com')
      await Promise.all([root.switchLanguage(language), sales.switchLanguage(language)])
    })
    afterAll(async () => {
      await root?.leave()
      await sales?.leave()
    })

    it('a designer makes a button for a table, and publishes it', async () => {
      const { page } = root
      await root.goTo('/design/crm/command/opportunity_won')
      await root.check(`commands/${language}/designer`)
      await page.getByRole('main').locator('..').getByRole('button', { name: t.newCommand, exact: true }).last().click()
      const dialog = page.getByRole('dialog')
      await root.fill(t.name, t.button, dialog)
      await root.click(t.create, dialog)
      await dialog.waitFor({ state: 'hidden' })
      await page
        .getByRole('combobox', { name: t.field })
        .or(page.getByRole('textbox', { name: t.field }))
        .first()
        .click()
      await page.getByRole('option', { name: t.nextStep, exact: true }).click()
      await root.click(t.writeFormula)
      await page.locator('.cm-content').last().click()
      await page.keyboard.insertText(t.formula)
      await root.click(t.use)
      await root.sees(t.written)
      await root.click(t.publish)
      const publishing = page.getByRole('dialog')
      await root.sees(new RegExp(t.button))
      await root.click(t.publishNow, publishing)
      await expect
        .poll(async () => JSON.stringify((await (await page.request.get('/api/apps/crm')).json()).commands), {
          timeout: 20_000,
        })
        .toContain(t.button)
    })

    it('a sales person presses it on a record, and takes it back', async () => {
      const { page } = sales
      const [deal] = await find(page, 'opportunity', openDeals)
      if (!deal) throw new Error('unreachable: the demo has open deals of this person')
      const nextStep = async () =>
        (
          await (
            await page.request.get(`/api/apps/crm/entities/opportunity/records/${deal.id}?select=next_step`)
          ).json()
        ).next_step
      await sales.goTo(`/a/crm/opportunity/${deal.id}`)
      await sales.check(`commands/${language}/record`)
      const button = page.getByRole('button', { name: t.button, exact: true })
      if ((await button.count()) === 0) await sales.click(t.more)
      await sales.click(t.button)
      await sales.sees(t.done)
      await expect.poll(nextStep).toMatch(t.written)
      await sales.click(t.undo)
      await expect.poll(nextStep).toBe(deal.next_step)
    })

    it('on the phone it is in the menu', async () => {
      const phone = await openUser(browser, server, { language, width: 375, height: 812 } as never)
      await phone.logIn('zhang.wei@example.com')
      await phone.page.setViewportSize({ width: 375, height: 812 })
      const [, deal] = await find(phone.page, 'opportunity', openDeals)
      await phone.goTo(`/a/crm/opportunity/${deal?.id}`)
      await phone.click(t.more)
      await phone.page.getByRole('menuitem', { name: t.button, exact: true }).waitFor()
      await phone.shoot(`commands/${language}/phone`)
      await phone.leave()
    })

    it('is told in words when somebody else was faster', async () => {
      const { page } = sales
      const [, , deal] = await find(page, 'opportunity', openDeals)
      await sales.goTo(`/a/crm/opportunity/${deal?.id}`)
      await page.getByRole('button', { name: t.lost, exact: true }).click()
      const dialog = page.getByRole('dialog')
      await sales.choose(t.reason, t.price, dialog)
      await sales.fill(t.note, t.reason, dialog)
      await root.page.request.patch(`/api/apps/crm/entities/opportunity/records/${deal?.id}`, {
        data: { version: deal?.version, values: { stage: 'won' } },
        headers: { origin: server.url },
      })
      // That it was changed is put together with what is filled in; that it is won by now is told.
      sales.watch.expect(/409 \(Conflict\)/)
      sales.watch.expect(/409 \(Conflict\)/)
      await dialog.getByRole('button', { name: t.lost, exact: true }).click()
      await dialog.getByText(t.notNow).waitFor()
      await sales.shoot(`commands/${language}/not-now`)
    })

    it('a quotation is printed, with its lines and the amount in capitals', async () => {
      const { page } = sales
      const filter = { field: 'terms', op: 'not_blank' }
      const [quote] = await find(page, 'quote', {
        select: ['code', 'total', 'lines.product.name'],
        filter,
        page: { size: 1 },
      })
      await sales.goTo(`/a/crm/quote/${quote?.id}`)
      const [opened] = await Promise.all([sales.context.waitForEvent('page'), sales.click(t.print)])
      await opened.close()
      const path = `/api/apps/crm/entities/quote/records/${quote?.id}/print/quote_print`
      const pdf = await page.request.get(path)
      expect(pdf.headers()['content-type']).toBe('application/pdf')
      const { pages, embeddedFonts } = readPdfText(await pdf.body())
      const text = pages.join('').replaceAll(/\s/g, '')
      expect(text).toContain(quote?.code)
      for (const line of (quote?.lines ?? []) as { 'product.name': string }[])
        expect(text).toContain(line['product.name'].replaceAll(/\s/g, ''))
      expect(text).toMatch(/[壹贰叁肆伍陆柒捌玖]+[拾佰仟万].*[元角分]/)
      expect(embeddedFonts.join()).toContain('NotoSansSC')
    })
  })
})

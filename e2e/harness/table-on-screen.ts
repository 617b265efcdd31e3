import type { Page } from 'playwright-core'
import type { Language } from './words.ts'

/** The table designer as it is on the screen. */
export interface TableOnScreen {
  /** Drags a type from the palette above the first field, and names the field. */
  drag(type: string, name: string): Promise<void>
  /** Searches for a type with the focus where it is, takes it with Enter, and names the field. */
  type(type: string, name: string, language: Language): Promise<void>
  /** Names of the fields, in their order. */
  labels(): Promise<string[]>
}

/** What is typed to find a type of field. */
const searches: Readonly<Record<string, Record<Language, string>>> = {
  date: { zh: '日期', en: 'Date' },
  person: { zh: '人员', en: 'Person' },
  long_text: { zh: '多行文本', en: 'Long text' },
  checkbox: { zh: '复选框', en: 'Checkbox' },
  file: { zh: '附件', en: 'File' },
  sub_table: { zh: '子表', en: 'Sub-table' },
}

/** Works with the table that is being designed. */
export function tableOnScreen(page: Page): TableOnScreen {
  const newName = page.locator('[data-new-field]')
  return {
    async drag(type, name) {
      const source = page.locator(`[data-field-type="${type}"]`)
      await source.scrollIntoViewIfNeeded()
      await source.hover()
      await page.mouse.down()
      const box = await page.locator('[data-drop-row]').first().boundingBox()
      if (!box) throw new Error('there is no field to drop before')
      await page.mouse.move(box.x + 120, box.y + 30, { steps: 4 })
      await page.mouse.move(box.x + 120, box.y + 3, { steps: 4 })
      await page.locator('[data-drop-line]').waitFor({ state: 'visible' })
      await page.mouse.up()
      await newName.waitFor()
      await page.keyboard.type(name)
      await page.keyboard.press('Enter')
      await newName.waitFor({ state: 'hidden' })
    },
    async type(type, name, language) {
      await page.keyboard.type(searches[type]?.[language] ?? type)
      await page.keyboard.press('Enter')
      await newName.waitFor()
      await page.keyboard.type(name)
      await page.keyboard.press('Enter')
      await newName.waitFor({ state: 'hidden' })
    },
    labels: () =>
      page
        .locator('tr[data-field] td:nth-child(2) input')
        .evaluateAll((inputs) => inputs.map((input) => (input as { value?: string }).value ?? '')),
  }
}

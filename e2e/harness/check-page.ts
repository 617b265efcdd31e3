import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import type { PageWatch } from './watch-page.ts'

const screenshots = join(import.meta.dirname, '../screenshots')

/** Lets the page come to rest: nothing being fetched, no skeletons, fonts there. */
export async function settle(page: Page, watch: PageWatch): Promise<void> {
  await watch.settled()
  await page.locator('#main [aria-busy="true"]').first().waitFor({ state: 'hidden' })
  await page.evaluate('document.fonts.ready.then(() => null)')
}

/** Takes the picture of a page that has come to rest. */
export async function takePicture(page: Page, watch: PageWatch, name: string): Promise<void> {
  await settle(page, watch)
  const path = join(screenshots, `${name}.png`)
  await mkdir(dirname(path), { recursive: true })
  await page.screenshot({ path })
}

/** Takes the picture of a page; throws when axe finds barriers or something sticks out sideways. */
export async function checkPage(page: Page, watch: PageWatch, name: string): Promise<void> {
  await takePicture(page, watch, name)
  const faults = await findBarriers(page)
  const overhang = Number(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'))
  if (overhang > 0) faults.push(`sticks out by ${overhang} pixels`)
  if (faults.length > 0) throw new Error(`${name}:\n${faults.join('\n')}`)
}

/** What axe finds of serious or critical weight, in one line each. We have no frames: one run in the page is enough. */
async function findBarriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary = '' }) => `${id}: ${target.join(' ')} ${failureSummary.split('\n')[1] ?? ''}`,
      ),
    )
}

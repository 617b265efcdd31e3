import { afterAll, expect, it } from 'vitest'
import { readPdfText } from '../testing/read-pdf-text.ts'
import type { PageDescription } from './page-description.ts'
import { createPdfRenderer } from './pdf-renderer.ts'

const renderer = createPdfRenderer()
afterAll(() => renderer.close())

const lines = (count: number) => Array.from({ length: count }, (_, at) => ({ text: `Line ${at}` }))
const paper = { title: 'T', size: 'A4', landscape: false, margin: 40, header: null, footer: null } as const

it('numbers the pages of each record by themselves', async () => {
  const page: PageDescription = { ...paper, pageNumbers: '{page}/{pages}', records: [lines(3), lines(120), lines(1)] }
  const { pages } = readPdfText(await renderer.render(page))
  const numbers = pages.map((text) => /\d+\/\d+/.exec(text.replaceAll('\n', ' '))?.[0])
  expect(numbers[0]).toBe('1/1')
  expect(numbers.at(-1)).toBe('1/1')
  const inner = numbers.slice(1, -1)
  expect(inner.length).toBeGreaterThan(1)
  expect(inner).toEqual(inner.map((_, at) => `${at + 1}/${inner.length}`))
})

import type { PageBlock } from '@mortise/metadata'
import { expect, it } from 'vitest'
import { duplicateMembers, insertMembers, moveMembers, removeMembers, resized } from './edit-page.ts'
import { indexPage, pageId } from './page-node.ts'

const text = (key: string): PageBlock => ({ block: 'text', key })
const label = { zh: '标签', en: 'Tab' }
const page: PageBlock[] = [
  text('a'),
  { block: 'section', key: 's', blocks: [text('b'), text('c')] },
  {
    block: 'tabs',
    key: 't',
    tabs: [
      { key: 'one', label, blocks: [text('d')] },
      { key: 'two', label, blocks: [] },
    ],
  },
]

const outline = (blocks: readonly PageBlock[]) =>
  [...indexPage(blocks).values()]
    .slice(1)
    .map(({ id, depth }) => `${'-'.repeat(depth - 1)}${id}`)
    .join(' ')

it('knows every block and tab, in the order of the page', () => {
  expect(outline(page)).toBe('a s -b -c t -one --d -two')
})

it('moves blocks to a place as it was before, into sections and tabs', () => {
  expect(outline(moveMembers(page, ['a'], { parent: 's', index: 2 }))).toBe('s -b -c -a t -one --d -two')
  expect(outline(moveMembers(page, ['b'], { parent: 's', index: 2 }))).toBe('a s -c -b t -one --d -two')
  expect(outline(moveMembers(page, ['a', 'c'], { parent: 'two', index: 0 }))).toBe('s -b t -one --d -two --a --c')
})

it('moves nothing into itself, no tab out of tabs and no block between tabs', () => {
  expect(outline(moveMembers(page, ['s'], { parent: 's', index: 0 }))).toBe(outline(page))
  expect(outline(moveMembers(page, ['one'], { parent: pageId, index: 0 }))).toBe(outline(page))
  expect(outline(moveMembers(page, ['a'], { parent: 't', index: 0 }))).toBe(outline(page))
  expect(outline(insertMembers(page, { parent: 'a', index: 0 }, [text('x')]))).toBe(outline(page))
})

it('takes tabs away with their last one', () => {
  expect(outline(removeMembers(page, ['one']))).toBe('a s -b -c t -two')
  expect(outline(removeMembers(page, ['one', 'two']))).toBe('a s -b -c')
})

it('copies blocks with what is in them, under keys of their own', () => {
  const { blocks, made } = duplicateMembers(page, ['s'])
  expect(outline(blocks)).toBe('a s -b -c s_2 -b_2 -c_2 t -one --d -two')
  expect(made).toEqual(['s_2'])
})

it('keeps widths between what makes sense and the page', () => {
  expect([0, 5.4, 40].map((span) => resized(text('a'), span, 2).span)).toEqual([2, 5, 12])
})

import type { EntityCapabilities } from '@mortise/data'
import { fieldTypes } from '@mortise/kinds/runtime'
import { type AppDocumentAny, compileApp } from '@mortise/metadata'
import { expect, it } from 'vitest'
import type { RunningApp } from '../api/app-description.ts'
import { resolveMenu } from './resolve-menu.ts'

const text = (words: string) => ({ zh: words, en: words })
const table = (key: string): AppDocumentAny => ({
  kind: 'entity',
  key,
  label: text(key),
  titleField: 'name',
  fields: [{ key: 'name', type: 'text', label: text('name') }],
})
const menu: AppDocumentAny = {
  kind: 'menu',
  key: 'main',
  label: text('main'),
  groups: [
    {
      key: 'one',
      label: text('One'),
      items: [
        { key: 'customers', entity: 'customer' },
        { key: 'contacts', entity: 'contact' },
        { key: 'mine', view: 'my_customers' },
        { key: 'start', page: 'start' },
        { key: 'gone', page: 'was_removed' },
      ],
    },
    { key: 'secret', label: text('Secret'), items: [{ key: 'salaries', entity: 'salary' }] },
  ],
}
const view: AppDocumentAny = {
  kind: 'view',
  key: 'my_customers',
  label: text('Mine'),
  entity: 'customer',
  type: 'list',
  options: { columns: [{ field: 'name' }] },
}
const page: AppDocumentAny = { kind: 'page', key: 'start', label: text('Start'), blocks: [] }
const app: AppDocumentAny = { kind: 'app', key: 'shop', label: text('Shop'), version: '1.0.0', menu: 'main' }
const tables = [table('customer'), table('contact'), table('salary')]

function running(documents: AppDocumentAny[]): RunningApp {
  const model = compileApp(documents, { fieldTypes, revision: 1, partial: true })
  const rights = (read: boolean): EntityCapabilities => ({ read, create: read, update: read, delete: read, fields: {} })
  const capabilities = { customer: rights(true), contact: rights(true), salary: rights(false) }
  return { key: 'shop', model, description: {} as RunningApp['description'], capabilities }
}

it('leaves out what is gone and what the user may not read, and groups that become empty', () => {
  const groups = resolveMenu(running([app, ...tables, menu, view, page]))
  expect(groups.map((group) => [group.key, group.items.map((item) => item.key)])).toEqual([
    ['one', ['customers', 'contacts', 'mine', 'start']],
  ])
})

it('leads to tables, views of tables and pages', () => {
  const [group] = resolveMenu(running([app, ...tables, menu, view, page]))
  expect(group?.items.map((item) => item.target)).toEqual([
    { to: '/a/$app/$entity', params: { app: 'shop', entity: 'customer' }, search: {} },
    { to: '/a/$app/$entity', params: { app: 'shop', entity: 'contact' }, search: {} },
    { to: '/a/$app/$entity', params: { app: 'shop', entity: 'customer' }, search: { view: 'my_customers' } },
    { to: '/a/$app/-/page/$page', params: { app: 'shop', page: 'start' } },
  ])
})

it('gives each entry a shortcut of its own and keeps h for home', () => {
  const letters = resolveMenu(running([app, ...tables, menu, view, page]))
    .flatMap((group) => group.items)
    .map((item) => item.letter)
  expect(letters).toEqual(['c', 'o', 'u', 's'])
  expect(letters).not.toContain('h')
})

it('lists the readable tables where the app has no menu', () => {
  const groups = resolveMenu(running([{ ...app, menu: undefined } as AppDocumentAny, ...tables]))
  expect(groups.map((group) => group.items.map((item) => item.key))).toEqual([['customer', 'contact']])
})

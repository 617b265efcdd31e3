import { blockTypes } from '@mortise/kinds/runtime'
import type { AppDocumentAny, AppModel, MenuDocument, PageDocument, ViewDocument } from '@mortise/metadata'
import { expect, it } from 'vitest'
import { documentsOfKind, indexDocuments, runEdit, withSteps } from '../draft/draft-documents.ts'
import { addView, dropView, inViewOrder, moveView } from './view-edits.ts'

const label = { zh: '视图', en: 'View' }
const view = (key: string, position?: number): ViewDocument => ({
  ...{ kind: 'view', key, label, entity: 'device', type: 'list', options: { columns: [{ field: 'name' }] } },
  ...(position !== undefined && { position }),
})
const documents = indexDocuments([
  view('late'),
  view('first', 0),
  view('second', 4),
  { ...view('other'), entity: 'room' },
])

function orderAfter(edit: Parameters<typeof runEdit>[1]) {
  const after = documentsOfKind(withSteps(documents, runEdit(documents, edit)), 'view')
  return inViewOrder(after.filter(({ entity }) => entity === 'device')).map(({ key, position }) => [key, position])
}

it('puts a new view behind the others, and gives all of them their place', () => {
  const edit = addView('board', { entity: 'device', type: 'kanban', label, options: { group: 'state' } })
  expect(orderAfter(edit)).toEqual([
    ['first', 0],
    ['second', 1],
    ['late', 2],
    ['board', 3],
  ])
})

it('moves a view before another one, and to the end', () => {
  expect(orderAfter(moveView('late', 0)).map(([key]) => key)).toEqual(['late', 'first', 'second'])
  expect(orderAfter(moveView('first', 2)).map(([key]) => key)).toEqual(['second', 'first', 'late'])
  expect(orderAfter(moveView('first', 3)).map(([key]) => key)).toEqual(['second', 'late', 'first'])
})

it('takes a deleted view out of menus and pages; a figure stays without its link', () => {
  const menu: MenuDocument = {
    ...{ kind: 'menu', key: 'main', label },
    groups: [
      {
        key: 'all',
        label,
        items: [
          { key: 'a', view: 'first' },
          { key: 'b', entity: 'device' },
        ],
      },
    ],
  }
  const page: PageDocument = {
    ...{ kind: 'page', key: 'home', label },
    blocks: [
      { block: 'view', key: 'list', options: { view: 'first' } },
      { block: 'figure', key: 'count', label, options: { entity: 'device', function: 'count', view: 'first' } },
    ],
  }
  const all = indexDocuments([...documents.values(), menu, page] as AppDocumentAny[])
  const after = withSteps(
    all,
    runEdit(all, dropView('first', { model: { views: new Map() } as unknown as AppModel, blockTypes })),
  )
  expect(after.has('view/first')).toBe(false)
  expect(documentsOfKind(after, 'menu')[0]?.groups[0]?.items).toEqual([{ key: 'b', entity: 'device' }])
  expect(documentsOfKind(after, 'page')[0]?.blocks).toEqual([
    { block: 'figure', key: 'count', label, options: { entity: 'device', function: 'count' } },
  ])
})

import type { Query, RecordPage } from '@mortise/data'
import { UiProvider } from '@mortise/ui'
import type { RowSelection } from '@mortise/ui/grid'
import { QueryClientProvider } from '@tanstack/react-query'
import { act, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { queryClient } from '../../../api/query-client.ts'
import { records } from '../../../api/records.ts'
import { RunningAppContext } from '../../../api/use-app.ts'
import { orderEntity, sampleApp } from '../../form/testing/sample-form.ts'
import { RecordReadsContext } from '../data/record-reads.ts'
import type { ListData } from '../data/use-list-data.ts'
import { useAllowed } from './use-allowed.ts'
import { type Bulk, useBulk } from './use-bulk.ts'

let root: Root
let refreshed: number

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  window.matchMedia ??= (query: string) =>
    ({ matches: false, media: query, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList
  root = createRoot(document.body.appendChild(document.createElement('div')))
  refreshed = 0
})

afterEach(() => {
  act(() => root.unmount())
  queryClient.clear()
})

const data = {
  what: {},
  store: {
    rightsDiffer: () => true,
    refresh: () => {
      refreshed += 1
    },
  },
} as unknown as ListData

const draw = (children: ReactNode, app = sampleApp()) =>
  act(async () =>
    root.render(
      <UiProvider env="test">
        <QueryClientProvider client={queryClient}>
          <RunningAppContext value={app}>{children}</RunningAppContext>
        </QueryClientProvider>
      </UiProvider>,
    ),
  )
const settle = () => act(() => new Promise<void>((resolve) => setTimeout(resolve, 20)))
const chosen = (...ids: string[]): RowSelection => ({ all: false, keys: new Set(ids) })

it('tells of no records how many of those before may be changed', async () => {
  const answers: ((total: number) => void)[] = []
  const reads = {
    ...records,
    query: (_app: string, _entity: string, _query: Query) =>
      new Promise<RecordPage>((resolve) => {
        answers.push((count) =>
          resolve({ records: [], next: null, previous: null, total: { count, estimated: false } } as RecordPage),
        )
      }),
  }
  let allowed: number | undefined
  function Probe({ selection, count }: { selection: RowSelection; count: number }) {
    allowed = useAllowed({ entity: orderEntity(), data, selection, count })
    return null
  }
  const select = (...ids: string[]) =>
    draw(
      <RecordReadsContext value={reads}>
        <Probe selection={chosen(...ids)} count={ids.length} />
      </RecordReadsContext>,
    )
  await select('a', 'b', 'c')
  expect(allowed).toBeUndefined()
  answers[0]?.(1)
  await settle()
  expect(allowed).toBe(1)
  await select('d', 'e')
  expect(allowed).toBeUndefined()
  answers[1]?.(2)
  await settle()
  expect(allowed).toBe(2)
})

it('names the reasons of records that were left also when the connection is lost before the last', async () => {
  const form = sampleApp().model.forms.get('order_form')
  if (!form) throw new Error('unreachable: the sample has a form')
  const app = sampleApp({ ...form, rules: [{ key: 'noted', actions: [{ do: 'require', fields: ['note'] }] }] })
  const reason = { id: 'id0', title: 'Order 0', code: 'X', message: 'A note is missing.' }
  let calls = 0
  globalThis.fetch = async (_path, init) => {
    calls += 1
    const { update } = JSON.parse(String(init?.body)) as { update: { ids: string[]; forms?: boolean } }
    expect(update.forms).toBe(true)
    if (calls > 1) return new Response('{"code":"INTERNAL","message":"broken","params":{}}', { status: 500 })
    return new Response(JSON.stringify({ updated: update.ids.length - 1, refused: 1, reasons: [reason] }))
  }
  const ids = Array.from({ length: 60 }, (_, at) => `id${at}`)
  let bulk: Bulk | null = null
  function Probe() {
    bulk = useBulk({ entity: orderEntity(app), data, selection: chosen(...ids), count: ids.length })
    return null
  }
  await draw(<Probe />, app)
  const current = () => bulk as unknown as Bulk
  await act(async () => {
    expect(await current().edit({ title: 'x' })).toBe(false)
  })
  expect(calls).toBe(2)
  expect(current().left).toEqual({ reasons: [reason], refused: 1, updated: 49 })
  expect(current().progress).toBeNull()
  expect(refreshed).toBe(1)
  act(() => current().forget())
  expect(current().left).toBeNull()
})

import { UiProvider } from '@mortise/ui'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router'
import { act, useState } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { RunningApp } from '../api/app-description.ts'
import { RunningAppContext, useApp } from '../api/use-app.ts'
import { AppScope } from './app-scope.tsx'

const [first, second] = ['first', 'second'].map((key) => ({ key }) as RunningApp)

let root: Root
/** What the shell says is open. */
let setOpen: (app: RunningApp | null | undefined) => void
/** The apps that the page below was drawn with. */
let drawn: string[]

function Shell() {
  const [open, change] = useState<RunningApp | null | undefined>(null)
  setOpen = change
  return (
    <RunningAppContext value={open ?? null}>
      <Outlet />
    </RunningAppContext>
  )
}

function Page() {
  const { key } = useApp()
  drawn.push(key)
  return <p>{`page of ${key}`}</p>
}

function testRouter() {
  const top = createRootRoute({ component: Outlet })
  const shell = createRoute({ getParentRoute: () => top, id: 'shell', component: Shell })
  const app = createRoute({ getParentRoute: () => shell, path: '/a/$app', component: AppScope })
  const page = createRoute({ getParentRoute: () => app, path: '/', component: Page })
  return createRouter({
    routeTree: top.addChildren([shell.addChildren([app.addChildren([page])])]),
    history: createMemoryHistory({ initialEntries: ['/a/first'] }),
  })
}

let router: ReturnType<typeof testRouter>

beforeEach(async () => {
  globalThis.IS_REACT_ACT_ENVIRONMENT = true
  window.matchMedia = (query) =>
    ({ matches: false, media: query, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList
  window.scrollTo = () => {}
  // The description of the app is on its way for ever.
  vi.stubGlobal('fetch', () => new Promise(() => {}))
  drawn = []
  router = testRouter()
  root = createRoot(document.body.appendChild(document.createElement('div')))
  await router.load()
  await act(async () =>
    root.render(
      <UiProvider env="test">
        <QueryClientProvider client={new QueryClient()}>
          <RouterProvider router={router as never} />
        </QueryClientProvider>
      </UiProvider>,
    ),
  )
})
afterEach(() => {
  act(() => root.unmount())
  document.body.replaceChildren()
  vi.unstubAllGlobals()
})

const text = () => document.body.textContent
const shellOpens = (app: RunningApp | null | undefined) => act(async () => setOpen(app))

it('shows a page of an app only while that app is open, whatever the shell holds meanwhile', async () => {
  expect(drawn).toEqual([])
  await shellOpens(first)
  expect(text()).toContain('page of first')
  await shellOpens(null)
  expect(text()).not.toContain('page of')
  await shellOpens(second)
  expect(text()).not.toContain('page of')
  await shellOpens(first)
  expect(text()).toContain('page of first')
  await act(async () => router.navigate({ to: '/a/$app' as never, params: { app: 'second' } as never }))
  expect(text()).not.toContain('page of')
  await shellOpens(second)
  expect(text()).toContain('page of second')
  expect(new Set(drawn)).toEqual(new Set(['first', 'second']))
})

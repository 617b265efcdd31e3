import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { appQuery, type RunningApp } from '../../api/app-description.ts'
import { queryClient } from '../../api/query-client.ts'
import { RunningAppContext, useApp } from '../../api/use-app.ts'
import { sampleApp } from './testing/sample-form.ts'
import { type NamedForm, useNamedForm } from './use-named-form.ts'

let root: Root
let now: NamedForm
let renewals: number

beforeEach(() => {
  globalThis.IS_REACT_ACT_ENVIRONMENT = true
  renewals = 0
  globalThis.fetch = async () => {
    renewals += 1
    return new Response('{"code":"NOT_FOUND","message":"none","params":{}}', { status: 404 })
  }
  const app = sampleApp()
  queryClient.setQueryDefaults(appQuery(app.key).queryKey, { retry: false })
  queryClient.setQueryData(appQuery(app.key).queryKey, app)
  root = createRoot(document.createElement('div'))
})

afterEach(() => {
  act(() => root.unmount())
  queryClient.clear()
})

function Probe({ name, known }: { name: string; known?: boolean }) {
  // As the page of the app does.
  useQuery(appQuery(useApp().key))
  now = useNamedForm(name, known)
  return null
}

const draw = (app: RunningApp, name: string, known = true) =>
  act(async () =>
    root.render(
      <QueryClientProvider client={queryClient}>
        <RunningAppContext value={app}>
          <Probe name={name} known={known} />
        </RunningAppContext>
      </QueryClientProvider>,
    ),
  )
const settle = () => act(() => new Promise<void>((resolve) => setTimeout(resolve, 150)))

it('gives the form at once, without asking', async () => {
  await draw(sampleApp(), 'order_form')
  expect(now).toMatchObject({ form: { key: 'order_form' }, gone: false })
  await settle()
  expect(renewals).toBe(0)
})

it('is neither there nor gone until it was looked for in what was published since', async () => {
  const app = sampleApp()
  await draw(app, 'quick')
  expect(now).toEqual({ form: undefined, gone: false })
  await settle()
  expect(now).toEqual({ form: undefined, gone: true })
  expect(renewals).toBe(1)
  const form = app.model.forms.get('order_form')
  if (!form) throw new Error('unreachable: the sample has a form')
  await draw(sampleApp({ ...form, key: 'quick' }), 'quick')
  expect(now).toMatchObject({ form: { key: 'quick' }, gone: false })
})

it('looks for each name, and where the table itself is missing', async () => {
  await draw(sampleApp(), 'quick')
  await settle()
  await draw(sampleApp(), 'other')
  expect(now.gone).toBe(false)
  await settle()
  expect(now.gone).toBe(true)
  await draw(sampleApp(), 'order_form', false)
  expect(now).toEqual({ form: undefined, gone: false })
  await settle()
  expect(renewals).toBe(3)
})

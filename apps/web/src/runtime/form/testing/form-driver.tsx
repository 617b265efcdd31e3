import type { EntityRecord } from '@mortise/data'
import type { FormDocument } from '@mortise/metadata'
import { applyLanguage } from '@mortise/ui'
import { act, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { vi } from 'vitest'
import { formOf } from '../form-document.ts'
import type { FormValues } from '../form-values.ts'
import type { RecordFormModel } from '../use-record-form.ts'
import { type Filling, FormStage, Stage, signInOnStage } from './form-stage.tsx'
import { orderEntity, sampleApp } from './sample-form.ts'

/** What the server is asked, and what it answers; a thrown error is a lost connection. */
export type Answer = (method: string, path: string, body: never) => { status: number; body: unknown }

const emptyContext = {
  ...{ now: '2026-11-22T04:00:00.000Z', today: '2026-11-22', timeZone: 'Asia/Shanghai', workspace: 'main' },
  ...{ user: null, calendar: { exceptions: new Map() } },
}

/** Drives the form of an order as a person does. */
export interface FormDriver {
  model(): RecordFormModel
  saved: EntityRecord[]
  requests: { method: string; path: string; body: unknown }[]
  text(): string
  input(field: string): HTMLInputElement | null
  type(field: string, text: string): Promise<void>
  click(name: string): Promise<void>
  press(key: string, modifiers?: KeyboardEventInit): Promise<void>
  /** The record as somebody else has just saved it comes in. */
  receive(record: EntityRecord): Promise<void>
  wait(milliseconds: number): Promise<void>
  unmount(): void
}

export interface OpenFormOptions {
  /** In place of the form of the sample. */
  form?: FormDocument
  prefill?: FormValues
  /** Shows the record with this as its activity, as pages do. */
  activity?: ReactNode
  /** Saving it does something else, with what was filled in. */
  filling?: Filling
}

export async function openForm(
  record: EntityRecord | null,
  answer: Answer,
  { prefill, activity = null, filling, form: designed }: OpenFormOptions = {},
): Promise<FormDriver> {
  prepareDom()
  applyLanguage('en')
  signInOnStage()
  const driver: { model?: RecordFormModel } = {}
  const requests: FormDriver['requests'] = []
  const saved: EntityRecord[] = []
  answerFetch(answer, requests)
  const app = sampleApp(designed)
  const entity = orderEntity(app)
  const form = formOf(app.model, entity, { values: {}, context: emptyContext })
  const host = document.body.appendChild(document.createElement('div'))
  const root = createRoot(host)
  const render = (current: EntityRecord | null) =>
    act(async () =>
      root.render(
        <Stage env="test">
          <FormStage
            {...{ app, entity, form, prefill, activity, filling, record: current }}
            onModel={(model) => {
              driver.model = model
            }}
            onSaved={(one) => saved.push(one)}
          />
        </Stage>,
      ),
    )
  await render(record)
  const input = (field: string) => document.querySelector<HTMLInputElement>(`[id="field-order-${field}"]`)
  return {
    model: () => driver.model as RecordFormModel,
    saved,
    requests,
    text: () => document.body.textContent ?? '',
    input,
    async type(field, text) {
      const target = input(field) ?? document.querySelector<HTMLInputElement>(`[id="${field}"]`)
      if (!target) throw new Error(`there is no input ${field}`)
      await act(async () => setText(target, text))
      await wait(250)
    },
    async click(name) {
      const found = [...document.querySelectorAll<HTMLElement>('button, a, [role="tab"]')]
      const target = found.find((one) => (one.getAttribute('aria-label') ?? one.textContent?.trim()) === name)
      if (!target) throw new Error(`nothing is called ${name}`)
      await act(async () => target.click())
      await wait(20)
    },
    async press(key, modifiers = {}) {
      const target = document.activeElement ?? document.body
      await act(async () => {
        target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...modifiers }))
      })
      await wait(20)
      // Dialogs are fetched when they are first needed.
      await act(() => vi.dynamicImportSettled())
    },
    receive: render,
    wait,
    unmount() {
      act(() => root.unmount())
      host.remove()
    },
  }
}

async function wait(milliseconds: number): Promise<void> {
  await act(async () => {
    await new Promise((resolve) => setTimeout(resolve, milliseconds))
  })
}

/** The network is the only thing that is not real: every request goes to the test. */
function answerFetch(answer: Answer, requests: FormDriver['requests']): void {
  globalThis.fetch = async (path, init) => {
    const body = init?.body ? JSON.parse(String(init.body)) : undefined
    const request = { method: init?.method ?? 'GET', path: String(path), body }
    if (request.path === '/api/health') return new Response('{}')
    if (request.path.includes('/form-drafts')) return new Response(JSON.stringify(answerDraft(request)))
    requests.push(request)
    const { status, body: result } = answer(request.method, request.path, body as never)
    return new Response(JSON.stringify(result), { status })
  }
}

/** Drafts on the server; none unless a test brings one. */
export const serverDrafts: { list: object[]; draft: object | null; kept: { method: string; body: unknown }[] } = {
  list: [],
  draft: null,
  kept: [],
}

function answerDraft({ method, path, body }: { method: string; path: string; body: unknown }): object {
  if (method !== 'GET') serverDrafts.kept.push({ method, body })
  if (method !== 'GET') return { at: new Date().toISOString() }
  return path.endsWith('/form-drafts') ? { drafts: serverDrafts.list } : { draft: serverDrafts.draft }
}

function setText(input: HTMLInputElement, text: string): void {
  // React notices a change only when the value is set past its own tracking, as a browser does.
  const prototype = Object.getPrototypeOf(input) as object
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(input, text)
  input.dispatchEvent(new Event('input', { bubbles: true }))
}

function prepareDom(): void {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  window.matchMedia ??= (query: string) =>
    ({ matches: false, media: query, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList
  if (!document.fonts) Object.assign(document, { fonts: { addEventListener() {}, removeEventListener() {} } })
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  Element.prototype.scrollIntoView ??= () => {}
}

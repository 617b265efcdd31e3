import { commandActions } from '@mortise/kinds/actions'
import { blockTypes, fieldRuntimes, fieldTypes, viewTypes } from '@mortise/kinds/runtime'
import {
  type AppDocumentAny,
  compileApp,
  nodePlace,
  type ProcessDocument,
  type ProcessNode,
  validateApp,
} from '@mortise/metadata'
import { applyLanguage, type RuntimeServices, RuntimeServicesContext, UiProvider, useLanguage } from '@mortise/ui'
import { act, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { type Design, DesignContext, useDesignDocument, useDesignModel } from '../../../draft/design-context.ts'
import { memoryStorage } from '../../../draft/draft-storage.ts'
import { createDraftStore } from '../../../draft/draft-store.ts'
import { nodeTypes, processes } from '../../../draft/process-knowledge.ts'
import { DraftServer } from '../../../testing/draft-server.ts'
import type { ProcessPanelProps } from '../edit-process.ts'

const both = (words: string) => ({ zh: `${words}（中）`, en: words })
export const people = [
  { id: '01900000-0000-7000-8000-0000000000a1', name: 'Li Na', departmentId: null, active: true },
  { id: '01900000-0000-7000-8000-0000000000a2', name: 'Wang Jian', departmentId: null, active: true },
]

const tables: AppDocumentAny[] = [
  { kind: 'app', key: 'shop', label: both('Shop'), version: '1.0.0' },
  ...['sales', 'finance'].map((key) => ({ kind: 'role' as const, key, label: both(key), entities: {} })),
  {
    ...{ kind: 'entity', key: 'order', label: both('Order'), titleField: 'name' },
    fields: [
      { key: 'name', type: 'text', label: both('Name') },
      { key: 'amount', type: 'decimal', label: both('Amount') },
      { key: 'due', type: 'date', label: both('Due') },
      { key: 'boss', type: 'person', label: both('Boss') },
      { key: 'lines', type: 'sub_table', label: both('Lines'), options: { entity: 'order_line' } },
    ],
  },
  {
    ...{ kind: 'entity', key: 'order_line', label: both('Line'), titleField: 'item', parentField: 'order' },
    fields: [
      { key: 'order', type: 'relation', label: both('Order'), options: { entity: 'order' } },
      { key: 'item', type: 'text', label: both('Item') },
      { key: 'price', type: 'decimal', label: both('Price') },
    ],
  },
] as AppDocumentAny[]

/** A process around one node of a type with the options that it begins with, and a line to it that is chosen. */
export function processWith(type: string, options?: ProcessNode['options']): ProcessDocument {
  const kind = nodeTypes.get(type)
  const tried: ProcessNode = { key: 'tried', type, ...(kind.catches ? { on: 'asked' } : {}) }
  const process: ProcessDocument = {
    ...{ kind: 'process', key: 'approval', label: both('Approval of orders'), entity: 'order' },
    nodes: [
      { key: 'begin', type: 'start' },
      { key: 'asked', type: 'approval', label: both('Asked'), options: { approvers: [{ by: 'manager' }] } },
      { key: 'which', type: 'exclusive' },
      tried,
      { key: 'done', type: 'end' },
    ],
    transitions: [
      { key: 'l1', from: 'begin', to: 'asked' },
      { key: 'l2', from: 'asked', to: 'which' },
      { key: 'l3', from: 'which', to: 'tried' },
      { key: 'l4', from: 'which', to: 'done', otherwise: true },
    ],
  }
  const model = compileApp(tables, { fieldTypes, revision: 1 })
  tried.options = options ?? kind.defaultOptions(nodePlace(process, tried, { model, nodeTypes }))
  return process
}

async function designOf(documents: readonly AppDocumentAny[]): Promise<Design> {
  const calls = new DraftServer(documents)
  const validate = (all: Iterable<AppDocumentAny>) => validateApp([...all], { fieldTypes, viewTypes, processes })
  const loaded = { ...(await calls.load()), issues: validate(documents) }
  const store = createDraftStore({
    ...{ loaded, kept: null, calls, storage: memoryStorage(), storageKey: 'here', fieldTypes },
    validate: (all) => validate(all.values()),
    // What is typed is one step, however slow the machine.
    now: () => 0,
  })
  return {
    ...{ app: 'shop', draft: null, store, fieldTypes, viewTypes, blockTypes, commandActions, nodeTypes, processes },
    published: new Map(),
  }
}

function Services({ children }: { children: ReactNode }) {
  const language = useLanguage()
  const services: RuntimeServices = {
    ...{ app: useDesignModel(), language, timeZone: 'Asia/Shanghai', workspace: 'main' },
    ...{ userId: people[0]?.id ?? '', departmentId: null, fieldRuntimes, people, departments: [] },
    query: () => Promise.resolve({ records: [], next: null, previous: null }),
    openRecord: () => undefined,
    canCreate: () => false,
    upload: () => Promise.reject(new Error('nothing is uploaded here')),
    fileUrl: () => '',
  }
  return <RuntimeServicesContext value={services}>{children}</RuntimeServicesContext>
}

function Panel({ render }: { render(props: ProcessPanelProps): ReactNode }) {
  const process = useDesignDocument('process/approval')
  const { store } = design()
  if (!process) return null
  return render({
    process,
    onChange: (next, { label, merge }) =>
      store.change(label, ({ put }) => put(next), merge === undefined ? {} : { merge }),
  })
}

let current: Design | null = null
function design(): Design {
  if (!current) throw new Error('no panel is open')
  return current
}

/** Drives a panel as a person does. */
export interface PanelDriver {
  host: HTMLElement
  design: Design
  process(): ProcessDocument
  text(): string
  /** The control with that name: its label, or its words. */
  control(name: string): HTMLElement
  click(name: string): Promise<void>
  /** Chooses from a list that opens at the control. */
  choose(name: string, option: string): Promise<void>
  type(name: string, words: string): Promise<void>
  unmount(): void
}

export async function openPanel(
  process: ProcessDocument,
  render: (props: ProcessPanelProps) => ReactNode,
  language: 'zh' | 'en' = 'en',
): Promise<PanelDriver> {
  prepareDom()
  applyLanguage(language)
  const opened = await designOf([...tables, process])
  current = opened
  const host = document.body.appendChild(document.createElement('main'))
  const root = createRoot(host)
  await act(async () =>
    root.render(
      <UiProvider env="test">
        <DesignContext value={opened}>
          <Services>
            <Panel render={render} />
          </Services>
        </DesignContext>
      </UiProvider>,
    ),
  )
  const control = (name: string, among = controls) => {
    const found = [...document.querySelectorAll<HTMLElement>(among)].find((one) => namesOf(one).includes(name))
    if (!found) throw new Error(`nothing is called "${name}"`)
    return found
  }
  return {
    ...{ host, design: opened, control },
    process: () => opened.store.snapshot().documents.get('process/approval') as ProcessDocument,
    text: () => host.textContent ?? '',
    click: (name) => act(async () => control(name).click()),
    async choose(name, option) {
      await act(async () => control(name).click())
      await act(async () => control(option, '[role="option"]').click())
    },
    type: (name, words) => act(async () => setText(control(name) as HTMLInputElement, words)),
    unmount() {
      act(() => root.unmount())
      opened.store.dispose()
      host.remove()
    },
  }
}

const controls = 'button, input, textarea, summary, [role="option"], [role="menuitem"], [role="tab"]'

function namesOf(element: HTMLElement): string[] {
  const labelledBy = element.getAttribute('aria-labelledby')?.split(' ') ?? []
  const labels = (element as HTMLInputElement).labels ?? []
  const words = [...labelledBy.map((id) => document.getElementById(id)), ...labels, element]
  return [element.getAttribute('aria-label') ?? '', ...words.map(wordsOf)]
}

/** What is written in it, without what is said of it below. */
function wordsOf(element: HTMLElement | null): string {
  const said = element?.querySelector('[id$="-description"]')?.textContent ?? ''
  return (element?.textContent ?? '').replace(said, '').trim()
}

function setText(input: HTMLInputElement, words: string): void {
  const prototype = input instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(input, words)
  input.dispatchEvent(new Event('input', { bubbles: true }))
}

function prepareDom(): void {
  globalThis.IS_REACT_ACT_ENVIRONMENT = true
  window.matchMedia = (query) =>
    ({ matches: false, media: query, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  // What grows with its text waits for fonts, which jsdom has none of.
  if (!document.fonts) Object.assign(document, { fonts: new EventTarget() })
  Element.prototype.scrollIntoView ??= () => undefined
}

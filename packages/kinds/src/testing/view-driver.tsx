import type { Language } from '@mortise/core'
import type { AggregateRow, EntityRecord, Query } from '@mortise/data'
import type { AppModel, EntityModel, Filter, ViewOptions } from '@mortise/metadata'
import { applyLanguage, RuntimeServicesContext, UiProvider, type ViewServices, ViewServicesContext } from '@mortise/ui'
import { act, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { viewLoaders, viewTypes } from '../load.runtime.ts'
import { sampleIds, sampleServices } from './sample-services.tsx'

/** Records of the sample table that every type of view has something to show of. */
export function sampleRecords(count = 6): EntityRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `01900000-0000-7000-8000-00000000c${String(index).padStart(3, '0')}`,
    version: 1,
    text_value: `记录 ${index + 1}`,
    select_value: ['gold', 'silver', null][index % 3],
    person_value: index % 2 === 0 ? sampleIds.person : sampleIds.colleague,
    date_value: today(index),
    datetime_value: `${today(index)}T0${index % 9}:00:00.000Z`,
    money_value: `${index + 1}00.00`,
    percent_value: '0.50',
  }))
}

function today(add: number): string {
  return new Date(Date.now() + add * 86_400_000).toISOString().slice(0, 10)
}

export interface ViewDriver {
  host: HTMLElement
  records: EntityRecord[]
  /** What was asked for, and what was saved. */
  queries: Query[]
  saves: { id: string; values: { [field: string]: unknown } }[]
  opened: string[]
  created: { [field: string]: unknown }[]
  options(): ViewOptions
  click(name: string | RegExp): Promise<void>
  press(target: HTMLElement, key: string, modifiers?: KeyboardEventInit): Promise<void>
  settle(milliseconds?: number): Promise<void>
  unmount(): void
}

interface ViewSetting {
  language?: Language
  options?: ViewOptions
  records?: EntityRecord[]
  /** The server says no to every change. */
  refuses?: boolean
  /** Every call fails. */
  fails?: boolean
  readOnly?: boolean
}

/** Puts a view of the sample table on the page and drives it the way a person does. For tests. */
export async function mountView(type: string, setting: ViewSetting = {}): Promise<ViewDriver> {
  prepareDom()
  const { language = 'en', readOnly = false } = setting
  const services = sampleServices(language)
  const entity = services.app.entities.get('sample') as EntityModel
  const records = setting.records ?? sampleRecords()
  const started = setting.options ?? firstOptions(type, entity, services.app)
  const held = { options: started }
  const log: Pick<ViewDriver, 'queries' | 'saves' | 'opened' | 'created'> = {
    queries: [],
    saves: [],
    opened: [],
    created: [],
  }
  const fail = () => Promise.reject(new Error('down'))
  const view: Omit<ViewServices, 'setOptions'> = {
    ruleOf: () => null,
    ...{ what: {}, sort: [], openId: undefined },
    query(query) {
      log.queries.push(query)
      if (setting.fails) return fail()
      return Promise.resolve({
        records: records.filter((record) => holds(query.filter, record)),
        next: null,
        previous: null,
      })
    },
    aggregate: ({ groups = [], filter }) =>
      setting.fails
        ? fail()
        : Promise.resolve(
            counted(
              records.filter((record) => holds(filter, record)),
              groups[0]?.field ?? '',
            ),
          ),
    async save(record, values) {
      log.saves.push({ id: record.id, values })
      if (setting.refuses) return null
      const index = records.findIndex(({ id }) => id === record.id)
      const saved = { ...(records[index] ?? record), ...values }
      records[index] = saved
      return saved
    },
    mayWrite: (_field, record) => !readOnly && record?.$can?.update !== false,
    whyNot: (record) => (record.$can?.update === false ? 'not this one' : null),
    create: readOnly
      ? undefined
      : (initial) => {
          log.created.push(initial)
          return Promise.resolve(null)
        },
    open: (id) => log.opened.push(id),
    describeError: () => ({ message: 'down', id: null }),
    onChange: () => () => {},
    setOrder: () => {},
    workDays: () => Promise.resolve([]),
  }
  const { View } = await (viewLoaders.get(type) ?? (() => Promise.reject(new Error(`no ${type}`))))()
  function Shown() {
    const [options, setOptions] = useState(started)
    held.options = options
    const [given] = useState<ViewServices>(() => ({
      ...view,
      setOptions: (change) => setOptions((before) => ({ ...before, ...change })),
    }))
    return (
      <ViewServicesContext value={given}>
        <View entity={entity} options={options as never} />
      </ViewServicesContext>
    )
  }
  const host = document.body.appendChild(document.createElement('main'))
  const root = createRoot(host)
  const settle = (milliseconds = 30) => act(() => new Promise<void>((done) => setTimeout(done, milliseconds)))
  await act(async () => {
    applyLanguage(language)
    root.render(
      <UiProvider env="test">
        <RuntimeServicesContext value={services}>
          <Shown />
        </RuntimeServicesContext>
      </UiProvider>,
    )
  })
  await settle(60)
  return {
    ...{ host, records, settle, ...log },
    options: () => held.options,
    async click(name) {
      const all = [...document.querySelectorAll<HTMLElement>('button, label, [role=radio]')]
      const found = all.find((one) => matches(one.getAttribute('aria-label') ?? one.textContent ?? '', name))
      if (!found)
        throw new Error(
          `nothing is called ${name}: ${all.map((one) => one.getAttribute('aria-label') ?? one.textContent).join(' | ')}`,
        )
      await act(async () => found.click())
      await settle()
    },
    async press(target, key, modifiers = {}) {
      await act(async () => {
        target.dispatchEvent(
          new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true, ...modifiers }),
        )
      })
      await settle()
    },
    unmount() {
      act(() => root.unmount())
      host.remove()
    },
  }
}

/** What the type proposes; else, for each option that it needs, the first field that fits. */
function firstOptions(type: string, entity: EntityModel, app: AppModel): ViewOptions {
  const kind = viewTypes.get(type)
  const proposed: ViewOptions | null = kind.defaultOptions(entity, app)
  if (proposed) return proposed
  const { required = [] } = kind.options as { required?: string[] }
  const fitting = (option: string) =>
    [...entity.fields.values()].find((field) => kind.fields[option]?.accepts(field))?.key
  return Object.fromEntries(required.map((option) => [option, fitting(option)]))
}

function matches(text: string, name: string | RegExp): boolean {
  return typeof name === 'string' ? text.trim() === name : name.test(text)
}

function holds(filter: Filter | undefined, record: EntityRecord): boolean {
  if (!filter) return true
  if ('and' in filter) return filter.and.every((one) => holds(one, record))
  if ('or' in filter) return filter.or.some((one) => holds(one, record))
  if (!('field' in filter)) return true
  const value = record[filter.field] ?? null
  if (filter.op === 'blank') return value === null
  if (filter.op === 'eq') return value === filter.value
  if (value === null) return false
  if (Array.isArray(filter.value)) return filter.value.includes(value as never)
  const [left, right] = [String(value), String(filter.value)]
  const orders: { [op: string]: boolean } = {
    lt: left < right,
    lte: left <= right,
    gt: left > right,
    gte: left >= right,
  }
  return orders[filter.op] ?? true
}

function counted(records: readonly EntityRecord[], field: string): AggregateRow[] {
  const groups = new Map<unknown, number>()
  for (const record of records) groups.set(record[field] ?? null, (groups.get(record[field] ?? null) ?? 0) + 1)
  return [...groups].map(([value, count]) => ({ groups: [value], metrics: { records: count, total: `${count}00.00` } }))
}

/** What jsdom lacks. Everything is in sight. */
export function prepareDom() {
  ;(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true
  Element.prototype.scrollIntoView ??= () => {}
  Element.prototype.scrollTo ??= () => {}
  Range.prototype.getBoundingClientRect ??= () => ({ width: 0 }) as DOMRect
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  window.matchMedia ??= ((query: string) => ({
    ...{ matches: false, media: query, onchange: null },
    addEventListener() {},
    removeEventListener() {},
    addListener() {},
    removeListener() {},
    dispatchEvent: () => false,
  })) as typeof window.matchMedia
  globalThis.IntersectionObserver = class {
    readonly root = null
    readonly rootMargin = ''
    readonly thresholds = []
    readonly #tell: IntersectionObserverCallback
    constructor(tell: IntersectionObserverCallback) {
      this.#tell = tell
    }
    observe(target: Element) {
      queueMicrotask(() => this.#tell([{ isIntersecting: true, target } as IntersectionObserverEntry], this as never))
    }
    unobserve() {}
    disconnect() {}
    takeRecords() {
      return []
    }
  } as never
}

import type { Language } from '@mortise/core'
import type { AggregateQuery, EntityRecord, Query } from '@mortise/data'
import {
  type AppDocumentAny,
  type AppModel,
  type BlockOptions,
  compileApp,
  type EntityModel,
  type PageBlock,
} from '@mortise/metadata'
import {
  applyLanguage,
  type Loaded,
  type PageServices,
  PageServicesContext,
  RuntimeServicesContext,
  UiProvider,
  usePageServices,
} from '@mortise/ui'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { blockRuntimes } from '../load.blocks.ts'
import { blockTypes, fieldTypes } from '../load.runtime.ts'
import { sampleDocuments } from '../samples/sample-documents.ts'
import { sampleServices } from './sample-services.tsx'
import { prepareDom, sampleRecords } from './view-driver.tsx'

interface BlockSetting {
  language?: Language
  options?: BlockOptions
  label?: PageBlock['label']
  records?: EntityRecord[]
  /** What aggregates answer, one after the other. */
  figures?: unknown[]
  fails?: boolean
  /** Who sees the page may change it. */
  designs?: boolean
  /** The page stands alone. */
  alone?: boolean
}

export interface BlockDriver {
  host: HTMLElement
  /** What can be read of the blocks. */
  text(): string
  queries: (Query | AggregateQuery)[]
  created: { [field: string]: unknown }[]
  /** Keys of the actions that were run. */
  ran: string[]
  click(name: string | RegExp): Promise<void>
  unmount(): void
}

/** The sample app with a view of its own. */
function sampleApp(): AppModel {
  const view: AppDocumentAny = {
    ...{ kind: 'view', key: 'sample_list', label: { zh: '示例列表', en: 'Samples' }, entity: 'sample', type: 'list' },
    options: { columns: [{ field: 'text_value' }, { field: 'money_value' }] },
  }
  const command: AppDocumentAny = {
    ...{ kind: 'command', key: 'sample_call', label: { zh: '拨打电话', en: 'Call' }, entity: 'sample', places: [] },
    actions: [{ key: 'call', type: 'open_link', options: { url: 'tel:1' } }],
  }
  return compileApp([...sampleDocuments(fieldTypes), view, command], { fieldTypes, revision: 1 })
}

const text = { zh: '里面的文字', en: 'The text inside' }

/** A block of a type with what it proposes; containers hold a text, on two tabs where they hold tabs. */
export function sampleBlock(type: string, options?: BlockOptions, label?: PageBlock['label']): PageBlock {
  const kind = blockTypes.get(type)
  const app = sampleApp()
  const entity = app.entities.get('sample') as EntityModel
  const inner = (key: string): PageBlock => ({ block: 'text', key, options: { text } })
  const tab = (key: string) => ({ key, label: { zh: `标签 ${key}`, en: `Tab ${key}` }, blocks: [inner(`${key}_text`)] })
  return {
    ...{ block: type, key: 'tried', options: options ?? kind.defaultOptions({ model: app, entity }) ?? {} },
    ...(label && { label }),
    ...(kind.contents === 'blocks' && { blocks: [inner('inner')] }),
    ...(kind.contents === 'tabs' && { tabs: [tab('one'), tab('two')] }),
  }
}

/** Puts a block on a page of the sample table and drives it the way a person does. For tests. */
export async function mountBlock(type: string, setting: BlockSetting = {}): Promise<BlockDriver> {
  prepareDom()
  const { language = 'en', designs = false, alone = false } = setting
  const services = { ...sampleServices(language), app: sampleApp() }
  const entity = services.app.entities.get('sample') as EntityModel
  const records = setting.records ?? sampleRecords()
  const queries: BlockDriver['queries'] = []
  const figures = [...(setting.figures ?? ['12'])]
  const ran: string[] = []
  const answers = new Map<string, unknown>()
  function answer<Value>(query: Query | AggregateQuery, value: () => Value): Loaded<Value> {
    if (setting.fails) return { data: undefined, error: { message: 'down', id: null }, retry: () => {} }
    const key = JSON.stringify(query)
    if (!answers.has(key)) {
      queries.push(query)
      answers.set(key, value())
    }
    return { data: answers.get(key) as Value, error: null, retry: () => {} }
  }
  const nothing = { data: undefined, error: null, retry: () => {} }
  const page: PageServices = {
    ...{ entity: alone ? null : entity, record: alone ? null : (records[0] ?? null), designs },
    useRecords: (table, query) =>
      table === null ? nothing : answer(query, () => ({ records, next: null, previous: null })),
    useAggregate: (table, query) =>
      table === null
        ? nothing
        : answer(query, () => [{ key: {}, metrics: { figure: figures.shift() ?? null } }] as never),
    useCommands: () => ({
      offered: alone ? [] : [...services.app.commands.values()],
      ...{ busy: null, dialogs: null },
      run: (command) => void ran.push(command.key),
    }),
    parts: {
      Blocks: Blocks,
      RecordTable: ({ records: shown }) => shown.map(({ id, text_value }) => <p key={id}>{String(text_value)}</p>),
      ListLink: ({ entity: table, view, children, className }) => (
        <a href={`/${table}/${view ?? ''}`} className={className}>
          {children}
        </a>
      ),
      Lead: ({ to, children, className }) => (
        <a
          href={'url' in to ? to.url : 'page' in to ? `/${to.page}` : `/${to.entity}/${to.view}`}
          className={className}
        >
          {children}
        </a>
      ),
      View: ({ view }) => <p>view {view.key}</p>,
      RelatedRecords: ({ title }) => <h3>{title}</h3>,
      Fields: ({ fields }) => <p>{fields.join(' ')}</p>,
      Form: () => <p>form</p>,
      Timeline: ({ sources }) => <p>timeline of {sources.length}</p>,
    },
  }
  const block = sampleBlock(type, setting.options, setting.label)
  const host = document.body.appendChild(document.createElement('main'))
  const root = createRoot(host)
  await act(async () => {
    applyLanguage(language)
    root.render(
      <UiProvider env="test">
        <RuntimeServicesContext value={services}>
          <PageServicesContext value={page}>
            <div data-blocks>
              <Blocks blocks={[block]} />
            </div>
          </PageServicesContext>
        </RuntimeServicesContext>
      </UiProvider>,
    )
  })
  return {
    text: () => host.querySelector('[data-blocks]')?.textContent ?? '',
    ...{ host, queries, ran, created: services.calls.created },
    async click(name) {
      const all = [...host.querySelectorAll<HTMLElement>('button, a, [role=tab]')]
      const found = all.find((one) => {
        const own = one.getAttribute('aria-label') ?? one.textContent ?? ''
        return typeof name === 'string' ? own.trim() === name : name.test(own)
      })
      if (!found) throw new Error(`nothing is called ${name}: ${all.map((one) => one.textContent).join(' | ')}`)
      await act(async () => found.click())
    },
    unmount() {
      act(() => root.unmount())
      host.remove()
    },
  }
}

function Blocks({ blocks }: { blocks: readonly PageBlock[] }) {
  usePageServices()
  return blocks.map((block) => {
    const { Block } = blockRuntimes.get(block.block)
    return <Block key={block.key} block={block} options={(block.options ?? {}) as never} />
  })
}

import type { LocalizedText } from '@mortise/core'
import { Key } from '../documents/common.ts'
import type { DocumentId } from '../documents/document-names.ts'
import type { AppDocumentAny } from '../documents/documents.ts'
import type { EntityDocument, FieldDocument, FigureKind } from '../documents/entity.ts'
import type { OptionDocument, OptionSetDocument } from '../documents/option-set.ts'
import type { ProcessDocument, ProcessNode } from '../documents/process.ts'
import type { ViewDocument } from '../documents/view.ts'
import { fits } from '../schema/fits.ts'
import { type FigureField, figureFields } from './figure-fields.ts'

export interface FigureDocumentsInput {
  process: ProcessDocument
  of: FigureKind
  /** What a node is called. */
  nameOf(node: ProcessNode): LocalizedText
  /** The reasons that a node offers with decisions: what is kept of each, and its words. */
  reasonsOf(node: ProcessNode): readonly OptionDocument[]
  /** Whether there is a document already: `entity/customer`. Sets of choices are shared by all tables of figures. */
  has(reference: DocumentId): boolean
}

const kindLabels: { readonly [Kind in FigureKind]: LocalizedText } = {
  instances: { zh: '{process}：实例', en: '{process}: instances' },
  steps: { zh: '{process}：各节点用时', en: '{process}: steps' },
  people: { zh: '{process}：处理情况', en: '{process}: people' },
}

/** A table of figures of a process with all fields that there are, the choices these need, and a list of it. */
export function figureDocuments(input: FigureDocumentsInput): [EntityDocument, ...AppDocumentAny[]] {
  const { process: about, of, has } = input
  const key = `${about.key}_${of}`
  const label = named(kindLabels[of], about.label)
  const sets = setsOf(input)
  const entity: EntityDocument = {
    ...{ kind: 'entity', key, label, icon: 'clock', figures: { of, process: about.key }, titleField: 'title' },
    fields: Object.entries(figureFields[of]).flatMap(([field, given]) =>
      field === 'record' && about.entity === undefined ? [] : fieldOf(field, given, { about, sets }),
    ),
  }
  const view: ViewDocument = {
    ...{ kind: 'view', key: `${key}_all`, label, entity: key, type: 'list' },
    options: {
      columns: entity.fields.flatMap(({ key: field, type }) =>
        field === 'record' ? [] : [{ field, width: widths[type] ?? (field === 'title' ? 220 : 130) }],
      ),
      sort: [{ field: 'started_at', direction: 'desc' }],
    },
  }
  const used = new Set(entity.fields.map(({ options }) => options?.optionSet))
  const fresh = [...sets.values()].filter((set) => used.has(set.key) && !has(`option_set/${set.key}`))
  return [entity, ...fresh, view]
}

const widths: { readonly [type: string]: number } = { datetime: 160, integer: 90, checkbox: 90 }

const named = ({ zh, en }: LocalizedText, process: LocalizedText): LocalizedText => ({
  zh: zh.replace('{process}', process.zh),
  en: en.replace('{process}', process.en),
})

type Choices = NonNullable<FigureField['choices']>
type Sets = ReadonlyMap<Choices, OptionSetDocument>

function fieldOf(
  key: string,
  { types, label, choices }: FigureField,
  { about, sets }: { about: ProcessDocument; sets: Sets },
): FieldDocument {
  const chosen = choices && sets.get(choices)
  if (key === 'record') return { key, label, type: 'relation', options: { entity: about.entity } }
  if (chosen) return { key, label, type: 'select', options: { optionSet: chosen.key } }
  const type = types.find((one) => one !== 'select') ?? 'text'
  return { key, label, type, ...(type === 'decimal' && { options: { scale: 2 } }) }
}

type Words = readonly [key: string, zh: string, en: string, colour?: OptionDocument['colour']]

const shared: {
  readonly [Set in 'status' | 'state' | 'task' | 'outcome']: { label: LocalizedText; options: Words[] }
} = {
  status: {
    label: { zh: '流程状态', en: 'Status of a process' },
    options: [
      ['running', '进行中', 'Running', 'blue'],
      ['done', '已完成', 'Completed', 'green'],
      ['withdrawn', '已撤回', 'Withdrawn', 'grey'],
      ['cancelled', '已终止', 'Stopped', 'grey'],
    ],
  },
  state: {
    label: { zh: '节点状态', en: 'Status of a step' },
    options: [
      ['open', '进行中', 'Under way', 'blue'],
      ['done', '已完成', 'Done', 'green'],
      ['cancelled', '已取消', 'Called off', 'grey'],
    ],
  },
  task: {
    label: { zh: '任务状态', en: 'Status of a task' },
    options: [
      ['waiting', '尚未轮到', 'Not yet', 'grey'],
      ['pending', '待处理', 'Waiting', 'blue'],
      ['standby', '已由他人认领', 'Claimed by somebody', 'grey'],
      ['approved', '已同意', 'Approved', 'green'],
      ['rejected', '已拒绝', 'Rejected', 'red'],
      ['passed', '自动通过', 'Passed by itself', 'green'],
      ['returned', '已退回', 'Returned', 'orange'],
      ['transferred', '已转交', 'Transferred', 'grey'],
      ['dropped', '无需处理', 'Not needed', 'grey'],
    ],
  },
  outcome: {
    label: { zh: '流程结果', en: 'Outcome' },
    options: [
      ['approved', '同意', 'Approved', 'green'],
      ['rejected', '拒绝', 'Rejected', 'red'],
      ['handled', '已办理', 'Handled', 'green'],
    ],
  },
}

function setsOf({ process: about, nameOf, reasonsOf }: FigureDocumentsInput): Sets {
  const common = Object.entries(shared).map(([name, { label, options }]): [Choices, OptionSetDocument] => [
    name as Choices,
    {
      ...{ kind: 'option_set', key: `process_${name}`, label },
      options: options.map(([key, zh, en, colour]) => ({ key, label: { zh, en }, ...(colour && { colour }) })),
    },
  ])
  const own = (
    name: 'step' | 'reason',
    label: LocalizedText,
    options: OptionDocument[],
  ): [Choices, OptionSetDocument][] =>
    options.length === 0
      ? []
      : [[name, { kind: 'option_set', key: `${about.key}_${name}`, label: named(label, about.label), options }]]
  return new Map([
    ...common,
    ...own(
      'step',
      { zh: '{process}：节点', en: '{process}: steps' },
      about.nodes.map((node) => ({ key: node.key, label: nameOf(node) })),
    ),
    ...own('reason', { zh: '{process}：原因', en: '{process}: reasons' }, reasonsIn(about.nodes.flatMap(reasonsOf))),
  ])
}

/** Each reason once; those that have no key of their own are told by their text as it is. */
function reasonsIn(offered: readonly OptionDocument[]): OptionDocument[] {
  const found = new Map<string, OptionDocument>()
  for (const one of offered) if (!found.has(one.key) && fits(Key, one.key)) found.set(one.key, one)
  return [...found.values()]
}

import type { LocalizedText } from '@mortise/core'
import {
  type EntityModel,
  type ProcessDocument,
  type ProcessNode,
  type ProcessTransition,
  shownField,
} from '@mortise/metadata'

/** What a new process can begin with. */
export const templateNames = ['blank', 'levels', 'amount', 'together'] as const
export type TemplateName = (typeof templateNames)[number]

/** The amount above which the next level decides as well. */
export interface Tier {
  field: string
  above: number
}

type Drawn = Pick<ProcessDocument, 'nodes' | 'transitions'>

const manager = [{ by: 'manager' }]
const above = [{ by: 'department_head', up: 1 }]

const approval = (key: string, zh: string, en: string, approvers: unknown): ProcessNode => ({
  ...{ key, type: 'approval', label: { zh, en } },
  options: { approvers, whenEmpty: { do: 'administrator' }, demands: { comment: 'on_reject' } },
})

/** One line after the other. */
function chain(...keys: string[]): ProcessTransition[] {
  return keys.slice(1).map((to, at) => ({ key: `${keys[at]}_to_${to}`, from: keys[at] ?? '', to }))
}

const begin: ProcessNode = { key: 'begin', type: 'start' }
const done: ProcessNode = {
  key: 'done',
  type: 'end',
  label: { zh: '通过', en: 'Approved' },
  options: { outcome: 'approved' },
}

const drawings: { readonly [Name in TemplateName]: (tier: Tier | null) => Drawn } = {
  blank: () => ({
    nodes: [begin, approval('manager', '直属上级审批', 'Manager', manager), done],
    transitions: chain('begin', 'manager', 'done'),
  }),
  levels: () => ({
    nodes: [
      begin,
      approval('manager', '直属上级审批', 'Manager', manager),
      approval('upper', '上一级部门负责人审批', 'Head of the department above', above),
      done,
    ],
    transitions: chain('begin', 'manager', 'upper', 'done'),
  }),
  amount: (tier) => ({
    nodes: [
      begin,
      approval('manager', '直属上级审批', 'Manager', manager),
      { key: 'by_amount', type: 'exclusive', label: { zh: '金额', en: 'Amount' } },
      approval('upper', '上一级部门负责人审批', 'Head of the department above', above),
      done,
    ],
    transitions: [
      ...chain('begin', 'manager', 'by_amount'),
      {
        ...{ key: 'large', from: 'by_amount', to: 'upper', label: { zh: '大额', en: 'Large' } },
        ...(tier && { when: { v: 1 as const, expr: { '>': [{ var: tier.field }, tier.above] } } }),
      },
      { key: 'small', from: 'by_amount', to: 'done', otherwise: true },
      ...chain('upper', 'done'),
    ],
  }),
  together: () => ({
    nodes: [
      begin,
      { key: 'together', type: 'parallel', label: { zh: '同时审批', en: 'At the same time' } },
      approval('first', '部门负责人审批', 'Department head', [{ by: 'department_head' }]),
      approval('second', '直属上级审批', 'Manager', manager),
      { key: 'both', type: 'join', options: { of: 'together' } },
      done,
    ],
    transitions: [
      ...chain('begin', 'together', 'first', 'both'),
      ...chain('together', 'second', 'both'),
      ...chain('both', 'done'),
    ],
  }),
}

export interface NewProcess {
  key: string
  label: LocalizedText
  entity: EntityModel | null
  template: TemplateName
  tier: Tier | null
}

/** A process to begin with, started by hand. */
export function processFrom({ key, label, entity, template, tier }: NewProcess): ProcessDocument {
  return {
    ...{ kind: 'process', key, label },
    ...(entity && { entity: entity.key }),
    start: { hand: {} },
    ...drawings[template](tier),
  }
}

/** Fields that an amount can be read from. */
export function amountFields(entity: EntityModel | null) {
  return [...(entity?.fields.values() ?? [])].filter((field) => shownField(field).kind.group === 'number')
}

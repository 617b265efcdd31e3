import type { StoredExpression } from '@mortise/expressions'
import type { Filter } from '@mortise/metadata'
import type { ApproverBy, ApproverRule } from '@mortise/process'
import { withoutUndefined } from '../../../form/properties/use-node-edit.ts'

/** How far a chain of managers goes. */
export type Until = 'top' | 'levels' | 'role' | 'title'

/** A rule as it is filled in, every part of every kind being there. */
export interface ApproverForm {
  by: ApproverBy
  users: string[]
  roles: string[]
  near: boolean
  /** The field of the person whose manager or department it is; null: of the initiator. */
  of: string | null
  up: number
  until: Until
  levels: number
  untilRole: string
  untilTitle: string
  field: string
  entity: string
  /** The node that found the records. */
  list: string
  filter: Filter
  value: StoredExpression
  amongRoles: string[]
  amongDepartments: string[]
  most: number | undefined
  weight: number | undefined
}

const blank: Omit<ApproverForm, 'by'> = {
  ...{ users: [], roles: [], near: false, of: null, up: 0, until: 'top', levels: 2, untilRole: '', untilTitle: '' },
  ...{ field: '', entity: '', list: '', filter: { and: [] }, value: { v: 1, expr: null } },
  ...{ amongRoles: [], amongDepartments: [], most: undefined, weight: undefined },
}

type Loose = Partial<Omit<ApproverForm, 'of' | 'by'>> & {
  by: ApproverBy
  of?: { field: string }
  among?: { roles?: string[]; departments?: string[] }
}

export function formOfRule(rule: ApproverRule): ApproverForm {
  const { of, among, ...rest } = rule as Loose
  return {
    ...blank,
    ...rest,
    of: of?.field ?? null,
    until: untilOf(rest),
    amongRoles: among?.roles ?? [],
    amongDepartments: among?.departments ?? [],
  }
}

function untilOf({ untilRole, untilTitle, levels }: Omit<Loose, 'of' | 'among'>): Until {
  if (untilRole !== undefined) return 'role'
  if (untilTitle !== undefined) return 'title'
  return levels === undefined ? 'top' : 'levels'
}

/** What of the form makes a rule of its kind. */
const made: { readonly [By in ApproverBy]: (form: ApproverForm) => object } = {
  users: ({ users }) => ({ users }),
  roles: ({ roles, near }) => ({ roles, near: near || undefined }),
  department_head: (form) => ({ ...ofWhom(form), up: form.up > 0 ? form.up : undefined }),
  manager: ofWhom,
  manager_chain: (form) => ({
    ...ofWhom(form),
    levels: form.until === 'levels' ? form.levels : undefined,
    untilRole: form.until === 'role' ? form.untilRole : undefined,
    untilTitle: form.until === 'title' ? form.untilTitle : undefined,
  }),
  field: ({ field }) => ({ field }),
  initiator: () => ({}),
  initiator_choice: choice,
  previous_choice: choice,
  query: ({ entity, filter, field }) => ({ entity, filter, field }),
  found: ({ list, field }) => ({ list, field }),
  formula: ({ value }) => ({ value }),
}

function ofWhom({ of }: ApproverForm): object {
  return of === null ? {} : { of: { field: of } }
}

function choice({ amongRoles, amongDepartments, most }: ApproverForm): object {
  const among = {
    ...(amongRoles.length > 0 ? { roles: amongRoles } : {}),
    ...(amongDepartments.length > 0 ? { departments: amongDepartments } : {}),
  }
  return { among: Object.keys(among).length > 0 ? among : undefined, most }
}

/** Rules whose people have one vote each: the initiator, and people who are chosen. */
const unweighted: ReadonlySet<ApproverBy> = new Set(['initiator', 'initiator_choice', 'previous_choice'])

export const canBeWeighted = (by: ApproverBy) => !unweighted.has(by)

export function ruleOfForm(form: ApproverForm): ApproverRule {
  const { by, weight } = form
  const rule = { by, ...made[by](form), ...(canBeWeighted(by) ? { weight } : {}) }
  return withoutUndefined(rule) as ApproverRule
}

/** A rule of a kind to begin with. */
export function newRule(by: ApproverBy): ApproverRule {
  return ruleOfForm({ ...blank, by })
}

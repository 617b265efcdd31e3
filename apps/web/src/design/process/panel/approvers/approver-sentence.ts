import type { ApproverBy, ApproverRule } from '@mortise/process'
import type { TextParams } from '@mortise/ui'
import { type ApproverForm, formOfRule } from './approver-form.ts'
import type { approverTexts } from './approver-texts.ts'

type TextKey = (typeof approverTexts)['keys'][number]

/** Where the names in a sentence come from. */
export interface SentenceNames {
  t(key: TextKey, params?: TextParams): string
  person(id: string): string
  department(id: string): string
  role(key: string): string
  /** A field of the record of the process, or of another table. */
  field(path: string, table?: string): string
  table(key: string): string
  /** What a node found: what that is called, and of which table it is. */
  listed(node: string): { label: string; table: string }
  /** Names side by side, as the language has it. */
  list(names: readonly string[]): string
}

/** A rule in one sentence: "Head of the department of the initiator". */
export function approverSentence(rule: ApproverRule, names: SentenceNames): string {
  const form = formOfRule(rule)
  return sentences[form.by](form, names)
}

const sentences: { readonly [By in ApproverBy]: (form: ApproverForm, names: SentenceNames) => string } = {
  users: ({ users }, { t, person, list }) => (users.length > 0 ? list(users.map(person)) : t('nobody')),
  roles: (form, names) =>
    names.t(form.near ? 'say_roles_near' : 'say_roles', {
      roles: rolesOf(form.roles, names),
      of: names.t('theInitiator'),
    }),
  department_head: (form, names) =>
    names.t(form.up > 0 ? 'say_department_head_up' : 'say_department_head', { of: whose(form, names), up: form.up }),
  manager: (form, names) => names.t('say_manager', { of: whose(form, names) }),
  manager_chain: (form, names) =>
    names.t(`say_chain_${form.until}`, {
      of: whose(form, names),
      levels: form.levels,
      title: form.untilTitle || names.t('nobody'),
      role: form.untilRole ? names.role(form.untilRole) : names.t('nobody'),
    }),
  field: ({ field }, { t, field: nameOf }) => t('say_field', { field: field ? nameOf(field) : t('nobody') }),
  initiator: (_form, { t }) => t('say_initiator'),
  initiator_choice: (form, names) => names.t('say_initiator_choice') + scopeOf(form, names),
  previous_choice: (form, names) => names.t('say_previous_choice') + scopeOf(form, names),
  query: ({ entity, field }, { t, table, field: nameOf }) =>
    t('say_query', { table: entity ? table(entity) : t('nobody'), field: field ? nameOf(field, entity) : t('nobody') }),
  found: ({ list, field }, { t, listed, field: nameOf }) =>
    t('say_found', {
      list: list ? listed(list).label : t('nobody'),
      field: field ? nameOf(field, listed(list).table) : t('nobody'),
    }),
  formula: (_form, { t }) => t('say_formula'),
}

const rolesOf = (keys: readonly string[], { t, role, list }: SentenceNames) =>
  keys.length > 0 ? list(keys.map(role)) : t('nobody')

const whose = ({ of }: ApproverForm, { t, field }: SentenceNames) =>
  of === null ? t('theInitiator') : t('personIn', { field: of ? field(of) : t('nobody') })

function scopeOf({ amongRoles, amongDepartments }: ApproverForm, { t, role, department, list }: SentenceNames): string {
  const parts = [
    ...(amongRoles.length > 0 ? [t('scopeRoles', { names: list(amongRoles.map(role)) })] : []),
    ...(amongDepartments.length > 0 ? [t('scopeDepartments', { names: list(amongDepartments.map(department)) })] : []),
  ]
  return parts.length > 0 ? t('say_among', { scope: list(parts) }) : ''
}

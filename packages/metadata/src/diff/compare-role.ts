import { fillText, type LocalizedText } from '@mortise/core'
import type { EntityGrant, RoleDocument } from '../documents/role.ts'
import {
  type GrantedAccess,
  type GrantedRows,
  grantedAccess,
  grantedRows,
  grantOnField,
  grantOver,
} from '../model/granted.ts'
import type { AddChange, AppComparison, ChangeDetails, DocumentPair } from './change-list.ts'
import { compareProperties } from './compare-properties.ts'
import { isSameAccess, isSameRows, isWiderAccess, isWiderRows } from './grant-width.ts'
import { accessName, type NameCondition, rowsName } from './grant-words.ts'

const rightNames = {
  read: { zh: '查看', en: 'read' },
  update: { zh: '修改', en: 'change' },
  delete: { zh: '删除', en: 'delete' },
}
const gains = { zh: '权限扩大', en: 'Gives more rights' }
const loses = { zh: '权限收窄', en: 'Takes rights away' }
const otherTables: LocalizedText = { zh: '其他所有数据表', en: 'all other tables' }

/** The changes of a role: what the people who have it gain and lose, table by table and field by field. */
export function compareRole(
  { before, after }: DocumentPair<RoleDocument>,
  add: AddChange,
  comparison: AppComparison,
): void {
  const named = (label: LocalizedText) => fillText({ zh: '角色「{label}」', en: 'the role "{label}"' }, { label })
  const role = named(after.label)
  compareProperties(before, after, { subject: named(before.label), pointer: '', add, except: ['design', 'entities'] })
  if ((before.design === true) !== (after.design === true)) {
    const sentence = after.design
      ? { zh: '{role}可以设计和发布应用', en: 'Lets {role} design and publish the app' }
      : { zh: '{role}不再能设计和发布应用', en: 'No longer lets {role} design and publish the app' }
    add('/design', sentence, { params: { role }, impact: rightsImpact(after.design === true) })
  }
  for (const key of new Set([...Object.keys(before.entities), ...Object.keys(after.entities)])) {
    const table =
      key === '*'
        ? otherTables
        : fillText({ zh: '「{label}」', en: '"{label}"' }, { label: comparison.labelOf('entity', key) })
    const pointer = `/entities/${key}`
    compareGrant(grantOf(before, key), grantOf(after, key), {
      entity: key,
      pointer,
      params: { role, table },
      add,
      comparison,
    })
  }
}

/** One sentence on what a whole role may do, for roles that are added or removed. */
export function roleSummary(role: RoleDocument): LocalizedText {
  const grants = Object.values(role.entities)
  const count = (may: (grant: EntityGrant) => boolean) => grants.filter(may).length
  return fillText(
    {
      zh: '可查看 {read} 项、新建 {create} 项、修改 {update} 项、删除 {delete} 项数据表授权{design}',
      en: 'Table rights: read {read}, create {create}, change {update}, delete {delete}{design}',
    },
    {
      read: count(({ read }) => isGranted(grantedRows(read))),
      create: count(({ create }) => create === true),
      update: count(({ update }) => isGranted(grantedRows(update))),
      delete: count(({ delete: remove }) => isGranted(grantedRows(remove))),
      design: role.design ? { zh: '，可设计应用', en: '; may design the app' } : '',
    },
  )
}

const noGrant: EntityGrant = { read: 'none' }

/** What holds for a table: its own grant, else that for all others, else nothing. */
function grantOf(role: RoleDocument, key: string): EntityGrant {
  return grantOver(role, key) ?? noGrant
}

function isGranted({ scope, where }: GrantedRows): boolean {
  return scope !== 'none' || where !== null
}

interface GrantPlace {
  entity: string
  pointer: string
  params: { role: LocalizedText; table: LocalizedText }
  add: AddChange
  comparison: AppComparison
}

function compareGrant(before: EntityGrant, after: EntityGrant, place: GrantPlace): void {
  const { pointer, params, add } = place
  for (const right of ['read', 'update', 'delete'] as const) {
    const [from, to] = [grantedRows(before[right]), grantedRows(after[right])]
    if (isSameRows(from, to)) continue
    const words = { from: rowsName(from, namer('before', place)), to: rowsName(to, namer('after', place)) }
    add(`${pointer}/${right}`, otherRows, {
      params: { ...params, right: rightNames[right], ...words },
      impact: rightsImpact(isWiderRows(from, to)),
    })
  }
  if ((before.create === true) !== (after.create === true)) {
    const sentence = after.create
      ? { zh: '{role}可以新建{table}的记录', en: 'Lets {role} create records of {table}' }
      : { zh: '{role}不再能新建{table}的记录', en: 'No longer lets {role} create records of {table}' }
    add(`${pointer}/create`, sentence, { params, impact: rightsImpact(after.create === true) })
  }
  compareFieldAccess(before, after, place)
}

const otherRows = {
  zh: '{role}可{right}{table}的范围由「{from}」改为「{to}」',
  en: 'Changes which records of {table} {role} may {right}: from {from} to {to}',
}
/** What a condition of the table says, in words. */
function namer(state: 'before' | 'after', { entity, comparison }: GrantPlace): NameCondition {
  return ({ expr }) => comparison.formulaText(state, entity, expr)
}

function compareFieldAccess(before: EntityGrant, after: EntityGrant, place: GrantPlace): void {
  const { entity, pointer, params, add, comparison } = place
  const keys = new Set([...Object.keys(before.fields ?? {}), ...Object.keys(after.fields ?? {})])
  for (const key of keys) {
    const [from, to] = [before, after].map((grant) => grantedAccess(grantOnField(grant, key))) as [
      GrantedAccess,
      GrantedAccess,
    ]
    if (isSameAccess(from, to)) continue
    const field =
      key === '*' ? { zh: '其他所有字段', en: 'all other fields' } : quoted(comparison.fieldLabel(entity, key))
    const sentence = {
      zh: '{role}对{table}的{field}由「{from}」改为「{to}」',
      en: 'Changes the access of {role} to {field} of {table}: from {from} to {to}',
    }
    add(`${pointer}/fields/${key}`, sentence, {
      params: {
        ...{ ...params, field },
        from: accessName(from, namer('before', place)),
        to: accessName(to, namer('after', place)),
      },
      impact: rightsImpact(isWiderAccess(from, to)),
    })
  }
}

function quoted(label: LocalizedText): LocalizedText {
  return fillText({ zh: '「{label}」', en: '"{label}"' }, { label })
}

function rightsImpact(widened: boolean): NonNullable<ChangeDetails['impact']> {
  return { kind: 'rights', widened, text: widened ? gains : loses }
}

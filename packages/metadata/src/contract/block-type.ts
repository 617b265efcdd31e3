import type { LocalizedText } from '@mortise/core'
import type { Static, TObject } from 'typebox'
import type { BlockOptions } from '../documents/page.ts'
import type { AppModel, EntityModel, FieldModel } from '../model/app-model.ts'
import type { ViewProblem } from './view-type.ts'

/** What an option names. `of`: the option beside it that names the table, itself or by a view; default: that of the page. */
export type BlockRole =
  | { names: 'entity'; vital?: boolean }
  | { names: 'view'; of?: string; vital?: boolean }
  /** An action of the table of the page. */
  | { names: 'command'; vital?: boolean }
  /** A page that stands alone. */
  | { names: 'page'; vital?: boolean }
  | {
      names: 'field'
      of?: string
      /** Whether this field can be used; look-ups and computed fields are asked about by what they show as well. */
      accepts?(field: FieldModel, page: EntityModel | null): boolean
      /** What is wanted, in words: a date. */
      wanted?: LocalizedText
      /** Only fields of the table itself, not paths to related ones. */
      own?: boolean
      /** Without it the block would say another thing: who may not know of the field does not get the block. */
      vital?: boolean
    }
  | { names: 'filter'; of?: string }
  | { names: 'sort'; of?: string }
  /** A list of objects whose own options name things. */
  | { names: 'members'; each: BlockRoles }

export type BlockRoles = Readonly<Record<string, BlockRole>>

/** What the pure checks of a block type may look at. */
export interface BlockPlace {
  model: AppModel
  /** The table of the page; null on pages that stand alone. */
  entity: EntityModel | null
}

/** What a block may hold besides its options: other blocks, or tabs of them. */
export type BlockContents = 'blocks' | 'tabs'

/** The shared half of a block type: what the server, the runtime and the designer all know of it. */
export interface BlockType<Options extends TObject = TObject> {
  type: string
  label: LocalizedText
  description: LocalizedText
  /** Name of an icon of the set. */
  icon: string
  /** Schema of `options` in the document; `label`, `editor` and `choices` annotations draw the panel. */
  options: Options
  /**
   * The options that name tables, views and fields. From this come validation, what is hidden from whom, what is left
   * when a field goes, and what the panel offers.
   */
  roles: BlockRoles
  /** Only on pages of a table. Default: on all. */
  ofRecord?: boolean
  contents?: BlockContents
  /** Columns of twelve that it begins with, and below which it makes no sense. */
  span: { first: number; least: number }
  /** Whether it stands two beside each other on a phone. */
  half?: boolean
  /** Whether a label of its own is shown over it. */
  labelled: boolean
  /** Checks beyond the schema and the roles. Pure. */
  check?(options: Static<Options>, place: BlockPlace): ViewProblem[]
  /** Options to begin with; null where the app has nothing that the block could show. Pure. */
  defaultOptions(place: BlockPlace): Static<Options> | null
}

/** Declares the shared half of a block type, with the option types inferred from its schema. */
export function defineBlockType<Options extends TObject>(definition: BlockType<Options>): BlockType<Options> {
  return definition
}

/** One thing that the options of a block name. */
export interface BlockRead {
  role: Exclude<BlockRole, { names: 'members' }>
  option: string
  /** Table that a field, filter or sort is of; of a view the one that it has to be of. Null: not known, or any. */
  table: string | null
  value: unknown
  /** JSON pointer inside the options. */
  pointer: string
}

interface Reading {
  page: string | null
  /** The table of a view. */
  tableOf(view: string): string | null
}

/** Everything that the options of a block name, in the order of the type's roles. */
export function blockReads(type: BlockType, options: BlockOptions, reading: Reading): BlockRead[] {
  return readsIn(type.roles, options, reading, '')
}

function readsIn(roles: BlockRoles, values: BlockOptions, reading: Reading, pointer: string): BlockRead[] {
  return Object.entries(roles).flatMap(([option, role]): BlockRead[] => {
    const value = values[option]
    const at = `${pointer}/${option}`
    if (value === undefined) return []
    if (role.names === 'members') {
      return membersOf(value).flatMap((member, index) => readsIn(role.each, member, reading, `${at}/${index}`))
    }
    const table = tableFor(role, roles, values, reading)
    if (!isList(role, value)) return [{ role, option, table, value, pointer: at }]
    return value.map((one, index) => ({ role, option, table, value: one, pointer: `${at}/${index}` }))
  })
}

/** Whether an option names several things; a sort is one thing, though it is a list. */
function isList(role: BlockRole, value: unknown): value is unknown[] {
  return Array.isArray(value) && role.names !== 'sort' && role.names !== 'filter'
}

function tableFor(role: BlockRole, roles: BlockRoles, values: BlockOptions, reading: Reading): string | null {
  const of = 'of' in role ? role.of : undefined
  if (of === undefined) return ofNoTable.has(role.names) ? null : reading.page
  const named = values[of]
  if (typeof named !== 'string') return null
  return roles[of]?.names === 'view' ? reading.tableOf(named) : named
}

/** What is named by its key alone. */
const ofNoTable: ReadonlySet<BlockRole['names']> = new Set(['view', 'entity', 'page'])

function membersOf(value: unknown): BlockOptions[] {
  if (!Array.isArray(value)) return []
  return value.filter((member): member is BlockOptions => typeof member === 'object' && member !== null)
}

/**
 * The options without what is not known; null where the block would say another thing then, or nothing. Filters are never
 * left out: without one a block shows other records than those meant.
 */
export function keepReads(
  type: BlockType,
  options: BlockOptions,
  reading: Reading,
  known: (read: BlockRead) => boolean,
): BlockOptions | null {
  return keepIn(type.roles, type.options, options, { reading, known })
}

interface Keeping {
  reading: Reading
  known(read: BlockRead): boolean
}

interface Schema {
  required?: readonly string[]
  properties?: Readonly<Record<string, Schema>>
  items?: Schema
}

function keepIn(roles: BlockRoles, given: object, values: BlockOptions, keeping: Keeping): BlockOptions | null {
  const schema = given as Schema
  const kept: BlockOptions = { ...values }
  for (const [option, role] of Object.entries(roles)) {
    if (values[option] === undefined) continue
    const left =
      role.names === 'members'
        ? keepMembers(role.each, schema.properties?.[option]?.items ?? {}, values[option], keeping)
        : keepValue(role, option, { roles, values, keeping })
    if (left !== undefined) kept[option] = left
    else if (schema.required?.includes(option) || isVital(role)) return null
    else delete kept[option]
  }
  return kept
}

const isVital = (role: BlockRole) => role.names === 'filter' || ('vital' in role && role.vital === true)

function keepMembers(each: BlockRoles, schema: Schema, value: unknown, keeping: Keeping): unknown {
  const members = membersOf(value)
  const left = members.flatMap((member) => keepIn(each, schema, member, keeping) ?? [])
  return left.length > 0 || members.length === 0 ? left : undefined
}

interface OptionPlace {
  roles: BlockRoles
  values: BlockOptions
  keeping: Keeping
}

function keepValue(role: BlockRead['role'], option: string, { roles, values, keeping }: OptionPlace): unknown {
  const value = values[option]
  const table = tableFor(role, roles, values, keeping.reading)
  const isKnown = (one: unknown) => keeping.known({ role, option, table, value: one, pointer: `/${option}` })
  if (role.names === 'sort' && Array.isArray(value)) {
    return value.filter((by: { field: string }) => isKnown([by]))
  }
  if (!isList(role, value)) return isKnown(value) ? value : undefined
  const left = value.filter(isKnown)
  return left.length > 0 || value.length === 0 ? left : undefined
}

/** The options with other names in them. */
export function mapReads(
  { roles }: BlockType,
  options: BlockOptions,
  reading: Reading,
  change: (read: BlockRead) => unknown,
): BlockOptions {
  return mapIn(roles, options, reading, change)
}

function mapIn(
  roles: BlockRoles,
  values: BlockOptions,
  reading: Reading,
  change: (read: BlockRead) => unknown,
): BlockOptions {
  const mapped: BlockOptions = { ...values }
  for (const [option, role] of Object.entries(roles)) {
    const value = values[option]
    if (value === undefined) continue
    if (role.names === 'members') {
      mapped[option] = membersOf(value).map((member) => mapIn(role.each, member, reading, change))
      continue
    }
    const table = tableFor(role, roles, values, reading)
    const read = (one: unknown) => change({ role, option, table, value: one, pointer: `/${option}` })
    mapped[option] = isList(role, value) ? value.map(read) : read(value)
  }
  return mapped
}

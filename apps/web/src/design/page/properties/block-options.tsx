import type { LocalizedText } from '@mortise/core'
import {
  type BlockRole,
  type BlockRoles,
  type EntityModel,
  type FieldModel,
  type Filter,
  type BlockOptions as Options,
  resolvePath,
  type Sort,
} from '@mortise/metadata'
import { ActionIcon, NumberInput, Select, Switch, useLocalize, useRuntimeServices, useText } from '@mortise/ui'
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import { pathLabel } from '../../../runtime/filter/field-choices.ts'
import { FieldPicker } from '../../../runtime/filter/field-picker.tsx'
import { useDesignModel } from '../../draft/design-context.ts'
import { LocalizedInput } from '../../table/localized-input.tsx'
import { withoutUndefined } from '../model/page-actions.ts'
import { pageDesignTexts } from '../page-design-texts.ts'
import classes from './block-options.module.css'
import { FilterOption } from './filter-option.tsx'

interface OptionSchema {
  label?: LocalizedText
  type?: string
  enum?: readonly string[]
  anyOf?: readonly { const?: string }[]
  choices?: Readonly<Record<string, LocalizedText>>
  editor?: string
  minimum?: number
  maximum?: number
  maxItems?: number
  default?: unknown
  properties?: { readonly [option: string]: OptionSchema }
  required?: readonly string[]
  items?: OptionSchema
}

interface BlockOptionsProps {
  schema: object
  roles: BlockRoles
  values: Options
  /** The table of the page. */
  page: EntityModel | null
  /** `merge` joins what is typed. */
  onChange(values: Options, merge?: string): void
}

/** The options of a block as its schema and its roles say: tables, views, fields, filters, choices, switches. */
export function BlockOptions({ schema, roles, values, page, onChange }: BlockOptionsProps) {
  const model = useDesignModel()
  const { properties = {}, required = [] } = schema as OptionSchema
  const tableOf = (role: BlockRole | undefined): EntityModel | null => {
    const of = role && 'of' in role ? role.of : undefined
    if (of === undefined) return page
    const named = String(values[of] ?? '')
    const key = roles[of]?.names === 'view' ? (model.views.get(named)?.entity ?? '') : named
    return model.entities.get(key) ?? null
  }
  const set = (option: string, value: unknown, merge?: string) => {
    const next = withoutUndefined({ ...values, [option]: value }) as Options
    // What was of the former table or view is of no use in another one.
    const following = Object.entries(roles).filter(([, role]) => 'of' in role && role.of === option)
    for (const [other, role] of following) {
      if (value === values[option] || next[other] === undefined) continue
      const first =
        required.includes(other) && role.names === 'field'
          ? firstField(model.entities.get(String(value)), role, page)
          : undefined
      if (first === undefined) delete next[other]
      else next[other] = first
    }
    onChange(next, merge)
  }
  return (
    <div className={classes.options}>
      {Object.entries(properties).map(([option, property]) => (
        <OptionRow
          key={option}
          property={property}
          role={roles[option]}
          required={required.includes(option)}
          value={values[option]}
          table={tableOf(roles[option])}
          page={page}
          onChange={(value, merge) => set(option, value, merge ? option : undefined)}
        />
      ))}
    </div>
  )
}

type FieldRole = Extract<BlockRole, { names: 'field' }>

function fits(role: FieldRole, field: FieldModel, path: string, page: EntityModel | null): boolean {
  return (role.accepts?.(field, page) ?? true) && !(role.own && path.includes('.'))
}

function firstField(table: EntityModel | undefined, role: FieldRole, page: EntityModel | null): string | undefined {
  return [...(table?.fields.values() ?? [])].find((field) => !field.kind.internal && fits(role, field, field.key, page))
    ?.key
}

interface OptionRowProps {
  property: OptionSchema
  role: BlockRole | undefined
  required: boolean
  value: unknown
  /** The table whose fields are chosen from. */
  table: EntityModel | null
  page: EntityModel | null
  onChange(value: unknown, merge?: boolean): void
}

type Editor = (props: OptionRowProps & { label: string }) => ReactNode

/** By what an option names; else by its type. */
const roleEditors: { readonly [Names in BlockRole['names']]: Editor } = {
  entity: EntityOption,
  view: ViewOption,
  field: FieldOption,
  filter: ({ label, value, table, onChange }) =>
    table ? <FilterOption label={label} table={table} value={value as Filter | undefined} onChange={onChange} /> : null,
  sort: SortOption,
  members: MembersOption,
}

function OptionRow(props: OptionRowProps) {
  const localize = useLocalize()
  const { property, role } = props
  if (!property.label) return null
  const label = localize(property.label)
  const Editor = role ? roleEditors[role.names] : plainEditor(property)
  return <Editor {...props} label={label} />
}

function plainEditor(property: OptionSchema): Editor {
  if (property.editor === 'long-text') return TextOption
  if (property.type === 'boolean') return SwitchOption
  if (property.type === 'integer') return NumberOption
  return ChoiceOption
}

function TextOption({ label, value, onChange }: Parameters<Editor>[0]) {
  return (
    <LocalizedInput
      label={label}
      rows={3}
      maxLength={2000}
      value={value as LocalizedText | undefined}
      onChange={(text) => text && onChange(text, true)}
    />
  )
}

function SwitchOption({ label, property, value, onChange }: Parameters<Editor>[0]) {
  return (
    <Switch
      label={label}
      checked={Boolean(value ?? property.default ?? false)}
      onChange={(event) =>
        onChange(event.currentTarget.checked === (property.default ?? false) ? undefined : event.currentTarget.checked)
      }
    />
  )
}

function NumberOption({ label, property, value, onChange }: Parameters<Editor>[0]) {
  return (
    <NumberInput
      label={label}
      allowDecimal={false}
      min={property.minimum}
      max={property.maximum}
      placeholder={property.default === undefined ? undefined : String(property.default)}
      value={typeof value === 'number' ? value : ''}
      onChange={(next) => onChange(typeof next === 'number' ? next : undefined, true)}
    />
  )
}

function ChoiceOption({ label, property, required, value, onChange }: Parameters<Editor>[0]) {
  const t = useText(pageDesignTexts)
  const localize = useLocalize()
  const choices = property.enum ?? property.anyOf?.flatMap((one) => one.const ?? []) ?? []
  if (choices.length === 0) return null
  return (
    <Select
      label={label}
      data={choices.map((one) => ({ value: one, label: localize(property.choices?.[one] ?? { zh: one, en: one }) }))}
      value={String(value ?? property.default ?? '') || null}
      placeholder={t('none')}
      clearable={!required && property.default === undefined}
      allowDeselect={false}
      onChange={(next) => onChange(next ?? undefined)}
    />
  )
}

function EntityOption({ label, property, required, value, onChange }: Parameters<Editor>[0]) {
  const t = useText(pageDesignTexts)
  const localize = useLocalize()
  const tables = [...useDesignModel().entities.values()].filter(({ parent }) => !parent)
  const data = tables.map(({ key, label: name }) => ({ value: key, label: localize(name) }))
  if (property.type === 'array') {
    const chosen = Array.isArray(value) ? value.map(String) : []
    return (
      <ListOption
        label={label}
        members={chosen}
        nameOf={(key) => data.find((one) => one.value === key)?.label ?? key}
        onChange={(next) => next.length > 0 && onChange(next)}
      >
        <Select
          aria-label={label}
          searchable
          placeholder={t('addMember')}
          data={data.filter((one) => !chosen.includes(one.value))}
          value={null}
          onChange={(key) => key && onChange([...chosen, key])}
        />
      </ListOption>
    )
  }
  return (
    <Select
      label={label}
      searchable
      allowDeselect={false}
      required={required}
      placeholder={t('choose')}
      data={data}
      value={typeof value === 'string' ? value : null}
      onChange={(next) => next !== null && onChange(next)}
    />
  )
}

function ViewOption({ label, role, required, value, table, onChange }: Parameters<Editor>[0]) {
  const t = useText(pageDesignTexts)
  const localize = useLocalize()
  const model = useDesignModel()
  const only = role && 'of' in role && role.of !== undefined
  const views = [...model.views.values()].filter(({ entity }) => !only || entity === table?.key)
  const tables = [...new Set(views.map(({ entity }) => entity))]
  return (
    <Select
      label={label}
      searchable
      clearable={!required}
      allowDeselect={false}
      placeholder={t(required ? 'choose' : 'none')}
      data={tables.map((entity) => ({
        group: localize(model.entities.get(entity)?.label ?? { zh: entity, en: entity }),
        items: views
          .filter((view) => view.entity === entity)
          .map((view) => ({ value: view.key, label: localize(view.label) })),
      }))}
      value={typeof value === 'string' ? value : null}
      onChange={(next) => onChange(next ?? undefined)}
    />
  )
}

function FieldOption(props: Parameters<Editor>[0]) {
  const { label, property, role, required, value, table, page, onChange } = props
  const t = useText(pageDesignTexts)
  const { app, language } = useRuntimeServices()
  if (!table || role?.names !== 'field') return null
  const paths = role.own !== true
  if (property.type === 'array') {
    const chosen = (Array.isArray(value) ? value.map(String) : []).filter((path) => resolvePath(app, table, path))
    return (
      <ListOption
        label={label}
        members={chosen}
        nameOf={(path) => pathLabel(app, table, path, language)}
        onChange={(next) => (next.length > 0 || !required) && onChange(next.length > 0 ? next : undefined)}
      >
        {chosen.length < (property.maxItems ?? 60) ? (
          <FieldPicker
            entity={table}
            value={null}
            label={label}
            placeholder={t('addField')}
            paths={paths}
            accepts={(field, path) => fits(role, field, path, page) && !chosen.includes(path)}
            onChange={(path) => onChange([...chosen, path])}
          />
        ) : null}
      </ListOption>
    )
  }
  const possible = [...table.fields.values()].some((field) => fits(role, field, field.key, page))
  if (!possible) return null
  return (
    <div className={classes.option}>
      <span className={classes.label}>{label}</span>
      <div className={classes.row}>
        <FieldPicker
          entity={table}
          value={typeof value === 'string' ? value : null}
          label={label}
          placeholder={t(required ? 'choose' : 'none')}
          paths={paths}
          accepts={(field, path) => fits(role, field, path, page)}
          onChange={onChange}
        />
        {!required && typeof value === 'string' ? (
          <ActionIcon aria-label={`${t('clear')}: ${label}`} onClick={() => onChange(undefined)}>
            <IconX size={15} aria-hidden />
          </ActionIcon>
        ) : null}
      </div>
    </div>
  )
}

interface ListOptionProps {
  label: string
  members: readonly string[]
  nameOf(member: string): string
  onChange(members: string[]): void
  /** Adds another one. */
  children: ReactNode
}

/** Names in their order: moved up and down, taken out. */
function ListOption({ label, members, nameOf, onChange, children }: ListOptionProps) {
  const t = useText(pageDesignTexts)
  const moved = (index: number, by: 1 | -1) =>
    members.toSpliced(index, 1).toSpliced(index + by, 0, members[index] ?? '')
  return (
    <div className={classes.option}>
      <span className={classes.label}>{label}</span>
      {members.length > 0 ? (
        <ul className={classes.list} aria-label={label}>
          {members.map((member, index) => (
            <li key={member}>
              <span className="ui-truncate">{nameOf(member)}</span>
              <ActionIcon
                size="sm"
                disabled={index === 0}
                aria-label={`${t('up')}: ${nameOf(member)}`}
                onClick={() => onChange(moved(index, -1))}
              >
                <IconArrowUp size={14} aria-hidden />
              </ActionIcon>
              <ActionIcon
                size="sm"
                disabled={index === members.length - 1}
                aria-label={`${t('down')}: ${nameOf(member)}`}
                onClick={() => onChange(moved(index, 1))}
              >
                <IconArrowDown size={14} aria-hidden />
              </ActionIcon>
              <ActionIcon
                size="sm"
                aria-label={`${t('removeMember')}: ${nameOf(member)}`}
                onClick={() => onChange(members.filter((other) => other !== member))}
              >
                <IconX size={14} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ul>
      ) : null}
      {children}
    </div>
  )
}

function SortOption({ label, value, table, onChange }: Parameters<Editor>[0]) {
  const t = useText(pageDesignTexts)
  const { app, language } = useRuntimeServices()
  if (!table) return null
  const sorts = (Array.isArray(value) ? value : []) as Sort[]
  const set = (next: Sort[]) => onChange(next.length > 0 ? next : undefined)
  return (
    <div className={classes.option}>
      <span className={classes.label}>{label}</span>
      {sorts.map((sort, index) => (
        <div key={sort.field} className={classes.row}>
          <span className="ui-truncate">{pathLabel(app, table, sort.field, language)}</span>
          <Select
            size="xs"
            w={96}
            aria-label={`${label}: ${pathLabel(app, table, sort.field, language)}`}
            allowDeselect={false}
            data={[
              { value: 'asc', label: t('ascending') },
              { value: 'desc', label: t('descending') },
            ]}
            value={sort.direction}
            onChange={(direction) =>
              set(sorts.with(index, { ...sort, direction: direction === 'desc' ? 'desc' : 'asc' }))
            }
          />
          <ActionIcon aria-label={t('removeMember')} onClick={() => set(sorts.toSpliced(index, 1))}>
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      {sorts.length < 5 ? (
        <FieldPicker
          entity={table}
          value={null}
          label={label}
          placeholder={t('addSort')}
          accepts={(field, path) => field.kind.sortable === true && !sorts.some((sort) => sort.field === path)}
          onChange={(field) => set([...sorts, { field, direction: 'desc' }])}
        />
      ) : null}
    </div>
  )
}

/** Objects with options of their own: one panel each. */
function MembersOption({ label, property, role, value, page, onChange }: Parameters<Editor>[0]) {
  const t = useText(pageDesignTexts)
  const localize = useLocalize()
  const model = useDesignModel()
  const id = useId()
  if (role?.names !== 'members') return null
  const members = (Array.isArray(value) ? value : []) as Options[]
  const possible = possibleMembers(model.entities.values(), role.each, property.items?.required ?? [], page)
  const left = possible.filter(({ entity }) => !members.some((member) => member.entity === entity))
  return (
    <section className={classes.option} aria-labelledby={id}>
      <span id={id} className={classes.label}>
        {label}
      </span>
      {members.map((member, index) => (
        <details key={`${String(member.entity)} ${index}`} className={classes.member}>
          <summary>
            <span className="ui-truncate">
              {localize(model.entities.get(String(member.entity))?.label ?? { zh: '?', en: '?' })}
            </span>
            <ActionIcon
              size="sm"
              aria-label={`${t('removeMember')}: ${localize(model.entities.get(String(member.entity))?.label ?? { zh: '?', en: '?' })}`}
              onClick={(event) => {
                event.preventDefault()
                onChange(members.length > 1 ? members.toSpliced(index, 1) : undefined)
              }}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          </summary>
          <BlockOptions
            schema={property.items ?? {}}
            roles={role.each}
            values={member}
            page={page}
            onChange={(next) => onChange(members.with(index, next))}
          />
        </details>
      ))}
      {left.length > 0 && members.length < (property.maxItems ?? 20) ? (
        <Select
          aria-label={`${label}: ${t('addMember')}`}
          searchable
          leftSection={<IconPlus size={14} aria-hidden />}
          placeholder={t('addMember')}
          data={left.map(({ entity }) => ({
            value: String(entity),
            label: localize(model.entities.get(String(entity))?.label ?? { zh: '?', en: '?' }),
          }))}
          value={null}
          onChange={(key) => {
            const made = left.find(({ entity }) => entity === key)
            if (made) onChange([...members, made])
          }}
        />
      ) : null}
    </section>
  )
}

/** What another member could be: a table that has a field for everything that is needed. */
function possibleMembers(
  tables: Iterable<EntityModel>,
  each: BlockRoles,
  required: readonly string[],
  page: EntityModel | null,
): Options[] {
  return [...tables]
    .filter(({ parent }) => !parent)
    .flatMap((table) => {
      const member: Options = {}
      for (const option of required) {
        const role = each[option]
        const found =
          role?.names === 'entity' ? table.key : role?.names === 'field' ? firstField(table, role, page) : undefined
        if (found === undefined) return []
        member[option] = found
      }
      return [member]
    })
}

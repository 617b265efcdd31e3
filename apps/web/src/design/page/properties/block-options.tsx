import type { BlockRole, BlockRoles, EntityModel, Filter, BlockOptions as Options } from '@mortise/metadata'
import { ActionIcon, Select, useLocalize, useText } from '@mortise/ui'
import { IconPlus, IconX } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import { useDesignModel } from '../../draft/design-context.ts'
import { withoutUndefined } from '../model/page-actions.ts'
import { pageDesignTexts } from '../page-design-texts.ts'
import classes from './block-options.module.css'
import { ButtonsOption } from './buttons-option.tsx'
import { FieldOption } from './field-option.tsx'
import { FilterOption } from './filter-option.tsx'
import { EntityOption, ViewOption } from './named-options.tsx'
import { firstField, type OptionProps, type OptionRowProps, type OptionSchema } from './option-editor.ts'
import { ChoiceOption, NumberOption, SwitchOption, TextOption } from './plain-options.tsx'
import { SortOption } from './sort-option.tsx'

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

type Editor = (props: OptionProps) => ReactNode

/** By what an option names; else by its type. */
const roleEditors: { readonly [Names in BlockRole['names']]: Editor } = {
  entity: EntityOption,
  view: ViewOption,
  field: FieldOption,
  filter: ({ label, value, table, onChange }) =>
    table ? <FilterOption label={label} table={table} value={value as Filter | undefined} onChange={onChange} /> : null,
  sort: SortOption,
  // Only buttons name these, which have an editor of their own.
  command: () => null,
  page: () => null,
  members: MembersOption,
}

function OptionRow(props: OptionRowProps) {
  const localize = useLocalize()
  const { property, role } = props
  if (!property.label) return null
  const label = localize(property.label)
  const Editor = property.editor === 'buttons' ? ButtonsOption : role ? roleEditors[role.names] : plainEditor(property)
  return <Editor {...props} label={label} />
}

function plainEditor(property: OptionSchema): Editor {
  if (property.editor === 'long-text') return TextOption
  if (property.type === 'boolean') return SwitchOption
  if (property.type === 'integer') return NumberOption
  return ChoiceOption
}

/** Objects with options of their own: one panel each. */
function MembersOption({ label, property, role, value, page, onChange }: OptionProps) {
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

import type { LocalizedText } from '@mortise/core'
import { type AppModel, type EntityModel, type Filter, isSettable, relatedPath } from '@mortise/metadata'
import { Select, useLocalize, useText } from '@mortise/ui'
import { TableAroundContext } from '../../runtime/formula/use-formula-scope.ts'
import { useDesignModel } from '../draft/design-context.ts'
import { FilterOption } from '../page/properties/filter-option.tsx'
import type { OptionProps } from './action-options.tsx'
import { buttonTexts } from './button-texts.ts'
import classes from './buttons.module.css'
import { type FieldValue, ValueList } from './value-list.tsx'

interface RelatedChoice {
  path: string
  /** What is gone over on the way, and what the last relation is called. */
  names: readonly LocalizedText[]
  group: 'pointsTo' | 'lines' | 'pointedBy' | 'further'
}

/** The relations of a table: those of its own, those of others that lead to it. */
function relationsOf(model: AppModel, entity: EntityModel): RelatedChoice[] {
  const own = entity.ownFields
    .filter(({ key }) => key !== entity.parent?.field.key && relatedPath(model, entity, key))
    .map(
      ({ key, label, kind }): RelatedChoice => ({
        ...{ path: key, names: [label] },
        group: kind.relation === 'children' ? 'lines' : 'pointsTo',
      }),
    )
  const inverses = [...entity.inverses.values()]
    .filter(({ key }) => relatedPath(model, entity, key))
    .map(({ key, label }): RelatedChoice => ({ path: key, names: [label], group: 'pointedBy' }))
  return [...own, ...inverses]
}

/** What there is around a record: over one relation, and over a relation to one and another one. */
function choicesFor(model: AppModel, entity: EntityModel): RelatedChoice[] {
  const near = relationsOf(model, entity)
  const further = near.flatMap(({ path, names }) => {
    const found = relatedPath(model, entity, path)
    if (found?.step.via !== 'one') return []
    return relationsOf(model, found.target).map(
      (next): RelatedChoice => ({
        ...{ path: `${path}.${next.path}`, names: [...names, ...next.names], group: 'further' },
      }),
    )
  })
  return [...near, ...further]
}

const groups = ['pointsTo', 'lines', 'pointedBy', 'further'] as const

/** Which records around are meant. */
export function RelatedOption({ name, label, options, table, onChange }: OptionProps) {
  const t = useText(buttonTexts)
  const localize = useLocalize()
  const model = useDesignModel()
  const choices = choicesFor(model, table)
  const data = groups.flatMap((group) => {
    const items = choices
      .filter((choice) => choice.group === group)
      .map(({ path, names }) => ({ value: path, label: names.map((one) => localize(one)).join(' › ') }))
    return items.length > 0 ? [{ group: t(`related_${group}`), items }] : []
  })
  function choose(path: string | null) {
    const target = path === null || path === options[name] ? null : relatedPath(model, table, path)?.target
    if (!target) return
    const first = [...target.fields.values()].find(isSettable)
    const values = first ? [{ field: first.key, value: { v: 1, expr: null } }] : []
    // Fields of one table mean nothing in another.
    onChange({ [name]: path, filter: undefined, values })
  }
  return (
    <Select
      label={label}
      searchable
      allowDeselect={false}
      data={data}
      value={choices.some(({ path }) => path === options[name]) ? (options[name] as string) : null}
      onChange={choose}
    />
  )
}

function useTarget({ options, table }: OptionProps): EntityModel | null {
  const model = useDesignModel()
  return relatedPath(model, table, String(options.relation ?? ''))?.target ?? null
}

/** Which of them; compared with the record of the action by formulas. */
export function RelatedFilterOption(props: OptionProps) {
  const t = useText(buttonTexts)
  const { name, label, options, table, onChange } = props
  const target = useTarget(props)
  if (!target) return null
  return (
    <div>
      <TableAroundContext value={table.key}>
        <FilterOption
          label={label}
          table={target}
          value={options[name] as Filter | undefined}
          onChange={(filter) => onChange({ [name]: filter })}
        />
      </TableAroundContext>
      <p className={classes.quiet}>{t('relatedHint', { field: '{^…}' })}</p>
    </div>
  )
}

/** What each of them is given, by formulas over it with the record of the action around. */
export function RelatedValuesOption(props: OptionProps) {
  const { name, label, options, table, onChange } = props
  const target = useTarget(props)
  if (!target) return null
  return (
    <div>
      <span className={classes.labelled}>{label}</span>
      <TableAroundContext value={table.key}>
        <ValueList
          table={target}
          target={target}
          values={(options[name] ?? []) as FieldValue[]}
          onChange={(values) => onChange({ [name]: values })}
        />
      </TableAroundContext>
    </div>
  )
}

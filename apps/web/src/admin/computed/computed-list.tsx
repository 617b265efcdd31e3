import type { DraftState } from '@mortise/api'
import type { StoredExpression } from '@mortise/expressions'
import type { FieldModel } from '@mortise/metadata'
import { AppIcon, Button, StatusChip, useLocalize, useRuntimeServices, useText } from '@mortise/ui'
import { FormulaReading } from '@mortise/ui/formula'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { useFormulaScope } from '../../runtime/formula/use-formula-scope.ts'
import { staleQuery } from '../admin-data.ts'
import classes from './computed.module.css'
import { type ComputedTable, newField, stateInDraft } from './computed-document.ts'
import { computedTexts } from './computed-texts.ts'
import { useDependents } from './use-dependents.ts'

interface ComputedListProps {
  app: string
  draft: DraftState
  tables: readonly ComputedTable[]
}

/** The computed fields of an app, table by table. */
export function ComputedList({ app, draft, tables }: ComputedListProps) {
  const shown = tables.filter(({ fields }) => fields.length > 0)
  return shown.map((table) => <TableOfFields key={table.entity.key} app={app} draft={draft} table={table} />)
}

interface TableOfFieldsProps extends Omit<ComputedListProps, 'tables'> {
  table: ComputedTable
}

function TableOfFields({ app, draft, table: { entity, fields } }: TableOfFieldsProps) {
  const t = useText(computedTexts)
  const localize = useLocalize()
  const services = useRuntimeServices()
  const models = services.app.entities.get(entity.key)?.fields
  return (
    <section className={classes.table} aria-labelledby={`computed-${entity.key}`}>
      <div className={classes.tableHead}>
        <AppIcon name={entity.icon} size={16} />
        <h3 id={`computed-${entity.key}`} className={classes.tableName}>
          {localize(entity.label)}
        </h3>
        <AddLink app={app} entity={entity.key} label={t('addTo', { table: localize(entity.label) })} />
      </div>
      <ul className={classes.list}>
        {fields.map(({ key }) => {
          const field = models?.get(key)
          return field ? (
            <li key={key}>
              <FieldEntry app={app} field={field} state={stateInDraft(draft, entity, key)} />
            </li>
          ) : null
        })}
      </ul>
    </section>
  )
}

/** The way to a new computed field. */
export function AddLink({
  app,
  entity,
  label,
  primary,
}: {
  app: string
  entity: string
  label: string
  primary?: boolean
}) {
  const t = useText(computedTexts)
  const icon = <IconPlus size={15} aria-hidden />
  return (
    <Button
      size={primary ? 'sm' : 'xs'}
      variant={primary ? 'filled' : 'subtle'}
      aria-label={label}
      leftSection={icon}
      renderRoot={(props) => (
        <Link to="/admin/$" params={{ _splat: `computed/${app}/${entity}/${newField}` }} {...props} />
      )}
    >
      {t('add')}
    </Button>
  )
}

const purpose = { allowJs: true } as const

function FieldEntry({ app, field, state }: { app: string; field: FieldModel; state: 'new' | 'changed' | null }) {
  const localize = useLocalize()
  const scope = useFormulaScope(field.entity, purpose)
  const { computed } = field
  const formula = useMemo((): StoredExpression | null => {
    if (!computed) return null
    const { expr, text } = computed.source
    return { v: 1, expr, ...(text !== undefined && { text }) }
  }, [computed])
  return (
    <Link to="/admin/$" params={{ _splat: `computed/${app}/${field.entity}/${field.key}` }} className={classes.entry}>
      <span className={classes.words}>
        <span className={classes.name}>{localize(field.label)}</span>
        {formula ? <FormulaReading formula={formula} scope={scope} /> : null}
        <UsedBy field={field} />
      </span>
      <Chips app={app} field={field} state={state} />
    </Link>
  )
}

function Chips({ app, field, state }: { app: string; field: FieldModel; state: 'new' | 'changed' | null }): ReactNode {
  const t = useText(computedTexts)
  const stale = useQuery(staleQuery(app)).data?.[field.entity]?.includes(field.key) ?? false
  const { computed } = field
  return (
    <span className={classes.chips}>
      <StatusChip size="sm" colour={field.type === 'rollup' ? 'teal' : 'blue'}>
        {t(field.type === 'rollup' ? 'rollup' : 'formula')}
      </StatusChip>
      {computed?.checked && !computed.stored ? (
        <StatusChip size="sm" colour="grey">
          {t('volatile')}
        </StatusChip>
      ) : null}
      {stale ? (
        <StatusChip size="sm" colour="yellow">
          {t('stale')}
        </StatusChip>
      ) : null}
      {computed && computed.problems.length > 0 ? (
        <StatusChip size="sm" colour="red">
          {t('problem')}
        </StatusChip>
      ) : null}
      {state ? (
        <StatusChip size="sm" colour="orange">
          {t(state === 'new' ? 'draftNew' : 'draftChanged')}
        </StatusChip>
      ) : null}
    </span>
  )
}

function UsedBy({ field }: { field: FieldModel }) {
  const t = useText(computedTexts)
  const names = useDependents(field.entity, field.key)
  return names ? <span className={classes.quiet}>{t('usedBy', { names })}</span> : null
}

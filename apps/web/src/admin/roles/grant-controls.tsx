import type { DataScope, EntityDocument, EntityGrant, RowGrant } from '@mortise/metadata'
import { dataScopes, grantedRows } from '@mortise/metadata'
import {
  ActionIcon,
  AppIcon,
  Button,
  Checkbox,
  Select,
  type TextParams,
  Tooltip,
  useLocalize,
  useText,
} from '@mortise/ui'
import { IconArrowBackUp, IconPencil } from '@tabler/icons-react'
import { limitedFields, scopesWithin } from './role-grants.ts'
import classes from './role-page.module.css'
import { roleTexts } from './role-texts.ts'

export interface GrantRowProps {
  /** `*` stands for all tables without rights of their own. */
  entity: string
  table: EntityDocument | null
  grant: EntityGrant
  /** Whether the table has rights of its own. */
  own: boolean
  /** Null takes the table's own rights away. */
  onChange(entity: string, part: Partial<EntityGrant> | null): void
  onFields(entity: string): void
  /** Asks for the condition of a right. */
  onCondition(entity: string, right: Right): void
}

/** The rights that are over some records. */
export type Right = 'read' | 'update' | 'delete'

/** Name of the table, and the way back to what holds for all others. */
export function TableName({ entity, table, own, onChange }: GrantRowProps) {
  const t = useText(roleTexts)
  const name = useTableName(table)
  return (
    <span className={classes.tableName}>
      <AppIcon name={table ? table.icon : 'stack-2'} size={16} />
      <span className={classes.tableWords}>
        <span className={table ? undefined : classes.others}>{name}</span>
        {own && table ? null : <span className={classes.follows}>{t(table ? 'follows' : 'otherTablesHint')}</span>}
      </span>
      {own && table ? (
        <Tooltip label={t('reset')}>
          <ActionIcon size="sm" aria-label={t('resetOf', { table: name })} onClick={() => onChange(entity, null)}>
            <IconArrowBackUp size={14} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ) : null}
    </span>
  )
}

/** Which records may be read, changed or deleted: by scope, or by a condition. */
export function ScopeSelect({ right, ...row }: GrantRowProps & { right: Right }) {
  const t = useText(roleTexts)
  const name = useTableName(row.table)
  const { grant, entity } = row
  const rows = grantedRows(grant[right])
  const scopes = right === 'read' ? dataScopes : scopesWithin(grant.read)
  const conditions = row.table !== null && mayHaveCondition(grant, right)
  const choices = scopes.map((scope) => ({ value: scope as string, label: t(`scope_${scope}`) }))
  const label = t('cell', { table: name, right: t(right) })
  return (
    <span className={classes.scopeCell}>
      <Select
        aria-label={label}
        data={conditions ? [...choices, { value: byCondition, label: t('scope_where') }] : choices}
        value={rows.where ? byCondition : rows.scope}
        disabled={choices.length === 1 && !conditions}
        allowDeselect={false}
        className={classes.select}
        onChange={(scope) =>
          scope === byCondition
            ? row.onCondition(entity, right)
            : row.onChange(entity, { [right]: (scope ?? 'none') as DataScope })
        }
      />
      {rows.where ? (
        <ActionIcon
          size="sm"
          aria-label={t('conditionOf', { cell: label })}
          onClick={() => row.onCondition(entity, right)}
        >
          <IconPencil size={14} aria-hidden />
        </ActionIcon>
      ) : null}
    </span>
  )
}

const byCondition = 'where'

/** Changing and deleting can follow the condition of reading; one of their own they can have where all is read. */
function mayHaveCondition({ read, ...grant }: EntityGrant, right: Right): boolean {
  if (right === 'read') return true
  const { scope, where } = grantedRows(read)
  return scope === 'all' || where !== null || grantedRows(grant[right]).where !== null
}

/** Whether records may be made. */
export function CreateCheckbox({ label, ...row }: GrantRowProps & { label?: string }) {
  const t = useText(roleTexts)
  const name = useTableName(row.table)
  return (
    <Checkbox
      label={label}
      aria-label={t('cell', { table: name, right: t('create') })}
      checked={row.grant.create === true}
      onChange={(event) => row.onChange(row.entity, { create: event.currentTarget.checked })}
    />
  )
}

/** How many fields are limited; opens them. */
export function FieldsButton({ entity, table, grant, onFields }: GrantRowProps) {
  const t = useText(roleTexts)
  const name = useTableName(table)
  const fields = table ? table.fields.filter(({ archived }) => !archived) : [{ key: '*' }]
  const limited = limitedFields(grant, fields)
  const words = fieldWords(grant, limited, t)
  return (
    <Button
      variant={limited > 0 ? 'light' : 'subtle'}
      color={limited > 0 ? undefined : 'gray'}
      size="xs"
      disabled={isNothing(grant.read) && !grant.create}
      aria-label={`${t('cell', { table: name, right: t('fields') })}: ${words}`}
      onClick={() => onFields(entity)}
    >
      {words}
    </Button>
  )
}

type RoleText = (key: 'fieldsAll' | 'fieldsVisible' | 'fieldsNone' | 'fieldsLimited', params?: TextParams) => string

function fieldWords(grant: EntityGrant, limited: number, t: RoleText): string {
  if (isNothing(grant.read) && !grant.create) return t('fieldsNone')
  if (limited > 0) return t('fieldsLimited', { count: limited })
  return grant.create || !isNothing(grant.update) ? t('fieldsAll') : t('fieldsVisible')
}

function isNothing(rows: RowGrant | undefined): boolean {
  const { scope, where } = grantedRows(rows)
  return scope === 'none' && where === null
}

function useTableName(table: EntityDocument | null): string {
  const t = useText(roleTexts)
  const localize = useLocalize()
  return table ? localize(table.label) : t('otherTables')
}

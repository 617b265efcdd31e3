import type { DataScope, EntityDocument, EntityGrant } from '@mortise/metadata'
import { dataScopes } from '@mortise/metadata'
import { ActionIcon, AppIcon, Button, Checkbox, Select, Tooltip, useLocalize, useText } from '@mortise/ui'
import { IconArrowBackUp } from '@tabler/icons-react'
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
}

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

/** Which records may be read, changed or deleted. */
export function ScopeSelect({ right, ...row }: GrantRowProps & { right: 'read' | 'update' | 'delete' }) {
  const t = useText(roleTexts)
  const name = useTableName(row.table)
  const { grant, entity } = row
  const scopes = right === 'read' ? dataScopes : scopesWithin(grant.read)
  return (
    <Select
      aria-label={t('cell', { table: name, right: t(right) })}
      data={scopes.map((scope) => ({ value: scope, label: t(`scope_${scope}`) }))}
      value={grant[right] ?? 'none'}
      disabled={scopes.length === 1}
      allowDeselect={false}
      className={classes.select}
      onChange={(scope) => row.onChange(entity, { [right]: (scope ?? 'none') as DataScope })}
    />
  )
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
  const words = limited === 0 ? t('fieldsAll') : t('fieldsLimited', { count: limited })
  return (
    <Button
      variant={limited > 0 ? 'light' : 'subtle'}
      color={limited > 0 ? undefined : 'gray'}
      size="xs"
      disabled={grant.read === 'none' && !grant.create}
      aria-label={`${t('cell', { table: name, right: t('fields') })}: ${words}`}
      onClick={() => onFields(entity)}
    >
      {words}
    </Button>
  )
}

function useTableName(table: EntityDocument | null): string {
  const t = useText(roleTexts)
  const localize = useLocalize()
  return table ? localize(table.label) : t('otherTables')
}

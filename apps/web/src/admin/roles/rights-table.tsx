import {
  type DataScope,
  dataScopes,
  type EntityDocument,
  type GrantedRows,
  grantedRows,
  type RoleDocument,
} from '@mortise/metadata'
import { EmptyState, phoneQuery, Table, TextInput, useLanguage, useLocalize, useMediaQuery, useText } from '@mortise/ui'
import { IconSearch } from '@tabler/icons-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { ConditionDialog } from './condition-dialog.tsx'
import { FieldRightsDrawer } from './field-rights-drawer.tsx'
import { GrantCard } from './grant-card.tsx'
import type { GrantRowProps, Right } from './grant-controls.tsx'
import { GrantRow } from './grant-row.tsx'
import { grantOf, rowGrant, withGrant, withoutGrant } from './role-grants.ts'
import classes from './role-page.module.css'
import { roleTexts } from './role-texts.ts'

interface RightsTableProps {
  app: string
  document: RoleDocument
  tables: readonly EntityDocument[]
  onChange(next: (role: RoleDocument) => RoleDocument): void
}

/** Tables down, rights across: which records, which fields. On a phone one card per table. */
export function RightsTable({ app, document, tables, onChange }: RightsTableProps) {
  const t = useText(roleTexts)
  const phone = useMediaQuery(phoneQuery, false, { getInitialValueInEffect: false })
  const [text, setText] = useState('')
  const [open, setOpen] = useState<string | null>(null)
  const found = useFound(tables, text)
  const conditions = useConditions(document, onChange)
  const openFields = useCallback((entity: string) => setOpen(entity), [])
  const change = useCallback<GrantRowProps['onChange']>(
    (entity, part) => onChange((role) => (part ? withGrant(role, entity, part) : withoutGrant(role, entity))),
    [onChange],
  )
  const rows = ['*', ...found.map(({ key }) => key)].map((entity): GrantRowProps => {
    const table = found.find(({ key }) => key === entity) ?? null
    return {
      entity,
      table,
      ...grantOf(document, entity),
      onChange: change,
      onFields: openFields,
      onCondition: conditions.ask,
    }
  })
  const openTable = tables.find(({ key }) => key === open) ?? null
  return (
    <>
      <div className={classes.bar}>
        <TextInput
          type="search"
          className={classes.search}
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <span className={classes.hint}>{t('subTables')}</span>
      </div>
      {phone ? <Cards rows={rows} /> : <Rows rows={rows} />}
      {found.length === 0 ? <EmptyState compact icon="table" title={t('noneFound')} /> : null}
      {open ? (
        <FieldRightsDrawer
          app={app}
          entity={open}
          table={openTable}
          document={document}
          onChange={onChange}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {conditions.asked ? (
        <AskedCondition app={app} tables={tables} document={document} {...conditions} asked={conditions.asked} />
      ) : null}
    </>
  )
}

interface AskedRight {
  entity: string
  right: Right
}

/** The right whose condition is being written. Changing and deleting take over the one of reading where there is one. */
function useConditions(document: RoleDocument, onChange: RightsTableProps['onChange']) {
  const [asked, setAsked] = useState<AskedRight | null>(null)
  const latest = useRef(document)
  useEffect(() => {
    latest.current = document
  }, [document])
  const apply = useCallback(
    ({ entity, right }: AskedRight, rows: GrantedRows) => {
      setAsked(null)
      onChange((role) => withGrant(role, entity, { [right]: rowGrant(rows) }))
    },
    [onChange],
  )
  const ask = useCallback(
    (entity: string, right: Right) => {
      const { where } = grantedRows(grantOf(latest.current, entity).grant.read)
      if (right === 'read' || where === null) setAsked({ entity, right })
      else apply({ entity, right }, { scope: 'none', where })
    },
    [apply],
  )
  return { asked, ask, apply, close: useCallback(() => setAsked(null), []) }
}

interface AskedConditionProps extends Omit<RightsTableProps, 'onChange'> {
  asked: AskedRight
  apply(asked: AskedRight, rows: GrantedRows): void
  close(): void
}

function AskedCondition({ app, tables, document, asked, apply, close }: AskedConditionProps) {
  const t = useText(roleTexts)
  const localize = useLocalize()
  const { entity, right } = asked
  const table = tables.find(({ key }) => key === entity)
  const { scope, where } = grantedRows(grantOf(document, entity).grant[right])
  const scopes = dataScopes.filter((candidate) => candidate !== 'all')
  return (
    <ConditionDialog
      app={app}
      entity={entity}
      title={t('cell', { table: table ? localize(table.label) : entity, right: t(right) })}
      hint={t('conditionText')}
      where={where}
      besides={{
        label: t('conditionScope'),
        choices: scopes.map((value) => ({ value, label: t(`scope_${value}`) })),
        value: scope === 'all' ? 'none' : scope,
      }}
      onApply={(condition, besides) => apply(asked, { scope: besides as DataScope, where: condition })}
      onClose={close}
    />
  )
}

function useFound(tables: readonly EntityDocument[], text: string): EntityDocument[] {
  const language = useLanguage()
  const localize = useLocalize()
  return useMemo(() => {
    const order = new Intl.Collator(language === 'zh' ? 'zh-CN' : 'en')
    const wanted = text.trim().toLowerCase()
    return tables
      .filter(({ key, label }) => `${localize(label)}\n${key}`.toLowerCase().includes(wanted))
      .sort((a, b) => order.compare(localize(a.label), localize(b.label)))
  }, [tables, text, language, localize])
}

function Rows({ rows }: { rows: readonly GrantRowProps[] }) {
  const t = useText(roleTexts)
  return (
    <Table className={classes.matrix} verticalSpacing={4} horizontalSpacing={8}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('table')}</Table.Th>
          <Table.Th className={classes.scope}>{t('read')}</Table.Th>
          <Table.Th className={classes.check}>{t('create')}</Table.Th>
          <Table.Th className={classes.scope}>{t('update')}</Table.Th>
          <Table.Th className={classes.scope}>{t('delete')}</Table.Th>
          <Table.Th className={classes.fields}>{t('fields')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <GrantRow key={row.entity} {...row} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

function Cards({ rows }: { rows: readonly GrantRowProps[] }) {
  return (
    <ul className={classes.cards}>
      {rows.map((row) => (
        <GrantCard key={row.entity} {...row} />
      ))}
    </ul>
  )
}

import {
  type EntityDocument,
  type FieldAccess,
  type FieldGrant,
  fieldAccesses,
  type GrantedAccess,
  type RoleDocument,
  systemFields,
} from '@mortise/metadata'
import { ActionIcon, Drawer, Radio, Table, useLocalize, useText } from '@mortise/ui'
import { IconFilter, IconFilterFilled } from '@tabler/icons-react'
import { useState } from 'react'
import { ConditionDialog } from './condition-dialog.tsx'
import { accessOf, grantOf, withAccess } from './role-grants.ts'
import classes from './role-page.module.css'
import { roleTexts } from './role-texts.ts'

interface FieldRightsDrawerProps {
  app: string
  /** `*`: the fields of all tables without rights of their own. */
  entity: string
  table: EntityDocument | null
  document: RoleDocument
  onChange(next: (role: RoleDocument) => RoleDocument): void
  onClose(): void
}

/** What may be done with each field of a table: hidden, masked, read, written, or as all others. */
export function FieldRightsDrawer({ app, entity, table, document, onChange, onClose }: FieldRightsDrawerProps) {
  const t = useText(roleTexts)
  const localize = useLocalize()
  const { grant } = grantOf(document, entity)
  const name = table ? localize(table.label) : t('otherTables')
  const [asked, setAsked] = useState<{ field: string; label: string } | null>(null)
  const set = (field: string, access: FieldGrant | null) =>
    onChange((role) => withAccess(role, { entity, field }, access))
  const fields = table ? table.fields.filter(({ archived }) => !archived) : []
  const rowOf = (field: string, label: string) => (
    <FieldRow
      key={field}
      field={field}
      label={label}
      {...accessOf(grant, field)}
      onChange={(access) => set(field, access)}
      onCondition={table ? () => setAsked({ field, label }) : null}
    />
  )
  return (
    <Drawer opened onClose={onClose} position="right" size={600} title={t('fieldsOf', { table: name })}>
      <p className={classes.hint}>{t('fieldsText')}</p>
      <Table className={classes.fieldTable} verticalSpacing={4} horizontalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('fields')}</Table.Th>
            {table ? <Table.Th>{t('access_default')}</Table.Th> : <Table.Td />}
            {fieldAccesses.map((access) => (
              <Table.Th key={access}>{t(`access_${access}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rowOf('*', t('otherFields'))}
          {fields.map(({ key, label }) => rowOf(key, localize(label)))}
        </Table.Tbody>
        {table ? (
          <Table.Tbody>
            <Table.Tr>
              <Table.Th colSpan={6} scope="colgroup" className={classes.fieldGroup}>
                {t('systemFields')}
              </Table.Th>
            </Table.Tr>
            {limitableSystemFields.map((key) => rowOf(key, localize(systemFields[key].label)))}
          </Table.Tbody>
        ) : null}
      </Table>
      {asked ? (
        <FieldCondition
          app={app}
          entity={entity}
          label={asked.label}
          granted={accessOf(grant, asked.field)}
          onApply={(access) => {
            set(asked.field, access)
            setAsked(null)
          }}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </Drawer>
  )
}

/** The others are needed to address, order and lock records. */
const limitableSystemFields = ['owner', 'department', 'created_at', 'created_by', 'updated_at', 'updated_by'] as const

interface FieldConditionProps {
  app: string
  entity: string
  label: string
  granted: GrantedAccess
  onApply(access: FieldGrant): void
  onClose(): void
}

/** The condition that records must meet for the access, and what holds on the others: less, or nothing. */
function FieldCondition({ app, entity, label, granted, onApply, onClose }: FieldConditionProps) {
  const t = useText(roleTexts)
  const { where, otherwise } = granted
  const access = granted.access === 'none' ? 'read' : granted.access
  const less = fieldAccesses.slice(0, fieldAccesses.indexOf(access)) as Less[]
  return (
    <ConditionDialog
      app={app}
      entity={entity}
      title={t('fieldCell', { field: label, access: t(`access_${access}`) })}
      hint={t('fieldConditionText')}
      where={where}
      besides={{
        label: t('conditionOtherwise'),
        choices: less.map((value) => ({ value, label: t(`access_${value}`) })),
        value: where ? otherwise : (less.at(-1) ?? 'none'),
      }}
      onApply={(condition, besides) => onApply({ access, where: condition, otherwise: besides as Less })}
      onClose={onClose}
    />
  )
}

type Less = Exclude<FieldAccess, 'write'>

interface FieldRowProps extends GrantedAccess {
  field: string
  label: string
  own: boolean
  onChange(access: FieldAccess | null): void
  /** Asks for a condition; null where there can be none. */
  onCondition: (() => void) | null
}

function FieldRow({ field, label, access, where, otherwise, own, onChange, onCondition }: FieldRowProps) {
  const t = useText(roleTexts)
  const others = field === '*'
  const choices = [...(others ? [] : (['default'] as const)), ...fieldAccesses]
  const chosen = own || others ? access : 'default'
  return (
    <Table.Tr data-own={(own && !others) || undefined}>
      <Table.Th scope="row" className={others ? classes.others : undefined}>
        <span className={classes.fieldName}>
          <span className={classes.fieldWords}>
            {label}
            {where && (own || others) ? (
              <span className={classes.follows}>{t('fieldCondition', { otherwise: t(`access_${otherwise}`) })}</span>
            ) : null}
          </span>
          {onCondition && access !== 'none' ? (
            <ActionIcon size="sm" aria-label={t('fieldConditionOf', { field: label })} onClick={onCondition}>
              {where ? <IconFilterFilled size={14} aria-hidden /> : <IconFilter size={14} aria-hidden />}
            </ActionIcon>
          ) : null}
        </span>
      </Table.Th>
      {others ? <Table.Td /> : null}
      {choices.map((choice) => (
        <Table.Td key={choice}>
          <Radio
            name={`access-${field}`}
            aria-label={t('fieldCell', { field: label, access: t(`access_${choice}`) })}
            checked={chosen === choice}
            onChange={() => onChange(choice === 'default' ? null : choice)}
          />
        </Table.Td>
      ))}
    </Table.Tr>
  )
}

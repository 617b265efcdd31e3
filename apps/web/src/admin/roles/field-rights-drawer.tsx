import {
  type EntityDocument,
  type FieldAccess,
  fieldAccesses,
  type RoleDocument,
  systemFields,
} from '@mortise/metadata'
import { Drawer, Radio, Table, useLocalize, useText } from '@mortise/ui'
import { accessOf, grantOf, withAccess } from './role-grants.ts'
import classes from './role-page.module.css'
import { roleTexts } from './role-texts.ts'

interface FieldRightsDrawerProps {
  /** `*`: the fields of all tables without rights of their own. */
  entity: string
  table: EntityDocument | null
  document: RoleDocument
  onChange(next: (role: RoleDocument) => RoleDocument): void
  onClose(): void
}

/** What may be done with each field of a table: hidden, masked, read, written, or as all others. */
export function FieldRightsDrawer({ entity, table, document, onChange, onClose }: FieldRightsDrawerProps) {
  const t = useText(roleTexts)
  const localize = useLocalize()
  const { grant } = grantOf(document, entity)
  const name = table ? localize(table.label) : t('otherTables')
  const set = (field: string, access: FieldAccess | null) =>
    onChange((role) => withAccess(role, { entity, field }, access))
  const fields = table ? table.fields.filter(({ archived }) => !archived) : []
  const rowOf = (field: string, label: string) => (
    <FieldRow
      key={field}
      field={field}
      label={label}
      {...accessOf(grant, field)}
      onChange={(access) => set(field, access)}
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
    </Drawer>
  )
}

/** The others are needed to address, order and lock records. */
const limitableSystemFields = ['owner', 'department', 'created_at', 'created_by', 'updated_at', 'updated_by'] as const

interface FieldRowProps {
  field: string
  label: string
  access: FieldAccess
  own: boolean
  /** Only on records that meet a condition, which stays until another access is chosen. */
  conditional: boolean
  onChange(access: FieldAccess | null): void
}

function FieldRow({ field, label, access, own, conditional, onChange }: FieldRowProps) {
  const t = useText(roleTexts)
  const others = field === '*'
  const choices = [...(others ? [] : (['default'] as const)), ...fieldAccesses]
  const chosen = own || others ? access : 'default'
  return (
    <Table.Tr data-own={(own && !others) || undefined}>
      <Table.Th scope="row" className={others ? classes.others : undefined}>
        {label}
        {conditional && (own || others) ? <span className={classes.follows}>{t('scope_where')}</span> : null}
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

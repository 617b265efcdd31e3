import type { LocalizedText } from '@mortise/core'
import type { EntityRecord } from '@mortise/data'
import { type AppModel, type EntityModel, type FieldModel, resolvePath, shownField } from '@mortise/metadata'
import { useLocalize, usePhone, useRuntimeServices, useText } from '@mortise/ui'
import { Link } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { pageTexts } from './page-texts.ts'
import classes from './record-table.module.css'

export interface RecordTableProps {
  entity: EntityModel
  /** Field keys and paths; the first leads to the record. */
  columns: readonly string[]
  records: readonly EntityRecord[]
}

interface Column {
  path: string
  field: FieldModel
  label: string
  Cell: ComponentType<{ field: FieldModel; value: unknown; appearance: 'cell' }>
  align: 'start' | 'end' | 'center'
  /** Long texts share what is left and end in an ellipsis; dates, numbers and chips are never cut. */
  flexible: boolean
}

/** A few records to read, not to work on: for page blocks and related lists. */
export function RecordTable({ entity, columns, records }: RecordTableProps) {
  const localize = useLocalize()
  const { app, fieldRuntimes } = useRuntimeServices()
  const phone = usePhone()
  const shown = columns.flatMap((path): Column[] => {
    const resolved = resolvePath(app, entity, path)
    if (!resolved) return []
    const { field, relations } = resolved
    const { Cell } = fieldRuntimes.get(field.type)
    const { align, width } = fieldRuntimes.get(shownField(field).type)
    const label = pathLabel([...relations, field], app)
      .map(localize)
      .join(' · ')
    return [{ path, field, label, Cell: Cell as Column['Cell'], align, flexible: width > 150 }]
  })
  if (phone) return <RecordLines entity={entity} columns={shown} records={records} />
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            {shown.map(({ path, label, align }) => (
              <th key={path} scope="col" style={{ textAlign: align }}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <tr key={record.id}>
              {shown.map((column, index) => (
                <td
                  key={column.path}
                  className={column.flexible ? classes.flexible : undefined}
                  style={{ textAlign: column.align }}
                >
                  {index === 0 ? (
                    <RecordLink entity={entity} record={record} column={column} />
                  ) : (
                    <column.Cell field={column.field} value={record[column.path]} appearance="cell" />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** On a phone a record is two lines: its title, and the next columns. */
function RecordLines({ entity, columns, records }: Omit<RecordTableProps, 'columns'> & { columns: readonly Column[] }) {
  const [title, ...details] = columns
  if (!title) return null
  return (
    <ul className={classes.lines}>
      {records.map((record) => (
        <li key={record.id} className={classes.line}>
          <RecordLink entity={entity} record={record} column={title} />
          <div className={classes.details}>
            {details.slice(0, 3).map(({ path, field, label, flexible, Cell }) => (
              <span key={path} title={label} className={classes.detail} data-flexible={flexible || undefined}>
                <Cell field={field} value={record[path]} appearance="cell" />
              </span>
            ))}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** `customer.level` is "Customer · Level", but `customer.name` is just "Customer" when records go by that name. */
function pathLabel(steps: readonly FieldModel[], app: AppModel): LocalizedText[] {
  const last = steps.at(-1)
  const named = steps.length > 1 && last !== undefined && app.entities.get(last.entity)?.title.key === last.key
  return (named ? steps.slice(0, -1) : steps).map((step) => step.label)
}

function RecordLink({ entity, record, column }: { entity: EntityModel; record: EntityRecord; column: Column }) {
  const t = useText(pageTexts)
  const value = record[column.path]
  const blank = value === null || value === undefined || value === ''
  return (
    <Link
      to="/a/$app/$entity/$id"
      params={{ app: entity.app, entity: entity.key, id: record.id }}
      className={classes.link}
    >
      {blank ? t('untitled') : <column.Cell field={column.field} value={value} appearance="cell" />}
    </Link>
  )
}

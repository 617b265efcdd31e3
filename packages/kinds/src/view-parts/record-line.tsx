import type { EntityRecord } from '@mortise/data'
import { FieldValue, isBlank, type ShownPath, speaksForItself } from './field-value.tsx'
import classes from './record-line.module.css'
import type { RecordColour } from './use-record-colour.tsx'

interface RecordLineProps {
  record: EntityRecord
  title: string
  fields: readonly ShownPath[]
  colour: RecordColour | null
  current: boolean
  onOpen(): void
}

/** A record in a narrow list: its name, and what else is shown of it below. */
export function RecordLine({ record, title, fields, colour, current, onOpen }: RecordLineProps) {
  const filled = fields.filter(({ path }) => !isBlank(record[path]))
  return (
    <button
      type="button"
      className={classes.line}
      data-record-line={record.id}
      data-current={current || undefined}
      aria-current={current || undefined}
      title={colour?.rule ?? undefined}
      style={colour ? ({ '--line-stripe': `var(--ui-hue-${colour.hue}-dot)` } as object) : undefined}
      onClick={onOpen}
    >
      <span className={classes.title}>{title}</span>
      {colour?.rule && <span className="ui-visually-hidden">{colour.rule}</span>}
      {filled.length > 0 && (
        <span className={classes.fields}>
          {filled.map(({ path, field, label }) => (
            <span key={path} className={classes.field} title={label}>
              {!speaksForItself(field) && <span className="ui-visually-hidden">{label}</span>}
              <FieldValue path={path} field={field} record={record} />
            </span>
          ))}
        </span>
      )}
    </button>
  )
}

import { resolvePath, shownField } from '@mortise/metadata'
import { AppIcon, type FieldCellProps, useLocalize, useRuntimeServices, useText } from '@mortise/ui'
import { Link } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import type { RecordEntry } from './group-events.ts'
import classes from './timeline.module.css'
import { timelineTexts } from './timeline-texts.ts'
import { When } from './timeline-when.tsx'

/** A record of another table as a moment of this one's life. */
export function RecordEntryView({ entry: { record, source } }: { entry: RecordEntry }) {
  const t = useText(timelineTexts)
  const localize = useLocalize()
  const { app, fieldRuntimes } = useRuntimeServices()
  const entity = app.entities.get(source.entity)
  if (!entity) return null
  const { title } = entity
  const Title = fieldRuntimes.get(title.type).Cell as ComponentType<FieldCellProps>
  const value = record[title.key]
  const at = String(record[source.date])
  return (
    <li className={classes.entry}>
      <span className={classes.icon} data-colour={entity.document.colour}>
        <AppIcon name={entity.document.icon ?? 'table'} size={15} />
      </span>
      <div className={classes.content}>
        <div className={classes.head}>
          <span className={classes.verb}>{localize(entity.label)}</span>{' '}
          <Link
            to="/a/$app/$entity/$id"
            params={{ app: entity.app, entity: entity.key, id: record.id }}
            className={classes.recordLink}
          >
            {value === null || value === undefined || value === '' ? (
              t('untitled')
            ) : (
              <Title field={title} value={value} appearance="cell" />
            )}
          </Link>{' '}
          {at.includes('T') ? <When at={at} /> : null}
        </div>
        <div className={classes.details}>
          {(source.show ?? []).map((path) => {
            const field = resolvePath(app, entity, path)?.field
            const shown = record[path]
            if (!field || shown === null || shown === undefined || shown === '') return null
            const Cell = fieldRuntimes.get(field.type).Cell as ComponentType<FieldCellProps>
            const labelled = shownField(field).kind.group === 'number' || shownField(field).kind.group === 'date'
            return (
              <span key={path} className={classes.detail} title={localize(field.label)}>
                {labelled ? <span className={classes.label}>{localize(field.label)}</span> : null}
                <Cell field={field} value={shown} appearance="cell" />
              </span>
            )
          })}
        </div>
      </div>
    </li>
  )
}

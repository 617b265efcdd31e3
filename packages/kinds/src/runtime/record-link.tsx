import { UnstyledButton, useRuntimeServices } from '@mortise/ui'
import classes from './field.module.css'
import { useFieldText } from './field-texts.ts'
import { useRecordTitle } from './record-titles.ts'

interface RecordLinkProps {
  entity: string
  id: string
  appearance: 'cell' | 'card' | 'text'
}

/** The title of a related record; opens it. In a grid the cell has the keyboard, so the link is for the pointer only. */
export function RecordLink({ entity, id, appearance }: RecordLinkProps) {
  const { openRecord, app } = useRuntimeServices()
  const t = useFieldText()
  const title = useRecordTitle(entity, id)
  if (title === undefined) return <span className={classes.empty}>…</span>
  if (title === null || !app.entities.has(entity)) return <span className={classes.empty}>{t('notVisible')}</span>
  if (appearance === 'card' || !openRecord) return <span>{title}</span>
  return (
    <UnstyledButton
      component="button"
      className={classes.link}
      tabIndex={appearance === 'cell' ? -1 : 0}
      onClick={(event) => {
        event.stopPropagation()
        openRecord(entity, id)
      }}
    >
      {title}
    </UnstyledButton>
  )
}

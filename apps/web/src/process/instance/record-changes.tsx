import type { FieldChange, LineChange, RecordChanges } from '@mortise/api'
import type { EntityModel } from '@mortise/metadata'
import { UnstyledButton, useLocalize, useRuntimeServices, useText } from '@mortise/ui'
import { IconChevronRight, IconHistory } from '@tabler/icons-react'
import { useState } from 'react'
import { FieldChanges } from '../../runtime/record/timeline/field-changes.tsx'
import { instanceTexts } from './instance-texts.ts'
import { Moment } from './moment.tsx'
import classes from './record-changes.module.css'

/** What others changed since one last looked, field by field; folded until it is wanted. */
export function RecordChangesNotice({ entity, changes }: { entity: EntityModel; changes: RecordChanges }) {
  const t = useText(instanceTexts)
  const [open, setOpen] = useState(true)
  const count = changes.fields.length + changes.lines.length
  if (count === 0) return null
  return (
    <section className={classes.notice}>
      <UnstyledButton className={classes.head} aria-expanded={open} onClick={() => setOpen(!open)}>
        <IconHistory size={16} aria-hidden />
        <span>
          {t('changesTitle')} · <Moment at={changes.since} />
        </span>
        <span className={classes.more}>
          {t(open ? 'changesHide' : 'changesShow', { count })}
          <IconChevronRight size={14} aria-hidden data-open={open || undefined} />
        </span>
      </UnstyledButton>
      {open ? (
        <div className={classes.body}>
          <FieldChanges entity={entity} changes={pairsOf(changes.fields)} />
          {changes.lines.map((line) => (
            <Line key={`${line.field}/${line.line}`} entity={entity} change={line} />
          ))}
        </div>
      ) : null}
    </section>
  )
}

const words = { added: 'lineAdded', changed: 'lineChanged', removed: 'lineRemoved' } as const

function Line({ entity, change }: { entity: EntityModel; change: LineChange }) {
  const t = useText(instanceTexts)
  const localize = useLocalize()
  const { app } = useRuntimeServices()
  const field = entity.fields.get(change.field)
  const target = [...app.entities.values()].find(
    ({ parent }) => parent?.entity === entity.key && parent.subTableField === change.field,
  )
  if (!field) return null
  return (
    <div className={classes.line}>
      <div className={classes.lineHead}>
        {localize(field.label)} · {t(words[change.what])}
      </div>
      {target ? (
        <FieldChanges entity={target} changes={pairsOf(change.fields)} compact={change.what !== 'changed'} />
      ) : null}
    </div>
  )
}

function pairsOf(fields: readonly FieldChange[]): { [field: string]: [unknown, unknown] } {
  return Object.fromEntries(fields.map(({ field, before, after }) => [field, [before, after]]))
}

import type { EntityDocument } from '@mortise/metadata'
import { useLocalize, useText } from '@mortise/ui'
import { Fragment, useCallback, useState } from 'react'
import { useIssues } from '../../draft/design-context.ts'
import { nameTexts } from '../../keys/name-texts.ts'
import classes from '../table-designer.module.css'
import { liveFields, type TableActions } from '../use-table.ts'
import { FieldRow } from './field-row.tsx'
import { fieldTexts } from './field-texts.ts'
import { NewFieldRow } from './new-field-row.tsx'
import type { FieldBuilder } from './use-field-builder.ts'

interface FieldListProps {
  table: EntityDocument
  actions: TableActions
  builder: FieldBuilder
  selected: string | null
  onSelect(key: string | null): void
}

/** The fields in use, changed in place, put into order by the handle or with Alt and the arrows. */
export function FieldList({ table, actions, builder, selected, onSelect }: FieldListProps) {
  const t = useText(fieldTexts)
  const names = useText(nameTexts)
  const localize = useLocalize()
  const issues = useIssues(`entity/${table.key}`)
  const [said, say] = useState('')
  const fields = liveFields(table)
  const move = useCallback(
    (key: string, to: number) => {
      const field = fields[fields.findIndex((other) => other.key === key)]
      const from = fields.findIndex((other) => other.key === key)
      // A place is between rows of the list as it is; without the moved one it is one less behind it.
      const place = Math.max(0, Math.min(to > from ? to - 1 : to, fields.length - 1))
      if (!field || place === from) return
      actions.moveField(key, place)
      say(t('moved', { name: localize(field.label), place: place + 1, count: fields.length }))
    },
    [fields, actions, localize, t],
  )
  const pending = builder.pending
  const pendingRow = pending ? <NewFieldRow key={`${pending.kind.type} ${pending.at}`} builder={builder} /> : null
  return (
    <div className={classes.listScroll}>
      <table className={classes.list} aria-label={t('fieldList')}>
        <thead>
          <tr>
            <th aria-label={t('more')} />
            <th>{t('label')}</th>
            <th>{names('key')}</th>
            <th>{t('type')}</th>
            <th className={classes.flag}>{t('required')}</th>
            <th className={classes.flag}>{t('unique')}</th>
            <th className={classes.flag}>{t('searchable')}</th>
            <th aria-label={t('more')} />
          </tr>
        </thead>
        <tbody data-drop-list>
          {fields.map((field, place) => {
            const pointer = `/fields/${table.fields.indexOf(field)}`
            return (
              <Fragment key={field.key}>
                {pending?.at === place ? pendingRow : null}
                <FieldRow
                  table={table}
                  field={field}
                  place={place}
                  actions={actions}
                  selected={field.key === selected}
                  issues={issues.filter((issue) => `${issue.pointer}/`.startsWith(`${pointer}/`))}
                  onSelect={onSelect}
                  onMove={move}
                />
              </Fragment>
            )
          })}
          {pending && pending.at >= fields.length ? pendingRow : null}
        </tbody>
      </table>
      <span className="ui-visually-hidden" role="status">
        {said}
      </span>
    </div>
  )
}

import { useText } from '@mortise/ui'
import { memo } from 'react'
import { CreateCheckbox, FieldsButton, type GrantRowProps, ScopeSelect, TableName } from './grant-controls.tsx'
import classes from './role-page.module.css'
import { roleTexts } from './role-texts.ts'

/** The rights over one table, as a card of a phone. */
export const GrantCard = memo(function GrantCard(row: GrantRowProps) {
  const t = useText(roleTexts)
  return (
    <li className={classes.card} data-inherited={(!row.own && row.table !== null) || undefined}>
      <TableName {...row} />
      <div className={classes.cardRights}>
        {(['read', 'update', 'delete'] as const).map((right) => (
          <div key={right} className={classes.cardRight}>
            <span aria-hidden>{t(right)}</span>
            <ScopeSelect right={right} {...row} />
          </div>
        ))}
      </div>
      <div className={classes.cardFoot}>
        <CreateCheckbox label={t('create')} {...row} />
        <FieldsButton {...row} />
      </div>
    </li>
  )
})

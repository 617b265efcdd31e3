import type { EntityDocument } from '@mortise/metadata'
import { Checkbox, SegmentedControl, useText } from '@mortise/ui'
import { useDesign } from '../draft/design-context.ts'
import { changeTable } from './edits/field-edits.ts'
import { LocalizedInput } from './localized-input.tsx'
import { TableRuleList } from './table-rule-list.tsx'
import { tableRuleTexts } from './table-rule-texts.ts'
import classes from './table-rules.module.css'
import { stepLabel } from './use-table.ts'

type Index = NonNullable<EntityDocument['indexes']>[number]
type Check = NonNullable<EntityDocument['duplicateChecks']>[number]

/** Indexes over several fields, and what counts as a duplicate. */
export function TableRules({ table }: { table: EntityDocument }) {
  return (
    <div className={classes.rules}>
      <Checks table={table} />
      <Indexes table={table} />
    </div>
  )
}

function Indexes({ table }: { table: EntityDocument }) {
  const t = useText(tableRuleTexts)
  const { store } = useDesign()
  const indexes = table.indexes ?? []
  const put = (next: Index[]) =>
    store.change(
      stepLabel('didChangeIndexes', table.label),
      changeTable(table.key, ({ indexes: _, ...present }) =>
        next.length > 0 ? { ...present, indexes: next } : present,
      ),
    )
  return (
    <TableRuleList<Index>
      name="index"
      title={t('indexes')}
      hint={t(indexes.length > 0 ? 'indexesHint' : 'noIndexes')}
      add={t('addIndex')}
      table={table}
      rules={indexes}
      put={put}
      make={(rule) => rule}
      setting={(index, putIndex) => (
        <Checkbox
          label={t('uniqueTogether')}
          checked={index.unique ?? false}
          onChange={(event) => putIndex({ ...index, unique: event.currentTarget.checked })}
        />
      )}
    />
  )
}

function Checks({ table }: { table: EntityDocument }) {
  const t = useText(tableRuleTexts)
  const { store } = useDesign()
  const checks = table.duplicateChecks ?? []
  const put = (next: Check[], merge?: string) =>
    store.change(
      stepLabel('didChangeChecks', table.label),
      changeTable(table.key, ({ duplicateChecks: _, ...present }) =>
        next.length > 0 ? { ...present, duplicateChecks: next } : present,
      ),
      { merge },
    )
  return (
    <TableRuleList<Check>
      name="check"
      title={t('checks')}
      hint={t(checks.length > 0 ? 'checksHint' : 'noChecks')}
      add={t('addCheck')}
      table={table}
      rules={checks}
      put={put}
      make={(rule) => ({ ...rule, mode: 'refuse' })}
      setting={(check, putCheck) => (
        <SegmentedControl
          size="xs"
          aria-label={t('checks')}
          value={check.mode}
          onChange={(mode) => putCheck({ ...check, mode: mode === 'warn' ? 'warn' : 'refuse' })}
          data={[
            { value: 'refuse', label: t('refuse') },
            { value: 'warn', label: t('warn') },
          ]}
        />
      )}
      below={(check, putCheck) => (
        <div className={classes.message}>
          <LocalizedInput
            optional
            label={t('message')}
            maxLength={300}
            value={check.message}
            onChange={(message) => putCheck(withMessage(check, message), `${table.key} check ${check.key}`)}
          />
        </div>
      )}
    />
  )
}

function withMessage({ message: _, ...check }: Check, message: Check['message']): Check {
  return message ? { ...check, message } : check
}

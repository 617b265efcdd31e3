import type { EntityDocument } from '@mortise/metadata'
import { ActionIcon, Button, Checkbox, MultiSelect, SegmentedControl, useLocalize, useText } from '@mortise/ui'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useDesign } from '../draft/design-context.ts'
import { firstFree } from '../keys/free-key.ts'
import { changeTable } from './edits/field-edits.ts'
import { LocalizedInput } from './localized-input.tsx'
import classes from './table-rules.module.css'
import { tableTexts } from './table-texts.ts'
import { liveFields, stepLabel, type TableActions } from './use-table.ts'

interface TableRulesProps {
  table: EntityDocument
  actions: TableActions
}

type Index = NonNullable<EntityDocument['indexes']>[number]
type Check = NonNullable<EntityDocument['duplicateChecks']>[number]

/** Indexes over several fields, and what counts as a duplicate. */
export function TableRules({ table }: TableRulesProps) {
  return (
    <div className={classes.rules}>
      <Checks table={table} />
      <Indexes table={table} />
    </div>
  )
}

/** The fields that may be in an index or a check. */
function useChoices(table: EntityDocument) {
  const localize = useLocalize()
  const { fieldTypes } = useDesign()
  return liveFields(table)
    .filter(({ type }) => fieldTypes.has(type) && fieldTypes.get(type).unique)
    .map(({ key, label }) => ({ value: key, label: localize(label) }))
}

function Indexes({ table }: { table: EntityDocument }) {
  const t = useText(tableTexts)
  const { store } = useDesign()
  const choices = useChoices(table)
  const indexes = table.indexes ?? []
  const put = (next: Index[]) =>
    store.change(
      stepLabel('didChangeIndexes', table.label),
      changeTable(table.key, ({ indexes: _, ...present }) =>
        next.length > 0 ? { ...present, indexes: next } : present,
      ),
    )
  const first = choices[0]?.value
  return (
    <section aria-labelledby="indexes" className={classes.group}>
      <h3 id="indexes">{t('indexes')}</h3>
      <p className={classes.quiet}>{t(indexes.length > 0 ? 'indexesHint' : 'noIndexes')}</p>
      <ul className={classes.entries}>
        {indexes.map((index, at) => (
          <li key={index.key} className={classes.entry}>
            <MultiSelect
              className={classes.wide}
              aria-label={t('fieldsOf')}
              data={choices}
              maxValues={6}
              value={index.fields}
              onChange={(fields) => fields.length > 0 && put(indexes.with(at, { ...index, fields }))}
            />
            <Checkbox
              label={t('uniqueTogether')}
              checked={index.unique ?? false}
              onChange={(event) => put(indexes.with(at, { ...index, unique: event.currentTarget.checked }))}
            />
            <ActionIcon aria-label={t('remove')} onClick={() => put(indexes.toSpliced(at, 1))}>
              <IconTrash size={15} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Button
        variant="default"
        disabled={first === undefined}
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={() => first && put([...indexes, { key: freeMember(indexes, 'index'), fields: [first] }])}
      >
        {t('addIndex')}
      </Button>
    </section>
  )
}

function Checks({ table }: { table: EntityDocument }) {
  const t = useText(tableTexts)
  const { store } = useDesign()
  const choices = useChoices(table)
  const checks = table.duplicateChecks ?? []
  const put = (next: Check[], merge?: string) =>
    store.change(
      stepLabel('didChangeChecks', table.label),
      changeTable(table.key, ({ duplicateChecks: _, ...present }) =>
        next.length > 0 ? { ...present, duplicateChecks: next } : present,
      ),
      { merge },
    )
  const first = choices[0]?.value
  return (
    <section aria-labelledby="checks" className={classes.group}>
      <h3 id="checks">{t('checks')}</h3>
      <p className={classes.quiet}>{t(checks.length > 0 ? 'checksHint' : 'noChecks')}</p>
      <ul className={classes.entries}>
        {checks.map((check, at) => (
          <li key={check.key} className={classes.entry}>
            <MultiSelect
              className={classes.wide}
              aria-label={t('fieldsOf')}
              data={choices}
              maxValues={6}
              value={check.fields}
              onChange={(fields) => fields.length > 0 && put(checks.with(at, { ...check, fields }))}
            />
            <SegmentedControl
              size="xs"
              aria-label={t('checks')}
              value={check.mode}
              onChange={(mode) => put(checks.with(at, { ...check, mode: mode === 'warn' ? 'warn' : 'refuse' }))}
              data={[
                { value: 'refuse', label: t('refuse') },
                { value: 'warn', label: t('warn') },
              ]}
            />
            <ActionIcon aria-label={t('remove')} onClick={() => put(checks.toSpliced(at, 1))}>
              <IconTrash size={15} aria-hidden />
            </ActionIcon>
            <div className={classes.message}>
              <LocalizedInput
                optional
                label={t('message')}
                maxLength={300}
                value={check.message}
                onChange={(message) =>
                  put(checks.with(at, withMessage(check, message)), `${table.key} check ${check.key}`)
                }
              />
            </div>
          </li>
        ))}
      </ul>
      <Button
        variant="default"
        disabled={first === undefined}
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={() => first && put([...checks, { key: freeMember(checks, 'check'), fields: [first], mode: 'refuse' }])}
      >
        {t('addCheck')}
      </Button>
    </section>
  )
}

function withMessage({ message: _, ...check }: Check, message: Check['message']): Check {
  return message ? { ...check, message } : check
}

function freeMember(members: readonly { key: string }[], wanted: string): string {
  return firstFree(`${wanted}_${members.length + 1}`, (key) => members.some((member) => member.key === key))
}

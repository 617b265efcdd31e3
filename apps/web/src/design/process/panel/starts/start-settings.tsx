import type { ValidationIssue } from '@mortise/api'
import type { EntityModel, ProcessDocument, ProcessStarts } from '@mortise/metadata'
import { Checkbox, MultiSelect, Switch, useLocalize, useText } from '@mortise/ui'
import { type ReactNode, useId } from 'react'
import { ConditionSetting } from '../../../form/properties/condition-setting.tsx'
import { withoutUndefined } from '../../../form/properties/use-node-edit.ts'
import { inBoth } from '../../../in-both.ts'
import { RoleSetting } from '../../../page/properties/role-setting.tsx'
import classes from '../panel.module.css'
import { IssueList } from '../panel-issues.tsx'
import type { PutProcess } from '../process-panel.tsx'
import { ScheduleFields } from './schedule-fields.tsx'
import { startSettingsTexts } from './start-settings-texts.ts'

export interface StartSettingsProps {
  process: ProcessDocument
  table: EntityModel | null
  issues: readonly ValidationIssue[]
  put: PutProcess
}

type Way = 'hand' | 'record' | 'schedule'
const ways: readonly Way[] = ['hand', 'record', 'schedule']

/** What each way begins with when it is switched on. */
const first: { readonly [Name in Way]: NonNullable<ProcessStarts[Name]> } = {
  hand: {},
  record: { on: ['create'] },
  schedule: { every: 'day' },
}

/** How instances are started: by people, when records change, when a schedule comes round. */
export function StartSettings({ process, table, issues, put }: StartSettingsProps) {
  const t = useText(startSettingsTexts)
  const id = useId()
  const starts = process.start ?? {}
  const set = (change: { [Name in keyof ProcessStarts]?: ProcessStarts[Name] | undefined }, typed?: string) => {
    const next = withoutUndefined({ ...starts, ...change }) as ProcessStarts
    put({ start: Object.keys(next).length > 0 ? next : undefined }, inBoth(startSettingsTexts, 'starts'), typed)
  }
  const fields: { readonly [Name in Way]: () => ReactNode } = {
    hand: () => <HandFields table={table} value={starts.hand ?? {}} onChange={(hand) => set({ hand })} />,
    record: () =>
      table ? (
        <RecordFields
          table={table}
          value={starts.record ?? { on: ['create'] }}
          onChange={(record) => set({ record })}
        />
      ) : null,
    schedule: () => (
      <ScheduleFields
        table={table}
        value={starts.schedule ?? { every: 'day' }}
        onChange={(schedule, typed) => set({ schedule }, typed ? 'schedule' : undefined)}
      />
    ),
  }
  const possible = ways.filter((way) => way !== 'record' || table || starts.record)
  return (
    <section className={classes.option} aria-labelledby={id}>
      <h3 id={id} className={classes.label}>
        {t('starts')}
      </h3>
      <p className={classes.quiet}>{t(ways.some((way) => starts[way]) ? 'startsHint' : 'startsNone')}</p>
      {possible.map((way) => (
        <div key={way} className={classes.group}>
          <Switch
            label={t(`start_${way}`)}
            description={t(`start_${way}_hint`)}
            checked={starts[way] !== undefined}
            onChange={({ currentTarget: { checked } }) => set({ [way]: checked ? first[way] : undefined })}
          />
          {starts[way] === undefined ? null : fields[way]()}
          <IssueList issues={issues.filter(({ pointer }) => pointer.startsWith(`/start/${way}`))} />
        </div>
      ))}
      {table ? (
        <Checkbox
          label={t('several')}
          description={t('severalHint')}
          checked={starts.several ?? false}
          onChange={({ currentTarget: { checked } }) => set({ several: checked || undefined })}
        />
      ) : null}
    </section>
  )
}

interface FieldsProps<Value> {
  table: EntityModel | null
  value: Value
  onChange(value: Value): void
}

function HandFields({ table, value, onChange }: FieldsProps<NonNullable<ProcessStarts['hand']>>) {
  const t = useText(startSettingsTexts)
  const put = (change: object) => onChange(withoutUndefined({ ...value, ...change }))
  return (
    <>
      <RoleSetting label={t('startRoles')} value={value.roles} onChange={(roles) => put({ roles })} />
      {table ? (
        <ConditionSetting
          label={t('startWhen')}
          entity={table}
          value={value.when}
          none={t('startWhenNone')}
          onChange={(when) => put({ when })}
        />
      ) : null}
    </>
  )
}

const changes = ['create', 'update'] as const

function RecordFields({
  table,
  value,
  onChange,
}: FieldsProps<NonNullable<ProcessStarts['record']>> & { table: EntityModel }) {
  const t = useText(startSettingsTexts)
  const localize = useLocalize()
  const put = (change: object) => onChange(withoutUndefined({ ...value, ...change }) as typeof value)
  const fields = [...table.fields.values()].filter(({ kind, system }) => !kind.internal && !system)
  return (
    <>
      <Checkbox.Group
        label={t('startOn')}
        value={[...value.on]}
        onChange={(on) => on.length > 0 && put({ on: changes.filter((one) => on.includes(one)) })}
      >
        <div className={classes.checks}>
          {changes.map((one) => (
            <Checkbox key={one} value={one} label={t(`startOn_${one}`)} />
          ))}
        </div>
      </Checkbox.Group>
      {value.on.includes('update') ? (
        <MultiSelect
          label={t('startFields')}
          searchable
          placeholder={value.fields ? undefined : t('startFieldsAny')}
          data={fields.map(({ key, label }) => ({ value: key, label: localize(label) }))}
          value={value.fields ?? []}
          onChange={(next) => put({ fields: next.length > 0 ? next : undefined })}
        />
      ) : null}
      <ConditionSetting
        label={t('startWhen')}
        entity={table}
        value={value.when}
        none={t('startWhenNone')}
        onChange={(when) => put({ when })}
      />
    </>
  )
}

import type { StoredExpression } from '@mortise/expressions'
import type { EntityModel, Filter, Placeholder } from '@mortise/metadata'
import { useLocalize, useText } from '@mortise/ui'
import { type ReactNode, useId } from 'react'
import { TableAroundContext } from '../../../../runtime/formula/use-formula-scope.ts'
import { PlaceholderList } from '../../../button/placeholder-list.tsx'
import { type FieldValue, ValueList } from '../../../button/value-list.tsx'
import { useDesignModel } from '../../../draft/design-context.ts'
import { ConditionSetting } from '../../../form/properties/condition-setting.tsx'
import { FormulaSetting } from '../../../formula-setting.tsx'
import { FilterOption } from '../../../page/properties/filter-option.tsx'
import classes from '../panel.module.css'
import { type PanelPlace, tryPart, usePanelPlace } from '../panel-context.ts'
import { OptionIssues } from '../panel-issues.tsx'
import { panelTexts } from '../panel-texts.ts'
import { OptionFrame } from './option-frame.tsx'
import type { NodeOptionProps } from './option-props.ts'
import { optionTexts } from './option-texts.ts'

const holds: StoredExpression = { v: 1, expr: true }
const nothing: StoredExpression = { v: 1, expr: null }

/** The table over whose records an option's expression is. */
function tableOver(panel: PanelPlace, pointer: string): EntityModel | null {
  const part = tryPart(panel, { pointer, value: holds, part: 'expression' })
  return (part && panel.place.names.entities.get(part.entity)) ?? panel.place.root
}

/** What is around the records of a table that an option is about: `{^Field}`. */
function Around({ of, children }: { of: { outer?: string } | undefined; children: ReactNode }) {
  return <TableAroundContext value={of?.outer}>{children}</TableAroundContext>
}

const isConstant = (stored: StoredExpression | undefined) => stored === undefined || typeof stored.expr === 'boolean'

/** A condition over the record, put together part by part. One that is always the same is none. */
export function ConditionEditor({ label, required, value, pointer, onChange }: NodeOptionProps) {
  const t = useText(optionTexts)
  const panel = usePanelPlace()
  const table = tableOver(panel, pointer)
  const stored = value as StoredExpression | undefined
  if (!table) return <NeedsTable label={label} pointer={pointer} />
  return (
    <div className={classes.option}>
      <ConditionSetting
        label={label}
        entity={table}
        value={isConstant(stored) ? undefined : stored}
        none={t(stored?.expr === true ? 'conditionAlways' : 'conditionNone')}
        onChange={(next) => onChange(next ?? (required ? holds : undefined))}
      />
      <OptionIssues pointer={pointer} />
    </div>
  )
}

function NeedsTable({ label, pointer }: { label: string; pointer: string }) {
  const t = useText(optionTexts)
  const panelText = useText(panelTexts)
  const id = useId()
  const { root } = usePanelPlace().place
  return (
    <OptionFrame label={label} pointer={pointer} id={id}>
      <p className={classes.quiet}>{root ? t('chooseTable') : panelText('needsTable')}</p>
    </OptionFrame>
  )
}

export function ExpressionEditor({ label, value, pointer, onChange }: NodeOptionProps) {
  const id = useId()
  const panel = usePanelPlace()
  const part = tryPart(panel, { pointer, value: nothing, part: 'expression' })
  const table = tableOver(panel, pointer)
  if (!table) return <NeedsTable label={label} pointer={pointer} />
  return (
    <OptionFrame label={label} pointer={pointer} id={id}>
      <FormulaSetting
        table={table}
        expected={part?.expected ?? null}
        value={value as StoredExpression | undefined}
        onChange={(next) => onChange(next)}
      />
    </OptionFrame>
  )
}

/** Fields and what they are given: into which table and over which record is what the type of node says. */
export function ValuesEditor({ label, schema, value, pointer, onChange }: NodeOptionProps) {
  const id = useId()
  const localize = useLocalize()
  const panel = usePanelPlace()
  const { model } = panel.place
  const probe = [{ field: 'owner', value: nothing }]
  const set =
    tryPart(panel, { pointer: `${pointer}/0/field`, value: 'owner', part: 'set' }) ?? trySet(panel, pointer, probe)
  const target = (set && model.entities.get(set.entity)) ?? null
  const over = tableOver(panel, `${pointer}/0/value`)
  const part = tryPart(panel, { pointer: `${pointer}/0/value`, value: nothing, part: 'expression' })
  if (!target || !over) return <NeedsTable label={label} pointer={pointer} />
  return (
    <OptionFrame label={label} hint={schema.hint && localize(schema.hint)} pointer={pointer} id={id}>
      <Around of={part}>
        <ValueList
          table={over}
          target={target}
          values={(Array.isArray(value) ? value : []) as FieldValue[]}
          onChange={(next) => onChange(next)}
        />
      </Around>
    </OptionFrame>
  )
}

const trySet = (panel: PanelPlace, pointer: string, probe: FieldValue[]) => {
  const node = { ...panel.node, options: { ...panel.node.options, [pointer.slice(1)]: probe } }
  return tryPart({ ...panel, node }, { pointer: `${pointer}/0/field`, value: 'owner', part: 'set' })
}

export function FilterEditor({ label, schema, value, pointer, onChange }: NodeOptionProps) {
  const panel = usePanelPlace()
  const localize = useLocalize()
  const model = useDesignModel()
  const part = tryPart(panel, { pointer, value: { and: [] }, part: 'filter' })
  const table = part && model.entities.get(part.entity)
  if (!table) return null
  return (
    <div className={classes.option}>
      <Around of={part}>
        <FilterOption
          label={label}
          table={table}
          value={value as Filter | undefined}
          onChange={(next) => onChange(next)}
        />
      </Around>
      {schema.hint ? <p className={classes.quiet}>{localize(schema.hint)}</p> : null}
      <OptionIssues pointer={pointer} />
    </div>
  )
}

/** What the names in braces in the texts of a node stand for. */
export function PlaceholdersEditor({ label, schema, value, pointer, onChange }: NodeOptionProps) {
  const panel = usePanelPlace()
  const localize = useLocalize()
  if (!panel.place.root) return null
  return (
    <section className={classes.option} aria-label={label}>
      <PlaceholderList
        formatted
        label={label}
        table={panel.place.root}
        values={(Array.isArray(value) ? value : []) as Placeholder[]}
        onChange={(next) => onChange(next.length > 0 ? next : undefined)}
      />
      {schema.hint ? <p className={classes.quiet}>{localize(schema.hint)}</p> : null}
      <OptionIssues pointer={pointer} />
    </section>
  )
}

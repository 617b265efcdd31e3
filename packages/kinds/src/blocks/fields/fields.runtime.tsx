import { type FieldModel, shownField } from '@mortise/metadata'
import {
  type BlockProps,
  defineBlockRuntime,
  type FieldCellProps,
  useLocalize,
  usePageServices,
  useRuntimeServices,
  useText,
} from '@mortise/ui'
import type { ComponentType } from 'react'
import { BlockBroken } from '../../block-parts/block-broken.tsx'
import { BlockCard, useBlockTitle } from '../../block-parts/block-card.tsx'
import { blockTexts } from '../../block-parts/block-texts.tsx'
import classes from '../../block-parts/blocks.module.css'
import { useFitting } from '../../block-parts/use-fitting.tsx'
import fields, { type FieldsOptions } from './fields.ts'

function FieldsBlock(props: BlockProps<FieldsOptions>) {
  const t = useText(blockTexts)
  const { entity } = usePageServices()
  const shown = props.options.fields.flatMap((key) => entity?.fields.get(key) ?? [])
  if (shown.length === 0) return <BlockBroken>{t('noFields')}</BlockBroken>
  return props.options.style === 'figures' ? (
    <KeyFigures {...props} fields={shown} />
  ) : (
    <Profile {...props} fields={shown} />
  )
}

type ShownProps = BlockProps<FieldsOptions> & { fields: readonly FieldModel[] }

function Profile({ block, options, fields: shown }: ShownProps) {
  const { parts } = usePageServices()
  const title = useBlockTitle(block)
  const list = <parts.Fields fields={shown.map(({ key }) => key)} columns={options.columns ?? 2} />
  if (title) {
    return (
      <BlockCard title={title}>
        <div className={classes.fields}>{list}</div>
      </BlockCard>
    )
  }
  return (
    <div className={classes.card}>
      <div className={classes.fields} data-bare>
        {list}
      </div>
    </div>
  )
}

/** The values that tell most, to be seen at a glance. */
function KeyFigures({ block, fields: shown }: ShownProps) {
  const { record } = usePageServices()
  const title = useBlockTitle(block)
  return (
    <dl className={classes.figures} aria-label={title || undefined}>
      {shown.map((field) => (
        <KeyFigure key={field.key} field={field} value={record?.[field.key]} />
      ))}
    </dl>
  )
}

function KeyFigure({ field, value }: { field: FieldModel; value: unknown }) {
  const localize = useLocalize()
  const { fieldRuntimes } = useRuntimeServices()
  const ref = useFitting<HTMLElement>()
  const Cell = fieldRuntimes.get(field.type).Cell as ComponentType<FieldCellProps>
  const shown = value ?? shownField(field).kind.blank ?? null
  return (
    <div className={classes.keyFigure}>
      <dt title={localize(field.label)}>{localize(field.label)}</dt>
      <dd ref={ref}>{shown === null ? '—' : <Cell field={field} value={shown} appearance="cell" />}</dd>
    </div>
  )
}

export default defineBlockRuntime<FieldsOptions>(fields, { Block: FieldsBlock })

import type { EntityDocument, FieldDocument } from '@mortise/metadata'
import { Button, commonTexts, Group, Modal, useText } from '@mortise/ui'
import { FormulaReading } from '@mortise/ui/formula'
import { IconMathFunction } from '@tabler/icons-react'
import { useState } from 'react'
import { type FormulaFieldOptions, FormulaOptions } from '../../../admin/computed/formula-options.tsx'
import { isChosen, type RollupFieldOptions, RollupOptions } from '../../../admin/computed/rollup-options.tsx'
import { useFormulaScope } from '../../../runtime/formula/use-formula-scope.ts'
import { useDesign, useDesignModel } from '../../draft/design-context.ts'
import { DesignServices } from '../../draft/design-services.tsx'
import classes from '../table-designer.module.css'
import { optionTexts } from './option-texts.ts'

interface ComputedOptionProps {
  table: EntityDocument
  field: FieldDocument
  onChange(change: (field: FieldDocument) => FieldDocument): void
}

/** What a computed field computes: to be read here, and written in a dialog that has room for it. */
export function ComputedOption(props: ComputedOptionProps) {
  const t = useText(optionTexts)
  const [editing, setEditing] = useState(false)
  return (
    <>
      <DesignServices>
        <Reading {...props} />
      </DesignServices>
      <Button
        variant="default"
        leftSection={<IconMathFunction size={15} aria-hidden />}
        onClick={() => setEditing(true)}
      >
        {t('editFormula')}
      </Button>
      {editing ? (
        <DesignServices>
          <ComputedDialog {...props} onClose={() => setEditing(false)} />
        </DesignServices>
      ) : null}
    </>
  )
}

const purpose = { allowJs: true }

function Reading({ table, field }: ComputedOptionProps) {
  const t = useText(optionTexts)
  const known = useDesignModel().entities.has(table.key)
  const { expression } = (field.options ?? {}) as { expression?: FormulaFieldOptions['expression'] }
  if (!expression || !known) return <p className={classes.quiet}>{field.options ? null : t('noFormula')}</p>
  return <Formula table={table.key} field={field.key} expression={expression} />
}

function Formula({
  table,
  field,
  expression,
}: {
  table: string
  field: string
  expression: NonNullable<FormulaFieldOptions['expression']>
}) {
  const scope = useFormulaScope(table, purpose, field)
  return <FormulaReading formula={expression} scope={scope} />
}

/** Sums up related records, as the options of its type say, or computes from the record itself. */
function useSumsUp(field: FieldDocument): boolean {
  const { fieldTypes } = useDesign()
  const options = fieldTypes.get(field.type).options.properties as { [name: string]: { editor?: string } }
  return Object.values(options).some(({ editor }) => editor === 'to-many')
}

function ComputedDialog({ table, field, onChange, onClose }: ComputedOptionProps & { onClose(): void }) {
  const t = useText(optionTexts)
  const common = useText(commonTexts)
  const entity = useDesignModel().entities.get(table.key)
  const sumsUp = useSumsUp(field)
  const [formula, setFormula] = useState<FormulaFieldOptions>(() => formulaOf(field))
  const [rollup, setRollup] = useState<RollupFieldOptions>(() => rollupOf(field))
  const [unfinished, setUnfinished] = useState(false)
  if (!entity) return null
  const ready = sumsUp ? isChosen(rollup) && !unfinished : formula.expression !== null && formula.result !== null
  function apply() {
    const options = sumsUp ? rollup : formula
    onChange((present) => ({ ...present, options: options as unknown as { [name: string]: unknown } }))
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('formula')} size={760}>
      <div className={classes.formulaDialog}>
        {sumsUp ? (
          <RollupOptions entity={entity} options={rollup} onChange={setRollup} onUnfinished={setUnfinished} />
        ) : (
          <FormulaOptions entity={entity} field={field.key} options={formula} onChange={setFormula} />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button disabled={!ready} onClick={apply}>
            {t('typeApplyFormula')}
          </Button>
        </Group>
      </div>
    </Modal>
  )
}

function formulaOf({ options }: FieldDocument): FormulaFieldOptions {
  const { expression = null, result = null } = (options ?? {}) as Partial<FormulaFieldOptions>
  return { expression, result }
}

function rollupOf({ options }: FieldDocument): RollupFieldOptions {
  return { ...emptyRollup, ...(options as Partial<RollupFieldOptions> | undefined) }
}

const emptyRollup: RollupFieldOptions = {
  relation: null,
  function: 'sum',
  value: null,
  filter: null,
  order: null,
  result: null,
}

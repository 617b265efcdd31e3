import type { LocalizedText } from '@mortise/core'
import type { EntityModel, ListColumn } from '@mortise/metadata'
import { Button, commonTexts, Group, Modal, Stack, useText } from '@mortise/ui'
import { useState } from 'react'
import { type FormulaFieldOptions, FormulaOptions } from '../../../admin/computed/formula-options.tsx'
import { keyForLabel } from '../../keys/key-for-label.ts'
import { LocalizedInput } from '../../table/localized-input.tsx'
import { viewDesignTexts } from '../view-design-texts.ts'

interface CalculatedDialogProps {
  entity: EntityModel
  /** The one that is changed; null: a new one. */
  column: ListColumn | null
  /** Keys of the other columns. */
  taken: readonly string[]
  onApply(column: ListColumn): void
  onClose(): void
}

/** A column that is computed for the list: its name, its formula, and as what the result is shown. */
export function CalculatedDialog({ entity, column, taken, onApply, onClose }: CalculatedDialogProps) {
  const t = useText(viewDesignTexts)
  const common = useText(commonTexts)
  const [label, setLabel] = useState<LocalizedText | undefined>(column?.formula?.label)
  const [options, setOptions] = useState<FormulaFieldOptions>(() => ({
    expression: column?.formula?.expression ?? null,
    result: column?.formula?.result ?? null,
  }))
  const { expression, result } = options
  function apply() {
    if (!label || !expression || !result) return
    const keys = new Set([...entity.fields.keys(), ...taken])
    const field = column?.field ?? keyForLabel(label, keys, 'calculated')
    onApply({ ...column, field, formula: { label, expression, result } })
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('calculated')} size={760}>
      <Stack gap="md">
        <p style={{ margin: 0, color: 'var(--ui-text-2)', fontSize: 'var(--ui-text-small)' }}>{t('calculatedHint')}</p>
        <LocalizedInput label={t('name')} maxLength={100} optional value={label} onChange={setLabel} />
        <FormulaOptions entity={entity} field={null} options={options} onChange={setOptions} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button disabled={!label || !expression || !result} onClick={apply}>
            {t('apply')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

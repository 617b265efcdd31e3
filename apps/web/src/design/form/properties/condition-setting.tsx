import { deepEqual } from '@mortise/core'
import { type StoredExpression, types } from '@mortise/expressions'
import type { EntityModel } from '@mortise/metadata'
import { Button, Group, Modal, Stack, useText } from '@mortise/ui'
import { FormulaReading } from '@mortise/ui/formula'
import { IconFilter } from '@tabler/icons-react'
import { useState } from 'react'
import { ConditionInput } from '../../../runtime/filter/condition-input.tsx'
import { useFormulaScope } from '../../../runtime/formula/use-formula-scope.ts'
import classes from './form-properties.module.css'
import { propertyTexts } from './property-texts.ts'

interface ConditionSettingProps {
  label: string
  entity: EntityModel
  value: StoredExpression | undefined
  /** What it means that there is none. */
  none: string
  onChange(value: StoredExpression | undefined): void
}

/** A condition to be read here, and put together in a dialog that has room for it. */
export function ConditionSetting({ label, entity, value, none, onChange }: ConditionSettingProps) {
  const t = useText(propertyTexts)
  const [editing, setEditing] = useState(false)
  return (
    <div className={classes.row}>
      <span className={classes.rowLabel}>{label}</span>
      {value ? <ConditionReading entity={entity} condition={value} /> : <p className={classes.quiet}>{none}</p>}
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconFilter size={14} aria-hidden />}
          onClick={() => setEditing(true)}
        >
          {t('editCondition')}
        </Button>
        {value ? (
          <Button size="xs" variant="subtle" color="gray" onClick={() => onChange(undefined)}>
            {t('clearCondition')}
          </Button>
        ) : null}
      </Group>
      {editing ? (
        <ConditionDialog
          title={label}
          entity={entity}
          value={value ?? null}
          onClose={() => setEditing(false)}
          onApply={(next) => {
            setEditing(false)
            if (!deepEqual(next ?? null, value ?? null)) onChange(next ?? undefined)
          }}
        />
      ) : null}
    </div>
  )
}

const purpose = { expected: types.bool, allowJs: true } as const

/** A condition in the words of a formula. */
export function ConditionReading({ entity, condition }: { entity: EntityModel; condition: StoredExpression }) {
  const scope = useFormulaScope(entity.key, purpose)
  return <FormulaReading formula={condition} scope={scope} />
}

interface ConditionDialogProps {
  title: string
  entity: EntityModel
  value: StoredExpression | null
  onApply(value: StoredExpression | null): void
  onClose(): void
}

function ConditionDialog({ title, entity, value, onApply, onClose }: ConditionDialogProps) {
  const t = useText(propertyTexts)
  const [condition, setCondition] = useState(value)
  const [unfinished, setUnfinished] = useState(false)
  return (
    <Modal opened onClose={onClose} title={title} size={720}>
      <Stack gap="md">
        <ConditionInput
          entity={entity}
          value={condition}
          onChange={setCondition}
          onUnfinished={setUnfinished}
          emptyHint={t('conditionEmpty')}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button disabled={unfinished} onClick={() => onApply(condition)}>
            {t('apply')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

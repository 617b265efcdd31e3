import { deepEqual } from '@mortise/core'
import type { StoredExpression } from '@mortise/expressions'
import type { EntityModel } from '@mortise/metadata'
import { Button, Group, useText } from '@mortise/ui'
import { IconFilter } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { TableAroundContext } from '../../../runtime/formula/use-formula-scope.ts'
import classes from './form-properties.module.css'
import { propertyTexts } from './property-texts.ts'

// The language of formulas is large: fetched once a condition is there.
const ConditionReading = lazy(async () => ({ default: (await import('./condition-reading.tsx')).ConditionReading }))
const ConditionDialog = lazy(async () => ({ default: (await import('./condition-dialog.tsx')).ConditionDialog }))

interface ConditionSettingProps {
  label: string
  entity: EntityModel
  /** The table of the record around: `{^Customer}`. */
  around?: EntityModel
  value: StoredExpression | undefined
  /** What it means that there is none. */
  none: string
  onChange(value: StoredExpression | undefined): void
}

/** A condition to be read here, and put together in a dialog that has room for it. */
export function ConditionSetting({ label, entity, around, value, none, onChange }: ConditionSettingProps) {
  const t = useText(propertyTexts)
  const [editing, setEditing] = useState(false)
  return (
    <TableAroundContext value={around?.key}>
      <div className={classes.row}>
        <span className={classes.rowLabel}>{label}</span>
        {value ? (
          <Suspense fallback={null}>
            <ConditionReading entity={entity} condition={value} />
          </Suspense>
        ) : (
          <p className={classes.quiet}>{none}</p>
        )}
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
          <Suspense fallback={null}>
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
          </Suspense>
        ) : null}
      </div>
    </TableAroundContext>
  )
}

import type { FieldModel } from '@mortise/metadata'
import {
  Button,
  commonTexts,
  type FieldCellProps,
  Group,
  Modal,
  Radio,
  Stack,
  useLocalize,
  useRuntimeServices,
  useText,
} from '@mortise/ui'
import { type ComponentType, useState } from 'react'
import classes from './conflict-dialog.module.css'
import { formTexts } from './form-texts.ts'
import type { FieldConflict } from './merge-conflict.ts'
import type { RecordFormModel } from './use-record-form.ts'

interface ConflictDialogProps {
  model: RecordFormModel
  conflict: NonNullable<RecordFormModel['conflict']>
}

/** Two people changed the same fields: both values side by side, mine kept unless the user says otherwise. */
export function ConflictDialog({ model, conflict }: ConflictDialogProps) {
  const t = useText(formTexts)
  const common = useText(commonTexts)
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set())
  function choose(field: string, keepTheirs: boolean) {
    const next = new Set(theirs)
    if (keepTheirs) next.add(field)
    else next.delete(field)
    setTheirs(next)
  }
  return (
    <Modal opened onClose={model.closeDialog} title={t('conflictTitle')} size="lg">
      <Stack gap="md">
        <p className={classes.text}>{t('conflictText')}</p>
        {conflict.conflicts.map((one) => {
          const field = model.entity.fields.get(one.field)
          return field ? (
            <ConflictRow
              key={one.field}
              field={field}
              conflict={one}
              keepTheirs={theirs.has(one.field)}
              onChoose={(keep) => choose(one.field, keep)}
            />
          ) : null
        })}
        <Group justify="flex-end" gap="sm">
          <Button variant="subtle" color="gray" onClick={model.closeDialog}>
            {common('cancel')}
          </Button>
          <Button onClick={() => void model.resolveConflict(theirs)} data-autofocus>
            {t('conflictSave')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

interface ConflictRowProps {
  field: FieldModel
  conflict: FieldConflict
  keepTheirs: boolean
  onChoose(keepTheirs: boolean): void
}

function ConflictRow({ field, conflict, keepTheirs, onChoose }: ConflictRowProps) {
  const t = useText(formTexts)
  const localize = useLocalize()
  const { fieldRuntimes } = useRuntimeServices()
  const Cell = fieldRuntimes.get(field.type).Cell as ComponentType<FieldCellProps>
  return (
    <Radio.Group
      label={localize(field.label)}
      value={keepTheirs ? 'theirs' : 'mine'}
      onChange={(value) => onChoose(value === 'theirs')}
    >
      <div className={classes.sides}>
        <div className={classes.side}>
          <Radio value="mine" label={t('mine')} />
          <div className={classes.value}>
            <Cell field={field} value={conflict.mine} appearance="text" />
          </div>
        </div>
        <div className={classes.side}>
          <Radio value="theirs" label={t('theirs')} />
          <div className={classes.value}>
            <Cell field={field} value={conflict.theirs} appearance="text" />
          </div>
        </div>
      </div>
    </Radio.Group>
  )
}

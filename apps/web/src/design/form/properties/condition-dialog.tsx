import type { StoredExpression } from '@mortise/expressions'
import type { EntityModel } from '@mortise/metadata'
import { Button, Group, Modal, Stack, useText } from '@mortise/ui'
import { useState } from 'react'
import { ConditionInput } from '../../../runtime/filter/condition-input.tsx'
import { propertyTexts } from './property-texts.ts'

interface ConditionDialogProps {
  title: string
  entity: EntityModel
  value: StoredExpression | null
  onApply(value: StoredExpression | null): void
  onClose(): void
}

/** Puts a condition together, part by part or as a formula. */
export function ConditionDialog({ title, entity, value, onApply, onClose }: ConditionDialogProps) {
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

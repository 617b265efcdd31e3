import type { EntityModel } from '@mortise/metadata'
import { Button, useText } from '@mortise/ui'
import { FieldPicker } from '../../filter/field-picker.tsx'
import { listTexts } from '../list-texts.ts'
import { isGroupable } from '../views/view-options.ts'
import classes from './toolbar.module.css'

export interface GroupEditorProps {
  entity: EntityModel
  group: string | undefined
  onChange(group: string | null): void
}

export function GroupEditor({ entity, group, onChange }: GroupEditorProps) {
  const t = useText(listTexts)
  return (
    <div className={classes.rows}>
      <FieldPicker
        entity={entity}
        value={group ?? null}
        label={t('group')}
        accepts={isGroupable}
        onChange={(path) => onChange(path)}
      />
      {group && (
        <div>
          <Button size="xs" variant="subtle" color="gray" onClick={() => onChange(null)}>
            {t('ungroup')}
          </Button>
        </div>
      )}
    </div>
  )
}

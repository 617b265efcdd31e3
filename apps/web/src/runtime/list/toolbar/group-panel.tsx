import type { EntityModel } from '@mortise/metadata'
import { Button, useRuntimeServices, useText } from '@mortise/ui'
import { IconLayoutRows } from '@tabler/icons-react'
import { pathLabel } from '../../filter/field-choices.ts'
import { FieldPicker } from '../../filter/field-picker.tsx'
import { listTexts } from '../list-texts.ts'
import { isGroupable } from '../views/view-options.ts'
import classes from './toolbar.module.css'
import { ToolbarPanel } from './toolbar-panel.tsx'

interface GroupPanelProps {
  entity: EntityModel
  group: string | undefined
  onChange(group: string | null): void
}

/** The field whose values head the groups of the list. */
export function GroupPanel({ entity, group, onChange }: GroupPanelProps) {
  const { app, language } = useRuntimeServices()
  const t = useText(listTexts)
  const label = group ? t('groupBy', { label: pathLabel(app, entity, group, language) }) : t('group')
  return (
    <ToolbarPanel
      label={label}
      icon={<IconLayoutRows size={15} aria-hidden />}
      active={group !== undefined}
      width={300}
    >
      {(close) => (
        <div className={classes.rows}>
          <FieldPicker
            entity={entity}
            value={group ?? null}
            label={t('group')}
            accepts={isGroupable}
            onChange={(path) => {
              onChange(path)
              close()
            }}
          />
          {group && (
            <div>
              <Button
                size="xs"
                variant="subtle"
                color="gray"
                onClick={() => {
                  onChange(null)
                  close()
                }}
              >
                {t('ungroup')}
              </Button>
            </div>
          )}
        </div>
      )}
    </ToolbarPanel>
  )
}

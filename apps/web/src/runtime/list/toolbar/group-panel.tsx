import { Skeleton, useRuntimeServices, useText } from '@mortise/ui'
import { IconLayoutRows } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { pathLabel } from '../../filter/field-choices.ts'
import { listTexts } from '../list-texts.ts'
import type { GroupEditorProps } from './group-editor.tsx'
import { ToolbarPanel } from './toolbar-panel.tsx'

const GroupEditor = lazy(() => import('./group-editor.tsx').then((module) => ({ default: module.GroupEditor })))

/** The field whose values head the groups of the list. */
export function GroupPanel({ entity, group, onChange }: GroupEditorProps) {
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
        <Suspense fallback={<Skeleton height={group ? 76 : 36} />}>
          <GroupEditor
            entity={entity}
            group={group}
            onChange={(next) => {
              onChange(next)
              close()
            }}
          />
        </Suspense>
      )}
    </ToolbarPanel>
  )
}

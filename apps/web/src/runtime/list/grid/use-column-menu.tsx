import type { EntityRecord } from '@mortise/data'
import { type EntityModel, type ListColumn, resolvePath, shownField } from '@mortise/metadata'
import { useRuntimeServices, useText } from '@mortise/ui'
import type { GridColumn, GridMenuItem } from '@mortise/ui/grid'
import { IconCheck, IconLayoutRows, IconSum } from '@tabler/icons-react'
import { useCallback } from 'react'
import { listTexts } from '../list-texts.ts'
import type { ShownList } from '../views/use-list-view.ts'
import { isGroupable } from '../views/view-options.ts'

/** What a list adds to the menu of a column: grouping and the figure under it. */
export function useColumnMenu(
  entity: EntityModel,
  view: ShownList,
): (column: GridColumn<EntityRecord>) => GridMenuItem[] {
  const { app } = useRuntimeServices()
  const t = useText(listTexts)
  const { options, setLayout } = view
  return useCallback(
    ({ key }) => {
      const field = resolvePath(app, entity, key)?.field
      if (!field) return []
      const grouped = options.group === key
      const grouping: GridMenuItem = {
        key: 'group',
        section: '',
        label: grouped ? t('ungroup') : t('groupThis'),
        icon: <IconLayoutRows size={16} stroke={1.6} aria-hidden />,
        run: () => setLayout({ group: grouped ? null : key }),
      }
      const present = options.columns.find((column) => column.field === key)?.summary
      const setSummary = (summary: ListColumn['summary']) =>
        setLayout({
          columns: options.columns.map((column) => (column.field === key ? { ...column, summary } : column)),
        })
      const figures = [undefined, ...(shownField(field).kind.aggregates ?? [])].map(
        (summary): GridMenuItem => ({
          key: `summary-${summary ?? 'none'}`,
          section: t('summary'),
          label: t(summary ? `summary_${summary}` : 'summaryNone'),
          active: summary === present,
          icon:
            summary === present ? (
              <IconCheck size={16} stroke={1.6} aria-hidden />
            ) : (
              <IconSum size={16} stroke={1.6} aria-hidden opacity={summary ? 1 : 0} />
            ),
          run: () => setSummary(summary),
        }),
      )
      return [...(isGroupable(field) ? [grouping] : []), ...(figures.length > 1 ? figures : [])]
    },
    [app, entity, options, setLayout, t],
  )
}

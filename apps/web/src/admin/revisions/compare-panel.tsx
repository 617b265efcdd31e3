import type { RevisionSummary } from '@mortise/api'
import { EmptyState, Select, SidePanel, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { ChangeList } from '../../design/publish/change-list.tsx'
import { comparisonQuery } from '../admin-data.ts'
import { QueryState } from '../frame/query-state.tsx'
import { useFormat } from '../frame/use-format.ts'
import { revisionTexts } from './revision-texts.ts'
import classes from './revisions.module.css'

/** Two revisions to be compared. */
export interface Comparison {
  from: number
  to: number
}

interface ComparePanelProps {
  app: string
  revisions: readonly RevisionSummary[]
  comparison: Comparison
  onChange(comparison: Comparison): void
  onClose(): void
}

/** What changed between two revisions, in words. */
export function ComparePanel({ app, revisions, comparison, onChange, onClose }: ComparePanelProps) {
  const t = useText(revisionTexts)
  const format = useFormat()
  const { from, to } = comparison
  const changes = useQuery(comparisonQuery(app, from, to))
  const choices = revisions.map(({ revision, at }) => ({
    value: String(revision),
    label: `${revision} · ${format.date(at)}`,
  }))
  return (
    <SidePanel title={t('compareTitle', { from, to })} onClose={onClose}>
      <div className={classes.compareBar}>
        <Select
          label={t('compareFrom')}
          allowDeselect={false}
          data={choices}
          value={String(from)}
          onChange={(value) => onChange({ from: Number(value ?? from), to })}
        />
        <Select
          label={t('compareTo')}
          allowDeselect={false}
          data={choices}
          value={String(to)}
          onChange={(value) => onChange({ from, to: Number(value ?? to) })}
        />
      </div>
      {changes.data ? null : <QueryState queries={[changes]} />}
      {changes.data?.length === 0 ? <EmptyState compact icon="circle-check" title={t('noDifference')} /> : null}
      {changes.data ? <ChangeList changes={changes.data} /> : null}
    </SidePanel>
  )
}

import type { StoredExpression } from '@mortise/expressions'
import { useDebouncedValue, useRuntimeServices } from '@mortise/ui'
import { useEffect, useState } from 'react'
import type { Choice } from './option-choices.ts'
import { titleOf, titleStore } from './record-titles.ts'

export interface RecordSearch {
  state: 'idle' | 'searching' | 'done' | 'failed'
  choices: Pick<Choice, 'value' | 'label'>[]
}

const shownRecords = 20

interface SearchOptions {
  typed: string
  enabled: boolean
  /** Only records for which this holds. */
  where?: StoredExpression | null
}

/** Records of a table whose searchable fields hold what was typed; the latest ones when nothing is typed. */
export function useRecordSearch(entityKey: string, { typed, enabled, where = null }: SearchOptions): RecordSearch {
  const services = useRuntimeServices()
  const [text] = useDebouncedValue(typed.trim(), 200)
  const [search, setSearch] = useState<RecordSearch>({ state: 'idle', choices: [] })

  useEffect(() => {
    const entity = services.app.entities.get(entityKey)
    if (!enabled || !entity) return
    const aborter = new AbortController()
    setSearch((before) => ({ ...before, state: 'searching' }))
    const sort = text ? undefined : [{ field: 'updated_at', direction: 'desc' as const }]
    services
      .query(
        entityKey,
        {
          select: [entity.title.key],
          search: text || undefined,
          filter: where ? { formula: where } : undefined,
          sort,
          page: { size: shownRecords },
        },
        aborter.signal,
      )
      .then(({ records }) => {
        if (aborter.signal.aborted) return
        const choices = records.map((record) => ({
          value: record.id,
          label: titleOf(entity, record, services.language),
        }))
        for (const { value, label } of choices) titleStore(services).put(entityKey, value, label)
        setSearch({ state: 'done', choices })
      })
      .catch(() => {
        if (!aborter.signal.aborted) setSearch({ state: 'failed', choices: [] })
      })
    return () => aborter.abort()
  }, [services, entityKey, text, enabled, where])

  return search
}

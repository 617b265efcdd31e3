import type { EntityModel } from '@mortise/metadata'
import { useLanguage, useText, type ViewWhat } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { queryKeys } from '../../../api/query-keys.ts'
import { useApp } from '../../../api/use-app.ts'
import { countRecords } from '../data/count-records.ts'
import { useRecordReads } from '../data/record-reads.ts'
import { listTexts } from '../list-texts.ts'

/** How many records match, in words. */
export function useRecordCount(entity: EntityModel, what: ViewWhat): string | null {
  const app = useApp()
  const reads = useRecordReads()
  const t = useText(listTexts)
  const language = useLanguage()
  const { data } = useQuery({
    queryKey: queryKeys.query(app.key, entity.key, { count: what, scope: reads.scope }),
    queryFn: ({ signal }) => countRecords((query) => reads.query(app.key, entity.key, query, signal), what),
  })
  if (!data) return null
  const shown = data.count.toLocaleString(language === 'zh' ? 'zh-CN' : 'en')
  return data.estimated ? t('totalAbout', { shown }) : t('total', { shown, count: data.count })
}

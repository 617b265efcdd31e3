import type { EntityModel, PrintDocument } from '@mortise/metadata'
import { EmptyState, Loader, useLanguage, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { errorFromAnswer, messageOf, networkError } from '../../api/api-error.ts'
import { appQuery } from '../../api/app-description.ts'
import { records } from '../../api/records.ts'
import { RecordChoice } from '../form/preview/record-choice.tsx'
import classes from './print.module.css'
import { printTexts } from './print-texts.ts'

/** So long after the last change the PDF is made anew. */
const pauseMs = 700

/** The real PDF of a record, made by the server with the template as it stands in the draft. */
export function PrintPreview({ print, entity }: { print: PrintDocument; entity: EntityModel }) {
  const t = useText(printTexts)
  const language = useLanguage()
  const [chosen, setChosen] = useState<string | null>(null)
  const known = useQuery(appQuery(entity.app)).data?.model.entities.has(entity.key) ?? false
  const newest = useQuery({
    queryKey: ['design', 'print-sample', entity.app, entity.key],
    enabled: known,
    queryFn: async ({ signal }) => {
      const sort = [{ field: 'created_at', direction: 'desc' as const }]
      const page = await records.query(entity.app, entity.key, { select: ['id'], sort, page: { size: 1 } }, signal)
      return page.records[0]?.id ?? null
    },
  })
  const id = chosen ?? newest.data ?? null
  const settled = useSettled(print)
  const { data, error, isFetching } = useQuery<Blob>({
    queryKey: ['design', 'print', entity.app, settled, id, language],
    enabled: id !== null,
    gcTime: 0,
    retry: false,
    placeholderData: (before) => before,
    queryFn: ({ signal }) => fetchPdf(entity.app, settled, id ?? '', signal),
  })
  const url = useObjectUrl(data ?? null)
  return (
    <section className={classes.previewPane} aria-label={t('preview')}>
      <header className={classes.previewHead}>
        <RecordChoice entity={entity} value={id} onChange={setChosen} />
        {isFetching ? <Loader size="xs" aria-label={t('refreshing')} /> : null}
      </header>
      {error ? (
        <div className={classes.absent}>
          <EmptyState compact icon="printer" title={t('previewFailed')} text={messageOf(error)} />
        </div>
      ) : url && id !== null ? (
        <iframe className={classes.frame} title={t('pdf')} src={`${url}#toolbar=0&navpanes=0&view=FitH`} />
      ) : (
        <div className={classes.absent}>
          {newest.isPending && known ? <Loader /> : <EmptyState compact icon="printer" title={t('noRecords')} />}
        </div>
      )}
    </section>
  )
}

async function fetchPdf(app: string, template: PrintDocument, id: string, signal: AbortSignal): Promise<Blob> {
  const answer = await fetch(`/api/apps/${app}/draft/print`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ template, id }),
    signal,
  }).catch((error: unknown) => {
    throw signal.aborted ? error : networkError()
  })
  if (!answer.ok) throw errorFromAnswer(answer.status, await answer.json().catch(() => null))
  return answer.blob()
}

/** The template once nobody has changed it for a moment. */
function useSettled(print: PrintDocument): PrintDocument {
  const [settled, settle] = useState(print)
  useEffect(() => {
    const timer = setTimeout(() => settle(print), pauseMs)
    return () => clearTimeout(timer)
  }, [print])
  return settled
}

function useObjectUrl(blob: Blob | null): string | null {
  const url = useMemo(() => (blob ? URL.createObjectURL(blob) : null), [blob])
  useEffect(() => () => (url ? URL.revokeObjectURL(url) : undefined), [url])
  return url
}

import type { TypeChangePreview as Preview, TypeChangeInput } from '@mortise/api'
import type { FieldType } from '@mortise/metadata'
import { Alert, Delayed, Loader, useLocalize, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useDesign } from '../draft/design-context.ts'
import classes from './table-dialogs.module.css'
import { typeChangeTexts } from './type-change-texts.ts'

interface TypeChangePreviewProps {
  table: string
  field: string
  to: FieldType
  options?: { [name: string]: unknown }
}

/** How many values become values of the new type, and which do not. */
export function TypeChangePreview({ table, field, to, options }: TypeChangePreviewProps) {
  const t = useText(typeChangeTexts)
  const { app } = useDesign()
  const preview = useQuery({
    queryKey: queryKeys.admin('type-change', app, table, field, to.type, options),
    queryFn: ({ signal }) =>
      api.post<Preview>(
        `/apps/${app}/draft/type-change`,
        { entity: table, field, to: { type: to.type, ...(options && { options }) } } satisfies TypeChangeInput,
        { signal, repeatable: true },
      ),
    staleTime: 0,
    gcTime: 0,
  })
  if (preview.isPending)
    return (
      <Delayed>
        <p className={classes.quiet}>
          <Loader size={14} /> {t('typeChecking')}
        </p>
      </Delayed>
    )
  if (!preview.data) return <Alert color="yellow">{t('typeUnsure')}</Alert>
  return <Answer answer={preview.data} />
}

function Answer({ answer }: { answer: Preview }) {
  const t = useText(typeChangeTexts)
  const localize = useLocalize()
  const { records, converts, fails, converting, failing, publishable } = answer
  if (records === 0) return <p className={classes.quiet}>{t('typeNoData')}</p>
  const rows = [
    ...failing.map(({ from, problem }) => ({ from: localize(from), to: localize(problem), lost: true })),
    ...converting.map(({ from, to }) => ({ from: localize(from), to: localize(to), lost: false })),
  ]
  return (
    <section className={classes.dialog} aria-label={t('typePreview')}>
      {publishable ? null : <Alert color="yellow">{t('typeNotPublishable')}</Alert>}
      <div className={classes.numbers}>
        <span>{t('typeConverts', { count: converts })}</span>
        {fails > 0 ? <span className={classes.lost}>{t('typeLost', { count: fails })}</span> : null}
        <span className={classes.quiet}>{t('typeKept')}</span>
      </div>
      <div className={classes.exampleScroll}>
        <table className={classes.examples} aria-label={t('typeExamples')}>
          <tbody>
            {rows.map(({ from, to, lost }) => (
              <tr key={`${from} ${to}`}>
                <td>{from}</td>
                <td className={lost ? classes.lost : undefined}>→ {to}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

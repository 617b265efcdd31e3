import type { FieldType } from '@mortise/metadata'
import { Alert, Delayed, Loader, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useDesign } from '../draft/design-context.ts'
import classes from './table-dialogs.module.css'
import { tableTexts } from './table-texts.ts'

/** What the server answers about the values of a field and another type. */
interface TypeChangeAnswer {
  converts: number
  lost: number
  examples: { converted: { from: string; to: string }[]; lost: { from: string }[] }
}

/** How many values become values of the new type, and which do not. */
export function TypeChangePreview({ table, field, to }: { table: string; field: string; to: FieldType }) {
  const t = useText(tableTexts)
  const { app } = useDesign()
  const preview = useQuery({
    queryKey: queryKeys.admin('type-change', app, table, field, to.type),
    queryFn: ({ signal }) =>
      api.post<TypeChangeAnswer>(
        `/apps/${app}/draft/type-change`,
        { entity: table, field, to: { type: to.type, options: {} } },
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

function Answer({ answer: { converts, lost, examples } }: { answer: TypeChangeAnswer }) {
  const t = useText(tableTexts)
  if (converts + lost === 0) return <p className={classes.quiet}>{t('typeNoData')}</p>
  const rows = [...examples.lost.map(({ from }) => ({ from, to: null })), ...examples.converted].slice(0, 12)
  return (
    <section className={classes.dialog} aria-label={t('typePreview')}>
      <div className={classes.numbers}>
        <span>{t('typeConverts', { count: converts })}</span>
        {lost > 0 ? <span className={classes.lost}>{t('typeLost', { count: lost })}</span> : null}
        <span className={classes.quiet}>{t('typeKept')}</span>
      </div>
      <table className={classes.examples} aria-label={t('typeExamples')}>
        <tbody>
          {rows.map(({ from, to }) => (
            <tr key={`${from} ${to}`}>
              <td>{from}</td>
              <td className={to === null ? classes.lost : undefined}>→ {to ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

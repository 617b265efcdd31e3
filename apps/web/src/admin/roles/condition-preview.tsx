import type { ConditionPreview as Preview } from '@mortise/api'
import type { StoredExpression } from '@mortise/expressions'
import { type EntityModel, resolvePath } from '@mortise/metadata'
import { Alert, useDebouncedValue, useLanguage, useLocalize, useRuntimeServices, useText } from '@mortise/ui'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useFormat } from '../frame/use-format.ts'
import classes from './role-page.module.css'
import { roleTexts } from './role-texts.ts'

/** While somebody types, only what they stop at is counted. */
const settleMs = 400

interface ConditionPreviewProps {
  entity: EntityModel
  where: StoredExpression
}

/** How many records a condition reaches, and how many of them only because a field is blank. */
export function ConditionPreview({ entity, where }: ConditionPreviewProps) {
  const t = useText(roleTexts)
  const format = useFormat()
  const [settled] = useDebouncedValue(where, settleMs)
  const { data, isError } = usePreview(entity, settled)
  if (isError) return <p className={classes.hint}>{t('previewImpossible')}</p>
  if (!data) return <p className={classes.hint}>{t('previewCounting')}</p>
  const { issues, blank } = data
  return (
    <div className={classes.preview} aria-live="polite">
      <p className={classes.reach}>
        {t('previewReach', { matching: format.number(data.matching), records: format.number(data.records) })}
      </p>
      {issues.length > 0 ? <Blanks entity={entity} issues={issues} blank={blank} /> : null}
    </div>
  )
}

function usePreview(entity: EntityModel, where: StoredExpression) {
  return useQuery({
    queryKey: queryKeys.admin('condition', entity.app, entity.key, JSON.stringify(where)),
    queryFn: ({ signal }) =>
      api.post<Preview>(`/apps/${entity.app}/preview-condition`, { entity: entity.key, where }, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
  })
}

/** Records that the condition lets through although they have no value: rarely meant, and never noticed. */
function Blanks({ entity, issues, blank }: Pick<Preview, 'issues' | 'blank'> & { entity: EntityModel }) {
  const t = useText(roleTexts)
  const localize = useLocalize()
  const format = useFormat()
  const nameOf = usePathNames(entity)
  return (
    <Alert color="yellow">
      {issues.map((issue) => (
        <p key={issue.en}>{localize(issue)}</p>
      ))}
      <ul className={classes.blanks}>
        {blank.map(({ field, records }) => (
          <li key={field}>
            {t('previewBlank', { field: nameOf(field), count: records, shown: format.number(records) })}
          </li>
        ))}
      </ul>
    </Alert>
  )
}

/** `customer.level` in the words of the app. */
function usePathNames(entity: EntityModel): (path: string) => string {
  const localize = useLocalize()
  const language = useLanguage()
  const { app } = useRuntimeServices()
  return (path) => {
    const found = resolvePath(app, entity, path)
    if (!found) return path
    const labels = [...found.relations, found.field].map(({ label }) => localize(label))
    return labels.join(language === 'zh' ? '的' : ' › ')
  }
}

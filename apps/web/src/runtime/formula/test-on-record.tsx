import type { ExplainAnswer, ExplainInput } from '@mortise/api'
import type { StoredExpression } from '@mortise/expressions'
import type { FieldModel } from '@mortise/metadata'
import {
  type FieldInputProps,
  Loader,
  RuntimeServicesContext,
  useLocalize,
  useRuntimeServices,
  useText,
} from '@mortise/ui'
import { ExplanationTree, explainFormula, type FormulaScope, showValue, type ValueWords } from '@mortise/ui/formula'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ComponentType, useId, useMemo, useState } from 'react'
import { api } from '../../api/api-client.ts'
import { messageOf } from '../../api/api-error.ts'
import classes from './formula.module.css'
import { formulaTexts } from './formula-texts.ts'

interface TestOnRecordProps {
  entity: string
  /** Null while something is wrong with it. */
  formula: StoredExpression | null
  scope: FormulaScope
  /** What the test cannot know here. */
  note?: string
}

/** What the formula gives for a record of one's choice, with the value of each of its parts. */
export function TestOnRecord({ entity, formula, scope, note }: TestOnRecordProps) {
  const t = useText(formulaTexts)
  const localize = useLocalize()
  const services = useRuntimeServices()
  const id = useId()
  const [record, setRecord] = useState<string | null>(null)
  const field = useRecordField(entity)
  const readOnly = useMemo(() => ({ ...services, canCreate: () => false }), [services])
  if (!field) return null
  const Picker = services.fieldRuntimes.get('relation').Input as ComponentType<FieldInputProps<string | null>>
  const table = localize(scope.schema.entity(entity)?.label ?? { zh: entity, en: entity })
  return (
    <section className={classes.test} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`} className={classes.testTitle}>
        {t('test')}
      </h3>
      <p className={classes.quiet}>{note ? `${t('testHint')} ${note}` : t('testHint')}</p>
      <label htmlFor={id} className="ui-visually-hidden">
        {t('record', { table })}
      </label>
      {/* A test looks at what is there: nothing new is made for it. */}
      <RuntimeServicesContext value={readOnly}>
        <Picker field={field} id={id} value={record} onChange={setRecord} appearance="form" />
      </RuntimeServicesContext>
      {record === null ? null : formula ? (
        <Outcome entity={entity} formula={formula} record={record} scope={scope} />
      ) : (
        <p className={classes.quiet}>{t('mend')}</p>
      )}
    </section>
  )
}

/**
 * The picker of relations, asked for a record of a table without a field that leads there. What stands beside the record of
 * a process is only there while one runs: nothing of it can be tried on a record alone.
 */
function useRecordField(entity: string): FieldModel | null {
  const { app } = useRuntimeServices()
  const table = app.entities.get(entity)
  const id = table?.aside ? undefined : table?.fields.get('id')
  return useMemo(() => (id ? { ...id, type: 'relation', target: entity } : null), [id, entity])
}

function Outcome({
  entity,
  formula,
  record,
  scope,
}: TestOnRecordProps & { formula: StoredExpression; record: string }) {
  const t = useText(formulaTexts)
  const { app, people, departments } = useRuntimeServices()
  const { language } = scope
  const body: ExplainInput = { entity, recordId: record, formula }
  const { data, error } = useQuery({
    queryKey: ['explain', app.key, body],
    queryFn: ({ signal }) => api.post<ExplainAnswer>(`/apps/${app.key}/explain`, body, { signal, repeatable: true }),
    staleTime: 0,
    retry: false,
  })
  const words = useMemo((): ValueWords => {
    const known = [...people, ...departments].map(({ id, name }) => [id, name] as const)
    const names = new Map([...known, ...Object.entries(data?.names ?? {}).filter(([, title]) => title !== '')])
    return { schema: scope.schema, language, names }
  }, [people, departments, data, scope.schema, language])
  const explained = useMemo(
    () => (data ? explainFormula(data.explanation, formula.expr, scope) : null),
    [data, formula.expr, scope],
  )
  if (error) return <p className={classes.failed}>{`${t('failed')}: ${messageOf(error)}`}</p>
  if (!data || !explained) return <Loader size="sm" aria-label={t('running')} />
  const { sql } = data
  return (
    <div className={classes.outcome} aria-live="polite">
      <p className={classes.value}>
        <span>{t('value')}</span>
        <strong>{showValue(explained.type, explained.value, words)}</strong>
        {sql?.same ? (
          <span className={classes.agrees}>
            <IconCheck size={14} aria-hidden />
            {t('sqlAgrees')}
          </span>
        ) : null}
      </p>
      {sql && !sql.same ? (
        <p className={classes.failed}>
          <IconAlertTriangle size={14} aria-hidden />
          {t('sqlDiffers', { value: showValue(explained.type, sql.value, words) })}
        </p>
      ) : null}
      <ExplanationTree explanation={explained} words={words} />
    </div>
  )
}

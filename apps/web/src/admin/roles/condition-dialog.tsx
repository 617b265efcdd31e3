import { checkExpression, describeProblem, type StoredExpression, types } from '@mortise/expressions'
import { type EntityModel, schemaOf } from '@mortise/metadata'
import {
  Alert,
  Button,
  commonTexts,
  Modal,
  phoneQuery,
  Select,
  useLocalize,
  useMediaQuery,
  useRuntimeServices,
  useText,
} from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { ConditionInput } from '../../runtime/filter/condition-input.tsx'
import { draftQuery } from '../admin-data.ts'
import { DraftServices } from '../frame/draft-services.tsx'
import { QueryState } from '../frame/query-state.tsx'
import { ConditionPreview } from './condition-preview.tsx'
import classes from './role-page.module.css'
import { roleTexts } from './role-texts.ts'

interface ConditionDialogProps {
  app: string
  entity: string
  /** Which right over which table. */
  title: string
  hint: string
  where: StoredExpression | null
  /** What holds beside the condition, or where it does not. */
  besides: { label: string; choices: readonly { value: string; label: string }[]; value: string }
  onApply(where: StoredExpression, besides: string): void
  onClose(): void
}

/** The condition that records must meet for a right, and what is chosen with it. */
export function ConditionDialog(props: ConditionDialogProps) {
  const { app, title, onClose } = props
  const phone = useMediaQuery(phoneQuery, false, { getInitialValueInEffect: false })
  const draft = useQuery(draftQuery(app))
  return (
    <Modal opened onClose={onClose} title={title} size={760} fullScreen={phone}>
      {draft.data ? (
        <DraftServices app={app} draft={draft.data}>
          <ConditionEditor {...props} />
        </DraftServices>
      ) : (
        <QueryState queries={[draft]} />
      )}
    </Modal>
  )
}

function ConditionEditor({ entity: key, hint, besides, onApply, onClose, ...props }: ConditionDialogProps) {
  const t = useText(roleTexts)
  const common = useText(commonTexts)
  const { app } = useRuntimeServices()
  const entity = app.entities.get(key)
  const [where, setWhere] = useState(props.where)
  const [unfinished, setUnfinished] = useState(false)
  const [chosen, setChosen] = useState(besides.value)
  if (!entity) return null
  return (
    <div className={classes.conditionEditor}>
      <p className={classes.hint}>{hint}</p>
      <ConditionInput
        entity={entity}
        value={where}
        onChange={setWhere}
        onUnfinished={setUnfinished}
        emptyHint={t('conditionEmpty')}
      />
      {where && !unfinished ? <Consequences entity={entity} where={where} /> : null}
      <Select
        label={besides.label}
        size="md"
        allowDeselect={false}
        data={besides.choices}
        value={chosen}
        onChange={(next) => setChosen(next ?? besides.value)}
      />
      <div className={classes.conditionFoot}>
        <Button variant="default" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button disabled={where === null || unfinished} onClick={() => where && onApply(where, chosen)}>
          {t('conditionApply')}
        </Button>
      </div>
    </div>
  )
}

/** What is wrong with the condition, else whom it would let in. */
function Consequences({ entity, where }: { entity: EntityModel; where: StoredExpression }) {
  const localize = useLocalize()
  const { app } = useRuntimeServices()
  const problems = useMemo(() => {
    const checked = checkExpression(where.expr, { schema: schemaOf(app), entity: entity.key, expected: types.bool })
    return checked.ok ? [] : checked.problems
  }, [app, entity, where])
  if (problems.length === 0) return <ConditionPreview entity={entity} where={where} />
  return problems.map((problem) => (
    <Alert key={`${problem.code} ${problem.path}`} color="red">
      {localize(describeProblem(problem))}
    </Alert>
  ))
}

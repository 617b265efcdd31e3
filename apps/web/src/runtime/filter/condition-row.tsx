import { type EntityModel, type FieldModel, type FilterOperator, resolvePath, shownField } from '@mortise/metadata'
import { ActionIcon, Select, useRuntimeServices, useText } from '@mortise/ui'
import { IconTrash } from '@tabler/icons-react'
import { ConditionValue, initialValue } from './condition-value.tsx'
import { firstOperator, operatorsOf } from './field-choices.ts'
import { FieldPicker } from './field-picker.tsx'
import classes from './filter.module.css'
import { filterTexts } from './filter-texts.ts'
import { type ConditionNode, isComplete, operatorsWithList, operatorsWithoutValue } from './filter-tree.ts'

interface ConditionRowProps {
  entity: EntityModel
  node: ConditionNode
  onChange(node: ConditionNode): void
  onRemove(): void
}

/** One condition: field, comparison, value. */
export function ConditionRow({ entity, node, onChange, onRemove }: ConditionRowProps) {
  const { app } = useRuntimeServices()
  const t = useText(filterTexts)
  const field = resolvePath(app, entity, node.field)?.field ?? null
  const operators = field ? operatorsOf(field) : []

  function chooseField(path: string) {
    const chosen = resolvePath(app, entity, path)?.field
    const op = chosen && firstOperator(chosen)
    if (op) onChange({ ...node, field: path, op, value: initialValue(op) })
  }
  function chooseOperator(op: FilterOperator) {
    onChange({ ...node, op, value: shapeOf(op) === shapeOf(node.op) ? node.value : initialValue(op) })
  }
  return (
    <div className={classes.condition}>
      <div className={classes.fieldCell}>
        <FieldPicker
          entity={entity}
          value={node.field || null}
          onChange={chooseField}
          accepts={(candidate) => operatorsOf(candidate).length > 0}
          label={t('field')}
        />
      </div>
      {field && (
        <Select
          size="md"
          className={classes.operator}
          aria-label={t('operator')}
          data={operators.map((op) => ({ value: op, label: t(operatorText(op, field)) }))}
          value={node.op}
          onChange={(op) => op && chooseOperator(op as FilterOperator)}
          allowDeselect={false}
        />
      )}
      {field && (
        <div className={classes.valueCell}>
          <ConditionValue
            field={field}
            op={node.op}
            value={node.value}
            onChange={(value) => onChange({ ...node, value })}
          />
          {isComplete(node) ? null : <p className={classes.problem}>{t('enterValue')}</p>}
        </div>
      )}
      <ActionIcon aria-label={t('remove')} onClick={onRemove} className={classes.remove}>
        <IconTrash size={15} aria-hidden />
      </ActionIcon>
    </div>
  )
}

/** Values can be kept when the operator changes to one that takes the same. */
function shapeOf(op: FilterOperator): string {
  if (operatorsWithoutValue.has(op)) return 'none'
  if (operatorsWithList.has(op)) return 'list'
  return op === 'between' || op === 'within' ? op : 'single'
}

/** "Before" for a date is what "less than" is for a number. */
function operatorText(op: FilterOperator, field: FieldModel): (typeof filterTexts)['keys'][number] {
  const { group } = shownField(field).kind
  const special =
    group === 'date' ? dateTexts[op] : group === 'number' || group === 'text' ? undefined : choiceTexts[op]
  return special ?? `op_${op}`
}

type OperatorTexts = Partial<Record<FilterOperator, (typeof filterTexts)['keys'][number]>>
const choiceTexts: OperatorTexts = { eq: 'op_choice_eq', ne: 'op_choice_ne' }
const dateTexts: OperatorTexts = {
  eq: 'op_choice_eq',
  ne: 'op_choice_ne',
  lt: 'op_date_lt',
  lte: 'op_date_lte',
  gt: 'op_date_gt',
  gte: 'op_date_gte',
}

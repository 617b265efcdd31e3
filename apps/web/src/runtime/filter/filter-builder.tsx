import type { EntityModel } from '@mortise/metadata'
import { ActionIcon, Button, Menu, Select, Skeleton, useRuntimeServices, useText } from '@mortise/ui'
import { IconFilterPlus, IconLink, IconMathFunction, IconPlus, IconTrash } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { ConditionRow } from './condition-row.tsx'
import { initialValue } from './condition-value.tsx'
import { firstOperator, relatedChoices } from './field-choices.ts'
import classes from './filter.module.css'
import { filterTexts } from './filter-texts.ts'
import {
  type FilterNode,
  type FormulaNode,
  type GroupMode,
  type GroupNode,
  newCondition,
  newFormula,
  newGroup,
  newRelated,
  type RelatedNode,
  toTree,
} from './filter-tree.ts'

const FormulaBlock = lazy(() =>
  import('../formula/formula-block.tsx').then((module) => ({ default: module.FormulaBlock })),
)

interface FilterBuilderProps {
  entity: EntityModel
  value: GroupNode
  onChange(value: GroupNode): void
  /** While there are no conditions. */
  emptyHint?: string
}

/** Conditions in groups to any depth, over this table and those it is related to. */
export function FilterBuilder({ entity, value, onChange, emptyHint }: FilterBuilderProps) {
  const t = useText(filterTexts)
  return (
    <div className={classes.builder}>
      {value.children.length === 0 && <p className={classes.hint}>{emptyHint ?? t('emptyHint')}</p>}
      <FilterGroup entity={entity} group={value} depth={0} onChange={onChange} />
    </div>
  )
}

/** Deeper groups are drawn no further in than this. */
const deepestIndent = 4

interface FilterGroupProps {
  entity: EntityModel
  group: GroupNode
  depth: number
  onChange(group: GroupNode): void
  onRemove?(): void
}

function FilterGroup({ entity, group, depth, onChange, onRemove }: FilterGroupProps) {
  const t = useText(filterTexts)
  const set = (child: FilterNode, next: FilterNode | null) =>
    onChange({
      ...group,
      children: group.children.flatMap((other) => (other.id === child.id ? (next ? [next] : []) : [other])),
    })
  const add = (child: FilterNode) => onChange({ ...group, children: [...group.children, child] })
  const showMode = group.children.length > 1 || depth > 0 || group.mode === 'none'
  return (
    <div className={classes.group} data-depth={Math.min(depth, deepestIndent)}>
      {showMode && (
        <div className={classes.groupHead}>
          <Select
            size="xs"
            className={classes.mode}
            aria-label={t('operator')}
            data={[
              { value: 'and', label: t('modeAnd') },
              { value: 'or', label: t('modeOr') },
              { value: 'none', label: t('modeNone') },
            ]}
            value={group.mode}
            onChange={(mode) => onChange({ ...group, mode: (mode ?? 'and') as GroupMode })}
            allowDeselect={false}
          />
          {onRemove && (
            <ActionIcon aria-label={t('removeGroup')} onClick={onRemove}>
              <IconTrash size={15} aria-hidden />
            </ActionIcon>
          )}
        </div>
      )}
      {group.children.map((child) => (
        <FilterPart key={child.id} entity={entity} node={child} depth={depth} onChange={(next) => set(child, next)} />
      ))}
      <AddButtons entity={entity} onAdd={add} />
    </div>
  )
}

interface FilterPartProps {
  entity: EntityModel
  node: FilterNode
  depth: number
  onChange(next: FilterNode | null): void
}

function FilterPart({ entity, node, depth, onChange }: FilterPartProps) {
  if (node.type === 'condition')
    return <ConditionRow entity={entity} node={node} onChange={onChange} onRemove={() => onChange(null)} />
  if (node.type === 'group')
    return (
      <FilterGroup entity={entity} group={node} depth={depth + 1} onChange={onChange} onRemove={() => onChange(null)} />
    )
  if (node.type === 'related') return <RelatedPart entity={entity} node={node} depth={depth} onChange={onChange} />
  return <FormulaPart entity={entity} node={node} onChange={onChange} />
}

function FormulaPart({ entity, node, onChange }: Omit<FilterPartProps, 'depth'> & { node: FormulaNode }) {
  return (
    <Suspense fallback={<Skeleton height={72} />}>
      <FormulaBlock
        entity={entity}
        formula={node.formula}
        onChange={(formula) => onChange({ ...node, formula })}
        onRemove={() => onChange(null)}
        onConditions={(filter) => onChange(toTree(filter))}
      />
    </Suspense>
  )
}

function RelatedPart({ entity, node, depth, onChange }: FilterPartProps & { node: RelatedNode }) {
  const { app, language } = useRuntimeServices()
  const t = useText(filterTexts)
  const related = relatedChoices(app, entity, language).find((choice) => choice.key === node.relation)
  if (!related) return null
  return (
    <div className={classes.related}>
      <div className={classes.groupHead}>
        <Select
          size="xs"
          className={classes.wide}
          aria-label={t('relatedMode')}
          data={[
            { value: 'any', label: t('relatedAny', { label: related.label }) },
            { value: 'none', label: t('relatedNone', { label: related.label }) },
          ]}
          value={node.mode}
          onChange={(mode) => onChange({ ...node, mode: mode === 'none' ? 'none' : 'any' })}
          allowDeselect={false}
        />
        <ActionIcon aria-label={t('removeGroup')} onClick={() => onChange(null)}>
          <IconTrash size={15} aria-hidden />
        </ActionIcon>
      </div>
      <FilterGroup
        entity={related.entity}
        group={node.where}
        depth={depth + 1}
        onChange={(where) => onChange({ ...node, where })}
      />
    </div>
  )
}

function AddButtons({ entity, onAdd }: { entity: EntityModel; onAdd(node: FilterNode): void }) {
  const { app, language } = useRuntimeServices()
  const t = useText(filterTexts)
  const related = relatedChoices(app, entity, language)
  return (
    <div className={classes.add}>
      <Button
        size="xs"
        variant="subtle"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onAdd(firstCondition(entity))}
      >
        {t('addCondition')}
      </Button>
      <Button
        size="xs"
        variant="subtle"
        leftSection={<IconFilterPlus size={14} aria-hidden />}
        onClick={() => onAdd(newGroup('or', [firstCondition(entity)]))}
      >
        {t('addGroup')}
      </Button>
      {related.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button size="xs" variant="subtle" leftSection={<IconLink size={14} aria-hidden />}>
              {t('addRelated')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown mah={300} style={{ overflowY: 'auto' }}>
            {related.map(({ key, label }) => (
              <Menu.Item key={key} onClick={() => onAdd(newRelated(key))}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <Button
        size="xs"
        variant="subtle"
        leftSection={<IconMathFunction size={14} aria-hidden />}
        onClick={() => onAdd(newFormula())}
      >
        {t('addFormula')}
      </Button>
    </div>
  )
}

function firstCondition(entity: EntityModel): FilterNode {
  const op = firstOperator(entity.title) ?? 'eq'
  return { ...newCondition(entity.title.key, op), value: initialValue(op) }
}

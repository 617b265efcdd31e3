import type { StoredExpression } from '@mortise/expressions'
import { type EntityModel, expressionToFilter, type Filter, filterToExpression } from '@mortise/metadata'
import { useRuntimeServices, useText } from '@mortise/ui'
import { useEffect, useState } from 'react'
import classes from './filter.module.css'
import { FilterBuilder } from './filter-builder.tsx'
import { filterTexts } from './filter-texts.ts'
import { type GroupNode, isUnfinished, toFilter, toTree } from './filter-tree.ts'

interface ConditionInputProps {
  entity: EntityModel
  value: StoredExpression | null
  onChange(value: StoredExpression | null): void
  /** Whether a condition waits to be filled in, or cannot be used here: then `value` is not what is shown. */
  onUnfinished(unfinished: boolean): void
  /** Instead of the words for a list without conditions. */
  emptyHint: string
}

/** A condition that is kept as an expression, put together part by part; what has no parts is a formula. */
export function ConditionInput({ entity, value, onChange, onUnfinished, emptyHint }: ConditionInputProps) {
  const t = useText(filterTexts)
  const { app } = useRuntimeServices()
  const place = { model: app, entity }
  const [tree, setTree] = useState(() =>
    toTree(value ? filterOf(value, () => expressionToFilter(value.expr, place)) : undefined),
  )
  const [unusable, setUnusable] = useState(false)
  const waiting = isUnfinished(tree)
  useEffect(() => {
    onUnfinished(waiting || unusable)
    return () => onUnfinished(false)
  }, [waiting, unusable, onUnfinished])
  function change(next: GroupNode) {
    setTree(next)
    const filter = toFilter(next)
    const stored = filter ? storedOf(filter, () => filterToExpression(filter, place)) : null
    setUnusable(stored === undefined)
    if (stored !== undefined) onChange(stored)
  }
  return (
    <>
      <FilterBuilder entity={entity} value={tree} onChange={change} emptyHint={emptyHint} />
      {waiting ? <p className={classes.problem}>{t('unfinished')}</p> : null}
      {unusable ? (
        <p className={classes.problem} role="alert">
          {t('unusable')}
        </p>
      ) : null}
    </>
  )
}

/** What its author wrote as a formula stays one, with its comments; so does what counts blank numbers as 0. */
function filterOf(stored: StoredExpression, read: () => Filter): Filter {
  return stored.text === undefined && stored.blankAs !== 'zero' ? read() : { formula: stored }
}

/** Undefined where a condition has no expression. */
function storedOf(filter: Filter, write: () => StoredExpression['expr'] | null): StoredExpression | undefined {
  if ('formula' in filter) return filter.formula
  const expr = write()
  return expr === null ? undefined : { v: 1, expr }
}

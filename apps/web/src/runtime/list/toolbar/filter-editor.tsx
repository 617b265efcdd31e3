import { deepEqual } from '@mortise/core'
import { type EntityModel, type Filter, filterToExpression } from '@mortise/metadata'
import { Button, toast, useRuntimeServices, useText } from '@mortise/ui'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { FilterBuilder } from '../../filter/filter-builder.tsx'
import { filterTexts } from '../../filter/filter-texts.ts'
import { type GroupNode, newFormula, newGroup, toFilter, toTree } from '../../filter/filter-tree.ts'
import classes from './toolbar.module.css'

export interface FilterEditorProps {
  entity: EntityModel
  filter: Filter | undefined
  onChange(filter: Filter | undefined): void
  /** The conditions as they were left, with those that wait to be filled in. */
  left: RefObject<GroupNode | null>
}

/** Typing in a value asks the server only after this pause. */
const pause = 400

/** The conditions of a list; they take effect while they are built. */
export function FilterEditor({ entity, filter, onChange, left }: FilterEditorProps) {
  const t = useText(filterTexts)
  const { app } = useRuntimeServices()
  const [tree, setTree] = useState(() =>
    left.current && deepEqual(toFilter(left.current), filter) ? left.current : toTree(filter),
  )
  useEffect(() => {
    left.current = tree
  }, [left, tree])
  const sent = useRef(JSON.stringify(filter))
  const pending = useRef<() => void>(undefined)
  useEffect(() => {
    const next = toFilter(tree)
    const text = JSON.stringify(next)
    if (text === sent.current) {
      pending.current = undefined
      return
    }
    pending.current = () => {
      pending.current = undefined
      sent.current = text
      onChange(next)
    }
    const timer = setTimeout(() => pending.current?.(), pause)
    return () => clearTimeout(timer)
  })
  // Closing the panel at once must not lose the last change.
  useEffect(() => () => pending.current?.(), [])
  const present = toFilter(tree)
  function convert() {
    if (!present) return
    const expr = filterToExpression(present, { model: app, entity })
    if (expr === null) toast(t('noFormula'))
    else setTree(newGroup('and', [newFormula({ v: 1, expr })]))
  }
  return (
    <>
      <FilterBuilder entity={entity} value={tree} onChange={setTree} />
      {tree.children.length > 0 && (
        <div className={classes.panelFoot}>
          {present && !('formula' in present) ? (
            <Button size="xs" variant="subtle" color="gray" onClick={convert}>
              {t('toFormula')}
            </Button>
          ) : null}
          <Button size="xs" variant="subtle" color="gray" onClick={() => setTree(newGroup('and'))}>
            {t('clearAll')}
          </Button>
        </div>
      )}
    </>
  )
}

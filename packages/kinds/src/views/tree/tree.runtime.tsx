import {
  defineViewRuntime,
  EmptyState,
  RowSkeletons,
  useLocalize,
  usePhone,
  useRuntimeServices,
  useText,
  useViewServices,
  type ViewProps,
} from '@mortise/ui'
import { useEffect, useMemo } from 'react'
import { DragGhost } from '../../view-parts/drag-ghost.tsx'
import { shownPaths } from '../../view-parts/field-value.tsx'
import { ViewFailed } from '../../view-parts/view-failed.tsx'
import { viewTexts } from '../../view-parts/view-texts.tsx'
import classes from './runtime/tree.module.css'
import { TreeBranch } from './runtime/tree-branch.tsx'
import { treeTexts } from './runtime/tree-texts.ts'
import { rootKey, type TreeState, useTree } from './runtime/use-tree.tsx'
import { type TreeMoves, useTreeMoves } from './runtime/use-tree-moves.tsx'
import tree, { type TreeOptions } from './tree.ts'

const noPaths: readonly string[] = []

/** Records by what they stand below, as an outline. */
function TreeView({ entity, options }: ViewProps<TreeOptions>) {
  const services = useRuntimeServices()
  const t = useText(treeTexts)
  const words = useText(viewTexts)
  const label = useLocalize()
  const { parent, fields = noPaths, colour } = options
  const shown = useMemo(() => shownPaths(services, entity, fields), [services, entity, fields])
  const select = useMemo(
    () => [...new Set(['id', 'version', entity.title.key, parent, ...(colour ? [colour] : []), ...fields])],
    [entity, parent, colour, fields],
  )
  const state = useTree(parent, select)
  const moves = useTreeMoves(entity, parent, state)
  useOrder(state)
  const roots = state.branches.get(rootKey)
  if (roots?.state === 'failed' && roots.records.length === 0)
    return <ViewFailed title={t('failed')} error={roots.error} onRetry={state.refresh} />
  if (!roots || (roots.state === 'loading' && roots.records.length === 0)) return <RowSkeletons rows={10} />
  return (
    <>
      {state.flat && <p className={classes.hint}>{t('found')}</p>}
      {moves.movable && roots.records.length > 0 && <TopLine moves={moves} />}
      {roots.records.length === 0 ? (
        <EmptyState icon="sitemap" title={words('none')} />
      ) : (
        <section
          className={classes.tree}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
          tabIndex={0}
          aria-label={t('tree', { entity: label(entity.plural) })}
        >
          <TreeBranch
            entity={entity}
            options={options}
            fields={shown}
            tree={state}
            moves={moves}
            id={rootKey}
            above={[]}
          />
        </section>
      )}
      {moves.held && (
        <DragGhost ref={moves.ghost} x={moves.held.x} y={moves.held.y} text={moves.titleOf(moves.held.place.record)} />
      )}
      <p id="tree-help" className="ui-visually-hidden">
        {t('help')}
      </p>
      <div className="ui-visually-hidden" role="status" data-tree-status="" />
    </>
  )
}

/** Says how records are moved; while one is, it is the place for those that stand below nothing. */
function TopLine({ moves: { held } }: { moves: TreeMoves }) {
  const t = useText(treeTexts)
  const phone = usePhone()
  const open = held !== null && held.place.above.length > 0
  return (
    <p
      className={classes.top}
      data-tree-top={open ? '' : undefined}
      data-aimed={(open && held.target === rootKey) || undefined}
    >
      {open ? t('top') : t(phone ? 'hold' : 'drag')}
    </p>
  )
}

/** The panel steps through the records from top to bottom, as they are unfolded. */
function useOrder({ branches, unfolded }: TreeState) {
  const { setOrder } = useViewServices()
  useEffect(() => {
    const seen = new Set<string>()
    const below = (id: string): string[] =>
      (branches.get(id)?.records ?? []).flatMap((record) => {
        if (seen.has(record.id)) return []
        seen.add(record.id)
        return [record.id, ...(unfolded.has(record.id) ? below(record.id) : [])]
      })
    setOrder(below(rootKey))
  }, [branches, unfolded, setOrder])
}

export default defineViewRuntime<TreeOptions>(tree, { View: TreeView })

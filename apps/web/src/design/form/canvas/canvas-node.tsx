import type { FormItem } from '@mortise/metadata'
import { Skeleton, useLocalize, useText } from '@mortise/ui'
import { type CSSProperties, type ReactNode, useCallback, useSyncExternalStore } from 'react'
import { useDesignModel } from '../../draft/design-context.ts'
import { useFormDesign } from '../form-design-context.ts'
import { formDesignTexts } from '../form-design-texts.ts'
import { useIsSelected } from '../model/selection-store.ts'
import { childrenOf, memberId } from '../tree/form-node.ts'
import classes from './form-canvas.module.css'
import { NodeBar } from './node-bar.tsx'

interface CanvasNodeProps {
  item: FormItem
  columns: number
  known: ReadonlySet<string>
  children: ReactNode
}

/** An item of the form with its frame. What is in a field cannot be used here, only what is around it. */
export function CanvasNode({ item, columns, known, children }: CanvasNodeProps) {
  const { selection } = useFormDesign()
  const id = memberId(item)
  const selected = useIsSelected(selection, id)
  const part = useSelectedPart(item)
  const inner = childrenOf(item) !== null
  const style = { '--span': item.item === 'field' ? Math.min(item.span ?? 1, columns) : columns } as CSSProperties
  return (
    <div
      className={classes.node}
      style={style}
      data-node={id}
      data-kind={item.item}
      data-selected={selected === 'no' ? undefined : selected}
    >
      {inner ? children : <div inert>{leaf(item, known) ?? children}</div>}
      {selected === 'alone' ? <NodeBar id={id} /> : null}
      {part !== null ? <NodeBar id={part} /> : null}
    </div>
  )
}

/** What stands for an item that draws nothing without a record, or has no value yet. */
function leaf(item: FormItem, known: ReadonlySet<string>): ReactNode {
  if (item.item === 'related_list') return <RelatedSketch item={item} />
  if (item.item === 'view') return <ViewSketch item={item} />
  const waits = (item.item === 'field' || item.item === 'sub_table') && !known.has(item.field)
  return waits ? <Skeleton height={48} /> : null
}

/** The tab or step of these that is selected alone. */
function useSelectedPart(item: FormItem): string | null {
  const { selection } = useFormDesign()
  const parts = item.item === 'tabs' ? item.tabs : item.item === 'steps' ? item.steps : null
  const read = useCallback(() => {
    const { ids, lead } = selection.get()
    return ids.size === 1 && parts?.some(({ key }) => key === lead) ? lead : null
  }, [selection, parts])
  return useSyncExternalStore(selection.subscribe, read)
}

/** A view that is embedded, by its own columns. */
function ViewSketch({ item: { view: key, label, field } }: { item: Extract<FormItem, { item: 'view' }> }) {
  const model = useDesignModel()
  const view = model.views.get(key)
  const entity = view?.entity ?? ''
  const columns = (view?.options.columns ?? []).map((column) => column.field).slice(0, sketchedColumns)
  const title = label ?? view?.label
  return <RelatedSketch item={{ item: 'related_list', key, entity, field, ...(title && { label: title }), columns }} />
}

const sketchedColumns = 6

/** A related list shows records of a record; here the heads of its columns. */
function RelatedSketch({ item }: { item: Extract<FormItem, { item: 'related_list' }> }) {
  const t = useText(formDesignTexts)
  const localize = useLocalize()
  const other = useDesignModel().entities.get(item.entity)
  if (!other) return <p className={classes.sketchHint}>{item.entity}</p>
  const name = localize(other.plural)
  const columns = item.columns?.length ? item.columns : [other.title.key]
  return (
    <div className={classes.sketch}>
      <h3 className={classes.sketchTitle}>{localize(item.label ?? other.plural)}</h3>
      <div className={classes.sketchTable}>
        <div className={classes.sketchHead}>
          {columns.map((path) => (
            <span key={path} className="ui-truncate">
              {localize(other.fields.get(path.split('.')[0] ?? '')?.label ?? { zh: path, en: path })}
            </span>
          ))}
        </div>
        <p className={classes.sketchHint}>{t('relatedSketch', { name })}</p>
      </div>
    </div>
  )
}

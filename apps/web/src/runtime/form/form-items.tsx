import type { FormItem } from '@mortise/metadata'
import { Divider, RowSkeletons, useLocalize } from '@mortise/ui'
import { type ComponentType, type CSSProperties, lazy, type ReactNode, Suspense, useContext } from 'react'
import { ButtonItem } from './button-item.tsx'
import { FormCanvasContext } from './form-canvas-context.ts'
import { FormField, hueOf } from './form-field.tsx'
import classes from './form-items.module.css'
import type { ItemProps } from './item-props.ts'
import { useItemState } from './rules/use-form-state.ts'
import { SectionItem } from './section-item.tsx'
import { TabsItem } from './tabs-item.tsx'
import type { RecordFormModel } from './use-record-form.ts'

// What shows other records is fetched after the form itself.
const RelatedList = lazy(() => import('./related-list.tsx').then((module) => ({ default: module.RelatedList })))
const EmbeddedViewItem = later(
  lazy(() => import('./embedded-view-item.tsx').then((module) => ({ default: module.EmbeddedViewItem }))),
)
const StepsItem = later(lazy(() => import('./steps-item.tsx').then((module) => ({ default: module.StepsItem }))))

function later<Item extends FormItem['item']>(Part: ComponentType<ItemProps<Item>>) {
  return (props: ItemProps<Item>) => (
    <Suspense fallback={<RowSkeletons rows={2} />}>
      <Part {...props} />
    </Suspense>
  )
}

/** One renderer per item of a form; the compiler demands every one. */
const renderers: { [Item in FormItem['item']]: (props: ItemProps<Item>) => ReactNode } = {
  section: SectionItem,
  tabs: TabsItem,
  steps: StepsItem,
  field: ({ item, model, columns }) => <FormField item={item} model={model} span={Math.min(item.span ?? 1, columns)} />,
  sub_table: ({ item, model, columns }) => <FormField item={item} model={model} span={columns} />,
  related_list: RelatedListItem,
  button: ButtonItem,
  view: EmbeddedViewItem,
  text: TextItem,
  divider: DividerItem,
  image: ImageItem,
}

interface FormItemsProps {
  items: readonly FormItem[]
  model: RecordFormModel
  columns: number
}

/** The items of a form or of a part of it, in order, on a grid of so many columns where there is room. */
export function FormItems({ items, model, columns }: FormItemsProps) {
  const renderItems = (inner: readonly FormItem[], wanted: number) => (
    <FormItems items={inner} model={model} columns={wanted} />
  )
  const canvas = useContext(FormCanvasContext)
  const draw = (item: FormItem) => {
    const Item = renderers[item.item] as (props: ItemProps<FormItem['item']>) => ReactNode
    const key = 'key' in item ? item.key : item.field
    return <Item key={key} item={item} model={model} columns={columns} renderItems={renderItems} />
  }
  return (
    <div className={classes.grid} style={{ '--columns': columns } as CSSProperties} {...canvas?.gridProps(items)}>
      {items.map((item) => (canvas ? canvas.aroundItem(item, columns, draw) : draw(item)))}
      {canvas?.afterItems(items)}
    </div>
  )
}

function TextItem({ item }: ItemProps<'text'>) {
  const localize = useLocalize()
  const { visible, colour } = useItemState(item.key)
  if (!visible) return null
  return (
    <p className={classes.text} style={hueOf(colour)} data-coloured={colour !== null || undefined}>
      {localize(item.text)}
    </p>
  )
}

function DividerItem({ item }: ItemProps<'divider'>) {
  return useItemState(item.key).visible ? <Divider className={classes.whole} /> : null
}

function ImageItem({ item }: ItemProps<'image'>) {
  const localize = useLocalize()
  if (!useItemState(item.key).visible) return null
  return <img className={classes.image} src={item.source} alt={localize(item.alt)} style={{ maxHeight: item.height }} />
}

function RelatedListItem({ item }: ItemProps<'related_list'>) {
  if (!useItemState(item.key).visible) return null
  return (
    <Suspense fallback={<RowSkeletons rows={2} />}>
      <RelatedList item={item} />
    </Suspense>
  )
}

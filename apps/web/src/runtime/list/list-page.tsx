import type { EntityModel } from '@mortise/metadata'
import { EmptyState, RowSkeletons, useLocalize, useText } from '@mortise/ui'
import { type ComponentType, lazy, Suspense } from 'react'
import { ListFrame, type ListFrameProps } from './list-frame.tsx'
import { listTexts } from './list-texts.ts'
import { RecordList } from './record-list.tsx'
import { type ListAddress, type ListView, useListView } from './views/use-list-view.ts'

/** Most views are lists: what the other types share is fetched with the first of them. */
const KindPage = lazy(() => import('./kinds/kind-page.tsx').then((module) => ({ default: module.KindPage })))

export interface ViewPageProps {
  entity: EntityModel
  address: ListAddress
  view: ListView
  /** What is around the records; default: that of the page. */
  Frame?: ComponentType<ListFrameProps>
}

/** The records of a table by the view that is open: a list, which is part of every page, or a type that is fetched. */
export function ListPage({ entity, address }: { entity: EntityModel; address: ListAddress }) {
  const view = useListView(entity, address)
  return <ViewPage entity={entity} address={address} view={view} />
}

/** The records of a table by a view. */
export function ViewPage(props: ViewPageProps) {
  const { options, type, current } = props.view
  if (!options) return <ViewUnfit {...props} />
  return type.type === 'list' ? (
    <RecordList {...props} options={options} />
  ) : (
    <Suspense fallback={<RowSkeletons rows={14} />}>
      <KindPage key={current.id} {...props} options={options} />
    </Suspense>
  )
}

/** The field that a view was made for is gone or hidden, and the table has no other. */
function ViewUnfit({ entity, address, view, Frame = ListFrame }: ViewPageProps) {
  const t = useText(listTexts)
  const label = useLocalize()
  return (
    <Frame entity={entity} address={address} view={view} count={null} neighbour={() => undefined}>
      <EmptyState icon="lock" title={t('viewUnfitTitle', { type: label(view.type.label) })} text={t('viewUnfitText')} />
    </Frame>
  )
}

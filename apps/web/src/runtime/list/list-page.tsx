import type { EntityModel } from '@mortise/metadata'
import { EmptyState, useLocalize, useText } from '@mortise/ui'
import { KindPage } from './kinds/kind-page.tsx'
import { ListFrame } from './list-frame.tsx'
import { listTexts } from './list-texts.ts'
import { RecordList } from './record-list.tsx'
import { type ListAddress, useListView } from './views/use-list-view.ts'

export interface ViewPageProps {
  entity: EntityModel
  address: ListAddress
  view: ReturnType<typeof useListView>
}

/** The records of a table by the view that is open: a list, which is part of every page, or a type that is fetched. */
export function ListPage({ entity, address }: { entity: EntityModel; address: ListAddress }) {
  const view = useListView(entity, address)
  if (!view.options) return <ViewUnfit entity={entity} address={address} view={view} />
  return view.type.type === 'list' ? (
    <RecordList entity={entity} address={address} view={view} options={view.options} />
  ) : (
    <KindPage key={view.current.id} entity={entity} address={address} view={view} options={view.options} />
  )
}

/** The field that a view was made for is gone or hidden, and the table has no other. */
function ViewUnfit({ entity, address, view }: ViewPageProps) {
  const t = useText(listTexts)
  const label = useLocalize()
  return (
    <ListFrame entity={entity} address={address} view={view} count={null} neighbour={() => undefined}>
      <EmptyState icon="lock" title={t('viewUnfitTitle', { type: label(view.type.label) })} text={t('viewUnfitText')} />
    </ListFrame>
  )
}

import { NoPermission, RuntimeServicesContext } from '@mortise/ui'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useContext } from 'react'
import { useApp, useCapabilities } from '../../api/use-app.ts'
import { RoutePending } from '../../shell/route-pending.tsx'
import { RecordPage } from './record-page.tsx'
import { TableMissing } from './record-states.tsx'

const CreateRecordPage = lazy(() =>
  import('./create-record-page.tsx').then((module) => ({ default: module.CreateRecordPage })),
)

/** `/a/:app/:entity/:id`: one record; with `new` for the id, a record to be made. */
export function RecordRoute() {
  const { entity: key, id } = useParams({ from: '/shell/a/$app/$entity/$id' })
  const entity = useApp().model.entities.get(key)
  const { read } = useCapabilities(key)
  const services = useContext(RuntimeServicesContext)
  if (!entity) return <TableMissing />
  if (!services) return <RoutePending />
  // Some may make records that they cannot read afterwards.
  if (id === 'new') {
    return (
      <Suspense fallback={<RoutePending />}>
        <CreateRecordPage key={key} entity={entity} />
      </Suspense>
    )
  }
  if (!read) return <NoPermission />
  return <RecordPage key={`${key}/${id}`} entity={entity} id={id} />
}

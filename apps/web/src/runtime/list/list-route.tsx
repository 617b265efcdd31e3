import { EmptyState, NoPermission, RowSkeletons, RuntimeServicesContext, useText } from '@mortise/ui'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useContext, useMemo } from 'react'
import { useApp, useCapabilities } from '../../api/use-app.ts'
import { ListPage } from './list-page.tsx'
import type { ListSearch } from './list-search.ts'
import { listTexts } from './list-texts.ts'
import type { ListAddress } from './views/use-list-view.ts'

/** `/a/:app/:entity`: the list of a table. What it shows stands in the address. */
export function ListRoute() {
  const { entity: key } = useParams({ from: '/shell/a/$app/$entity' })
  const search = useSearch({ from: '/shell/a/$app/$entity' })
  const go = useNavigate({ from: '/a/$app/$entity' })
  const services = useContext(RuntimeServicesContext)
  const t = useText(listTexts)
  const entity = useApp().model.entities.get(key)
  const { read } = useCapabilities(key)
  const navigate = useCallback(
    (change: Partial<ListSearch>) => {
      // Typing and looking around must not fill the history; opening another view is a step to go back from.
      void go({ search: (before: ListSearch) => ({ ...before, ...change }), replace: !('view' in change) })
    },
    [go],
  )
  const address = useMemo<ListAddress>(() => ({ search, navigate }), [search, navigate])
  if (!entity) return <EmptyState icon="table" title={t('notFoundTitle')} text={t('notFoundText')} />
  if (!read) return <NoPermission />
  if (!services) return <RowSkeletons rows={14} />
  return <ListPage key={entity.key} entity={entity} address={address} />
}

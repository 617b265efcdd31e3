import type { EntityModel, ViewOptions } from '@mortise/metadata'
import { EmptyState, ErrorState, RowSkeletons, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { messageOf } from '../../../api/api-error.ts'
import { useKinds } from '../../../api/use-kinds.ts'
import { listTexts } from '../list-texts.ts'

/** A view of any type but the list: its chunk is fetched first. Needs the services of a view around it. */
export function KindView({ entity, type, options }: { entity: EntityModel; type: string; options: ViewOptions }) {
  const t = useText(listTexts)
  const { viewLoaders } = useKinds()
  const load = viewLoaders.get(type)
  const { data, error, refetch } = useQuery({
    queryKey: ['kinds', 'view', type],
    queryFn: () => load?.() ?? null,
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  })
  if (error) return <ErrorState title={t('viewFailed')} message={messageOf(error)} onRetry={() => void refetch()} />
  if (data === undefined) return <RowSkeletons rows={10} />
  if (data === null) return <EmptyState icon="lock" title={t('viewUnknown')} />
  return <data.View entity={entity} options={options as never} />
}

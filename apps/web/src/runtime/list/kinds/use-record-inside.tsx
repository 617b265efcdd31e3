import type { EntityModel } from '@mortise/metadata'
import { FormSkeletons } from '@mortise/ui'
import { type ComponentType, lazy, Suspense, useMemo } from 'react'

const RecordInside = lazy(() =>
  import('../../record/record-inside.tsx').then((module) => ({ default: module.RecordInside })),
)

/** The form of a record for views that show it themselves; fetched when the first one does. */
export function useRecordInside(entity: EntityModel): ComponentType<{ id: string }> {
  return useMemo(
    () =>
      function ShownRecord({ id }: { id: string }) {
        return (
          <Suspense fallback={<FormSkeletons />}>
            <RecordInside entity={entity} id={id} />
          </Suspense>
        )
      },
    [entity],
  )
}

import type { EntityModel } from '@mortise/metadata'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { recordProcessesQuery } from '../../api/process-queries.ts'

const Strip = lazy(async () => ({
  default: (await import('../../process/start/record-process-strip.tsx')).RecordProcessStrip,
}))

interface RecordProcessesProps {
  entity: EntityModel
  recordId: string
  isDirty(): boolean
}

/** The processes of a record. Most records have none: only where there are some is anything loaded for them. */
export function RecordProcesses({ entity, recordId, isDirty }: RecordProcessesProps) {
  const { data } = useQuery(recordProcessesQuery(entity.app, entity.key, recordId))
  if (!data || data.startable.length + data.instances.length === 0) return null
  return (
    <Suspense>
      <Strip app={entity.app} recordId={recordId} isDirty={isDirty} {...data} />
    </Suspense>
  )
}

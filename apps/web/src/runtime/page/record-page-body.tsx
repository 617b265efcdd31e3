import { lazy, Suspense } from 'react'
import { queryClient } from '../../api/query-client.ts'
import type { RecordPageProps } from './record-page-content.tsx'

// What blocks are drawn with is fetched at the same time.
const RecordPageContent = lazy(async () => {
  const [{ RecordPageContent: content }] = await Promise.all([
    import('./record-page-content.tsx'),
    import('./page-blocks.tsx').then(({ blocksQuery }) => queryClient.prefetchQuery(blocksQuery)),
  ])
  return { default: content }
})

/** A record as a page: its fields are edited in place, as on its form. Needs the form of the record around it. */
export function RecordPageBody(props: RecordPageProps) {
  return (
    <Suspense>
      <RecordPageContent {...props} />
    </Suspense>
  )
}

import type { PageDocument } from '@mortise/metadata'
import type { RecordFormModel } from '../form/use-record-form.ts'
import { PageBody } from './page-body.tsx'
import { PageRecordContext } from './page-record-context.ts'

export interface RecordPageProps {
  page: PageDocument
  model: RecordFormModel
}

export function RecordPageContent({ page, model }: RecordPageProps) {
  return (
    <PageRecordContext value={model}>
      <PageBody blocks={page.blocks} entity={model.entity} record={model.record} />
    </PageRecordContext>
  )
}

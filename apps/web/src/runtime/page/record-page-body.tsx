import type { PageDocument } from '@mortise/metadata'
import type { RecordFormModel } from '../form/use-record-form.ts'
import { PageBody } from './page-body.tsx'
import { PageRecordContext } from './page-record-context.ts'

/** A record as a page: its fields are edited in place, as on its form. Needs the form of the record around it. */
export function RecordPageBody({ page, model }: { page: PageDocument; model: RecordFormModel }) {
  return (
    <PageRecordContext value={model}>
      <PageBody blocks={page.blocks} entity={model.entity} record={model.record} />
    </PageRecordContext>
  )
}

import type { EntityRecord } from '@mortise/data'
import type { EntityModel, PageBlock, PageDocument } from '@mortise/metadata'
import { RowSkeletons, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { appQuery } from '../../../api/app-description.ts'
import { records } from '../../../api/records.ts'
import { useKinds } from '../../../api/use-kinds.ts'
import { EditingContext, type EditingState } from '../../../runtime/form/editing-context.ts'
import { formOf, selectionOf } from '../../../runtime/form/form-document.ts'
import { useEvaluationContext } from '../../../runtime/form/rules/use-evaluation-context.ts'
import { FormRunContext } from '../../../runtime/form/rules/use-form-state.ts'
import { useRecordForm } from '../../../runtime/form/use-record-form.ts'
import { RecordReadsContext } from '../../../runtime/list/data/record-reads.ts'
import { PageBody } from '../../../runtime/page/page-body.tsx'
import { PageRecordContext } from '../../../runtime/page/page-record-context.ts'
import { fieldsOfBlocks } from '../../../runtime/page/page-selection.ts'
import { useDesign, useDesignModel } from '../../draft/design-context.ts'
import { previewReads } from '../../view/preview/preview-reads.ts'
import classes from '../canvas/page-canvas.module.css'
import { pageDesignTexts } from '../page-design-texts.ts'

interface SamplePageProps {
  page: PageDocument
  /** What of the page is shown. */
  blocks: readonly PageBlock[]
  /** The record that it is drawn with; null: the first there is. */
  record: string | null
}

/** The page as its users get it, over the data in force; nothing in it is saved. */
export function SamplePage({ page, blocks, record }: SamplePageProps) {
  const { app } = useDesign()
  const model = useDesignModel()
  const published = useQuery({ ...appQuery(app), retry: false })
  const entity = page.entity === undefined ? null : (model.entities.get(page.entity) ?? null)
  const reads = useMemo(
    () => previewReads({ published: published.data?.model ?? null, draft: model }),
    [published.data, model],
  )
  if (published.isPending) return null
  return (
    <RecordReadsContext value={reads}>
      {entity ? (
        <SampleRecord entity={entity} page={page} blocks={blocks} id={record} />
      ) : (
        <PageBody blocks={blocks} entity={null} record={null} designs />
      )}
    </RecordReadsContext>
  )
}

interface SampleRecordProps {
  page: PageDocument
  entity: EntityModel
  blocks: readonly PageBlock[]
  id: string | null
}

function SampleRecord({ entity, page, blocks, id }: SampleRecordProps) {
  const t = useText(pageDesignTexts)
  const { data, isPending } = useSample(entity, page, id)
  if (isPending) return <RowSkeletons rows={6} height={48} />
  return (
    <>
      {data ? null : <p className={classes.note}>{t('noSample')}</p>}
      <RecordBody key={data?.id ?? ''} entity={entity} blocks={blocks} record={data ?? null} />
    </>
  )
}

/** A record of the data: fields that are not published yet are blank in it. */
function useSample(entity: EntityModel, page: PageDocument, id: string | null) {
  const model = useDesignModel()
  const { blockTypes } = useKinds()
  const published = useQuery(appQuery(entity.app)).data?.model.entities.get(entity.key)
  const context = useEvaluationContext(false)
  const form = formOf(model, entity, { values: {}, context })
  const wanted = [...selectionOf(entity, form.items), ...fieldsOfBlocks(page.blocks, entity, blockTypes)]
  const select = [...new Set(wanted)].filter((key) => published?.fields.has(key))
  return useQuery({
    queryKey: ['design', 'sample', entity.app, entity.key, id, select],
    queryFn: async ({ signal }): Promise<EntityRecord | null> => {
      if (!published) return null
      const filter = id === null ? undefined : { field: 'id', op: 'eq' as const, value: id }
      const query = { select, page: { size: 1 }, ...(filter && { filter }) }
      return (await records.query(entity.app, entity.key, query, signal)).records[0] ?? null
    },
    placeholderData: (before) => before,
  })
}

/** No record has this id: where there is none yet, an empty one is drawn. */
const nobody = { id: '00000000-0000-0000-0000-000000000000', version: 1, archived_at: null } as unknown as EntityRecord

function RecordBody({
  entity,
  blocks,
  record,
}: {
  entity: EntityModel
  blocks: readonly PageBlock[]
  record: EntityRecord | null
}) {
  const model = useDesignModel()
  const context = useEvaluationContext(false)
  const form = useMemo(
    // Under a key of its own: the server, which has the published form, is not asked about its rules.
    () => ({ ...formOf(model, entity, { values: record ?? {}, context }), key: ':preview', rules: [] }),
    [model, entity, record, context],
  )
  const edited = useRecordForm({ entity, form, record: record ?? nobody, onSaved: () => {}, kept: false })
  const { editing, problems, reportUnread } = edited
  const state = useMemo(
    (): EditingState => ({
      ...editing,
      ...{ isEditing: () => false, editable: false, recordId: record?.id ?? null, problems, reportUnread },
    }),
    [editing, problems, reportUnread, record],
  )
  return (
    <EditingContext value={state}>
      <FormRunContext value={edited.run}>
        <PageRecordContext value={edited}>
          <PageBody blocks={blocks} entity={entity} record={record} designs />
        </PageRecordContext>
      </FormRunContext>
    </EditingContext>
  )
}

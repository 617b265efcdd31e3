import type { Language, LocalizedText } from '@mortise/core'
import { localize } from '@mortise/core'
import type { EntityDocument, FieldDocument } from '@mortise/metadata'
import { useMemo } from 'react'
import { type Design, useDesign, useDesignDocument } from '../draft/design-context.ts'
import type { DraftEdit } from '../draft/draft-documents.ts'
import { inBoth } from '../in-both.ts'
import { type AddedField, addField, changeField, changeTable, moveField } from './edits/field-edits.ts'
import { stepTexts } from './step-texts.ts'

type StepKey = (typeof stepTexts)['keys'][number]

/** The label of a step about something that has a name. */
export function stepLabel(key: StepKey, name: LocalizedText): LocalizedText {
  return inBoth(stepTexts, key, (language: Language) => ({ name: localize(name, language) }))
}

/** What can be done with a table; each is one step of the history, typing in one place a single one. */
export interface TableActions {
  changeTable(change: (table: EntityDocument) => EntityDocument, merge?: string): void
  changeField(key: string, change: (field: FieldDocument) => FieldDocument, merge?: string): void
  addField(added: Omit<AddedField, 'entity'>): void
  moveField(key: string, to: number): void
  run(step: StepKey, name: LocalizedText, edit: DraftEdit): void
}

/** The table of that key in the draft, and what can be done with it. */
export function useTable(key: string): { table: EntityDocument; actions: TableActions } {
  const design = useDesign()
  const table = useDesignDocument(`entity/${key}`)
  if (!table) throw new Error('unreachable: the frame shows designers of documents that are there')
  const actions = useMemo(() => actionsOn(design, key), [design, key])
  return { table, actions }
}

function actionsOn({ store, fieldTypes }: Design, entity: string): TableActions {
  const table = () => store.snapshot().documents.get(`entity/${entity}`) as EntityDocument
  const labelOf = (key: string) => table().fields.find((field) => field.key === key)?.label ?? table().label
  const run: TableActions['run'] = (step, name, edit) => store.change(stepLabel(step, name), edit)
  return {
    run,
    changeTable: (change, merge) =>
      store.change(stepLabel('didChangeTable', table().label), changeTable(entity, change), {
        merge: merge && `${entity} ${merge}`,
      }),
    changeField: (key, change, merge) =>
      store.change(stepLabel('didChangeField', labelOf(key)), changeField(entity, key, change), {
        merge: merge && `${entity}.${key} ${merge}`,
      }),
    addField: (added) =>
      run('didAddField', added.field.label, addField({ ...added, entity }, fieldTypes.get(added.field.type))),
    moveField: (key, to) => run('didMoveField', labelOf(key), moveField(entity, key, to)),
  }
}

/** Fields in use, in their order. */
export function liveFields(table: EntityDocument): FieldDocument[] {
  return table.fields.filter(({ archived }) => !archived)
}

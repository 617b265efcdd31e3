import type { Language, LocalizedText } from '@mortise/core'
import type { FormDocument } from '@mortise/metadata'
import type { Design } from '../../draft/design-context.ts'
import type { DraftEdit, DraftEditing } from '../../draft/draft-documents.ts'
import { inBoth } from '../../in-both.ts'
import { formDesignTexts } from '../form-design-texts.ts'
import { type FormBody, type FormIndex, indexForm, outermost } from '../tree/form-node.ts'
import { type NameContext, nodeName } from './node-name.ts'
import type { SelectionStore } from './selection-store.ts'

export type StepText = (typeof formDesignTexts)['keys'][number]

/** Steps of the history about one form of the draft, and how they are called after what they change. */
export interface FormSteps {
  form(): FormDocument
  index(): FormIndex
  names(): NameContext
  nameOf(id: string, language: Language): string
  nameOfMany(ids: readonly string[], language: Language): string
  label(text: StepText, ids: readonly string[]): LocalizedText
  run(text: LocalizedText, edit: DraftEdit, merge?: string): void
  /** Selects what an edit made, once it is there. */
  runMaking(text: LocalizedText, edit: (draft: DraftEditing) => readonly string[]): void
  put(change: (body: FormDocument) => FormBody): DraftEdit
  /** The nodes that lie in no other one of them. */
  outer(ids: readonly string[]): string[]
}

/** They read the draft when they are called, so they stay the same. */
export function createFormSteps({ store }: Design, key: string, selection: SelectionStore): FormSteps {
  const form = () => store.snapshot().documents.get(`form/${key}`) as FormDocument
  const index = () => indexForm(form().items)
  const names = () => {
    const { model } = store.snapshot()
    return { model, entity: model.entities.get(form().entity) }
  }
  const nameOf = (id: string, language: Language) => nodeName(index().get(id), names(), language)
  const nameOfMany = (ids: readonly string[], language: Language) =>
    ids.length === 1
      ? nameOf(ids[0] ?? '', language)
      : formDesignTexts.t('severalNodes', { count: ids.length }, language)
  const run: FormSteps['run'] = (text, edit, merge) =>
    store.change(text, edit, merge === undefined ? {} : { merge: `form/${key} ${merge}` })
  return {
    ...{ form, index, names, nameOf, nameOfMany, run },
    label: (text, ids) => inBoth(formDesignTexts, text, (language) => ({ name: nameOfMany(ids, language) })),
    runMaking(text, edit) {
      let made: readonly string[] = []
      run(text, (draft) => {
        made = edit(draft)
      })
      if (made.length > 0) selection.select(made)
    },
    put: (change) => (draft) => {
      const present = draft.get('form', key)
      if (present) draft.put({ ...present, ...change(present) })
    },
    outer: (ids) => outermost(index(), ids).map(({ id }) => id),
  }
}

import { localize } from '@mortise/core'
import type { AppModel, EntityModel, FieldModel, FormDocument, PublicFormDocument } from '@mortise/metadata'
import { formFieldKeys, isOpenToVisitors } from '@mortise/metadata'
import type { Design } from '../../draft/design-context.ts'
import { inBoth } from '../../in-both.ts'
import { firstFree } from '../../keys/free-key.ts'
import { withoutUndefined } from '../properties/use-node-edit.ts'
import { publicTexts } from './public-texts.ts'

export type PublicChange = { [Name in keyof PublicFormDocument]?: PublicFormDocument[Name] | undefined }

/** Fields of the form that can be open to the world at all. */
export function openableFields(form: FormDocument, entity: EntityModel): FieldModel[] {
  return formFieldKeys(form.items).flatMap((key) => {
    const field = entity.fields.get(key)
    if (!field || field.kind.writable === false) return []
    const isChoice = isRelation(field) && field.target !== entity.key
    return isChoice || field.kind.relation === 'children' || isOpenToVisitors(field) ? [field] : []
  })
}

export function isRelation({ kind }: FieldModel): boolean {
  return kind.relation === 'one' || kind.relation === 'many'
}

/** Fields that can be set without being shown: by the link or by a fixed value. */
export function settableFields(entity: EntityModel, document: PublicFormDocument): FieldModel[] {
  return entity.ownFields.filter(
    (field) => field.kind.writable !== false && isOpenToVisitors(field) && !document.fields.includes(field.key),
  )
}

/** What public forms of the draft are changed by; each is one step of the history. */
export function publicEdits({ store }: Design, form: FormDocument) {
  const step = (text: 'didMake' | 'didChange' | 'didRemove', { label }: PublicFormDocument) =>
    inBoth(publicTexts, text, (language) => ({ name: localize(label, language) }))
  return {
    make(model: AppModel, entity: EntityModel): string {
      const key = firstFree(form.key, (one) => store.snapshot().documents.has(`public_form/${one}`))
      const fields = openableFields(form, entity).filter((field) => !isRelation(field) && field.kind.group !== 'file')
      const document: PublicFormDocument = {
        ...{ kind: 'public_form', key, label: model.entities.get(form.entity)?.label ?? form.label, form: form.key },
        fields: fields.map((field) => field.key),
        limits: { perAddress: { count: 30, hours: 1 } },
      }
      store.change(step('didMake', document), ({ put }) => put(document))
      return key
    },
    change(document: PublicFormDocument, change: PublicChange, merge?: string) {
      const next = withoutUndefined({ ...document, ...change }) as PublicFormDocument
      store.change(
        step('didChange', document),
        ({ put }) => put(next),
        merge ? { merge: `public ${document.key} ${merge}` } : {},
      )
    },
    remove(document: PublicFormDocument) {
      store.change(step('didRemove', document), (draft) => draft.remove(`public_form/${document.key}`))
    },
  }
}

/** Opens or closes a field, with what belongs to it. */
export function withField(document: PublicFormDocument, field: FieldModel, open: boolean): PublicChange {
  const { fields, choices = [], values = {}, limits, files } = document
  const others = choices.filter((choice) => choice.field !== field.key)
  const nextChoices = open && isRelation(field) ? [...others, { field: field.key }] : others
  const { [field.key]: _, ...restValues } = values
  const { perValue, ...restLimits } = limits ?? {}
  const keepsValue = perValue && (open || perValue.field !== field.key)
  return {
    fields: open ? [...fields, field.key] : fields.filter((key) => key !== field.key),
    choices: nextChoices.length > 0 ? nextChoices : undefined,
    values: Object.keys(restValues).length > 0 ? restValues : undefined,
    limits: limits && { ...restLimits, ...(keepsValue && { perValue }) },
    files: open && field.kind.group === 'file' ? (files ?? { maxSizeMb: 10 }) : files,
  }
}

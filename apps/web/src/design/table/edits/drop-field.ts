import type { EntityDocument } from '@mortise/metadata'
import { dropOffer } from '../../button/button-edits.ts'
import { withoutFieldInCommand, withoutFieldInPrint } from '../../button/field-in-offers.ts'
import type { DraftEdit, DraftEditing } from '../../draft/draft-documents.ts'
import { dropFieldFromPages } from '../../page/edits/page-uses.ts'
import { changeTable } from './field-edits.ts'
import {
  type FieldPlace,
  type UsesContext,
  withoutFieldInForm,
  withoutFieldInRole,
  withoutFieldInView,
} from './field-uses.ts'
import { withoutFieldInPublicForm } from './public-form-uses.ts'

/**
 * Takes a field out of use, and off the forms, lists, pages, actions, prints and roles that name it. One that was published is archived, so that
 * its values stay; what computes with it is left alone, to be looked at by who deletes it.
 */
export function dropField(place: FieldPlace, published: boolean, context: UsesContext): DraftEdit {
  return (draft) => {
    const { entity, field } = place
    for (const form of draft.all('form')) draft.put(withoutFieldInForm(form, place, context))
    for (const view of draft.all('view')) {
      const left = withoutFieldInView(view, place, context)
      if (left) draft.put(left)
      else draft.remove(`view/${view.key}`)
    }
    const forms = new Set(draft.all('form').flatMap((form) => (form.entity === entity ? form.key : [])))
    for (const open of draft.all('public_form')) {
      if (!forms.has(open.form)) continue
      const left = withoutFieldInPublicForm(open, field)
      if (left) draft.put(left)
      else draft.remove(`public_form/${open.key}`)
    }
    dropFieldFromPages(draft, place, context)
    dropFieldFromOffers(draft, place, context)
    for (const role of draft.all('role')) draft.put(withoutFieldInRole(role, place))
    changeTable(entity, (table) => withoutField(table, field, published))(draft)
  }
}

function dropFieldFromOffers(draft: DraftEditing, place: FieldPlace, context: UsesContext): void {
  for (const print of draft.all('print')) {
    const left = withoutFieldInPrint(print, place, context.model)
    if (left.items.length > 0) draft.put(left)
    else dropOffer('print', print.key, context)(draft)
  }
  for (const command of draft.all('command')) {
    const left = withoutFieldInCommand(command, place, context)
    if (left) draft.put(left)
    else dropOffer('command', command.key, context)(draft)
  }
}

function withoutField(table: EntityDocument, key: string, published: boolean): EntityDocument {
  const { indexes, duplicateChecks, ...rest } = table
  const left = <Member extends { fields: readonly string[] }>(members: readonly Member[]) =>
    members.filter(({ fields }) => !fields.includes(key))
  const fields = published
    ? rest.fields.map((field) => (field.key === key ? { ...field, archived: true } : field))
    : rest.fields.filter((field) => field.key !== key)
  return {
    ...rest,
    fields,
    ...(indexes && { indexes: left(indexes) }),
    ...(duplicateChecks && { duplicateChecks: left(duplicateChecks) }),
  }
}

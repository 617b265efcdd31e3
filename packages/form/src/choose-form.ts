import { checkExpression, type EvaluationContext, types } from '@mortise/expressions'
import { type AppModel, closureOf, type FormDocument, schemaOf } from '@mortise/metadata'
import type { FormValues } from './form-values.ts'

/** For which record a form is wanted. The model has only the forms that are for the roles of the user. */
export interface FormChoice {
  model: AppModel
  entity: string
  values: FormValues
  context: EvaluationContext
}

/** The forms of a table, in the order in which they are tried. */
export function formsOf({ forms }: Pick<AppModel, 'forms'>, entity: string): FormDocument[] {
  const own = [...forms.values()].filter((form) => form.entity === entity)
  const rank = ({ position = 500 }: FormDocument) => position
  return own.sort((a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : 1))
}

/** The first form that suits the record; else the last one that suits every record; null without any. */
export function chooseForm(choice: FormChoice): FormDocument | null {
  const forms = formsOf(choice.model, choice.entity)
  return forms.find((form) => suits(form, choice)) ?? forms.findLast(({ use }) => !use?.when) ?? forms.at(-1) ?? null
}

function suits({ use, entity }: FormDocument, { model, values, context }: FormChoice): boolean {
  if (!use?.when) return true
  const schema = schemaOf(model)
  const { expr, blankAs } = use.when
  const checked = checkExpression(expr, { schema, entity, expected: types.bool, blankAs, allowJs: true })
  return checked.ok && closureOf(checked.root)({ record: values, outer: null, context, related: null }) === true
}

/** What the forms of a table read of a record to tell which of them is its own. */
export function choiceFields(model: AppModel, entity: string): string[] {
  const schema = schemaOf(model)
  return formsOf(model, entity).flatMap(({ use }) => {
    if (!use?.when) return []
    const checked = checkExpression(use.when.expr, { schema, entity, allowJs: true })
    return checked.ok ? checked.dependencies.flatMap(({ path, field }) => (path.length === 0 ? [field] : [])) : []
  })
}

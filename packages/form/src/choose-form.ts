import { checkExpression, type EvaluationContext, type StoredExpression, types } from '@mortise/expressions'
import {
  type AppModel,
  closureOf,
  type FormDocument,
  type FormUse,
  type PageDocument,
  pagesOf,
  schemaOf,
} from '@mortise/metadata'
import type { FormValues } from './form-values.ts'

/** For which record a form or a page is wanted. The model has only those that are for the roles of the user. */
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

/** The first page that suits the record; null where its form is to be shown. */
export function choosePage(choice: FormChoice): PageDocument | null {
  return pagesOf(choice.model.pages.values(), choice.entity).find((page) => suits(page, choice)) ?? null
}

const suits = ({ use }: { use?: FormUse | undefined }, choice: FormChoice) => !use?.when || holds(use.when, choice)

/** Whether a condition holds of a record, as far as it can be told from the record itself. */
export function holds({ expr, blankAs }: StoredExpression, { model, entity, values, context }: FormChoice): boolean {
  const checked = checkExpression(expr, {
    ...{ schema: schemaOf(model), entity, expected: types.bool, blankAs, allowJs: true },
  })
  return checked.ok && closureOf(checked.root)({ record: values, outer: null, context, related: null }) === true
}

/** Whether a condition looks at other records: then only the server can tell whether it holds. */
export function looksElsewhere(model: AppModel, entity: string, { expr, blankAs }: StoredExpression): boolean {
  const options = { schema: schemaOf(model), entity, expected: types.bool, blankAs, allowJs: true }
  const checked = checkExpression(expr, options)
  return checked.ok && checked.dependencies.some(({ path }) => path.length > 0)
}

/** What the forms of a table read of a record to tell which of them is its own. */
export function choiceFields(model: AppModel, entity: string): string[] {
  return formsOf(model, entity).flatMap(({ use }) => (use?.when ? conditionFields(model, entity, use.when) : []))
}

/** The fields of the record itself that a condition reads. */
export function conditionFields(model: AppModel, entity: string, { expr }: StoredExpression): string[] {
  const checked = checkExpression(expr, { schema: schemaOf(model), entity, allowJs: true })
  return checked.ok ? checked.dependencies.flatMap(({ path, field }) => (path.length === 0 ? [field] : [])) : []
}

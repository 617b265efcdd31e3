import type { FormAction, FormDocument, FormRule } from '@mortise/metadata'
import { firstFree } from '../../keys/free-key.ts'

export type ActionName = FormAction['do']
export type ActionOf<Name extends ActionName> = Extract<FormAction, { do: Name }>

/** An action while it is being filled in: what is missing makes it one later. */
export type PartialAction = { do: ActionName } & { [property: string]: unknown }

/** In the order in which they are offered. */
export const actionNames: readonly ActionName[] = [
  'show',
  'hide',
  'require',
  'optional',
  'read_only',
  'editable',
  'set',
  'fill',
  'options',
  'message',
  'style',
]

/** What is still missing makes an action incomplete. */
const complete: { readonly [Name in ActionName]: (action: PartialAction) => boolean } = {
  show: hasTargets,
  hide: hasTargets,
  read_only: hasTargets,
  editable: hasTargets,
  require: ({ fields }) => isFilled(fields),
  optional: ({ fields }) => isFilled(fields),
  set: ({ field, value }) => field !== undefined && value !== undefined,
  fill: ({ from, values }) => from !== undefined && isFilled(values) && (values as FillValue[]).every(isWhole),
  options: ({ field, options, where }) => field !== undefined && (isFilled(options) || where !== undefined),
  message: ({ text }) => text !== undefined,
  style: (action) => action.colour !== undefined && hasTargets(action),
}

interface FillValue {
  field?: string
  path?: string
}

const isWhole = ({ field, path }: FillValue): boolean => field !== undefined && path !== undefined

function hasTargets({ fields, items }: PartialAction): boolean {
  return isFilled(fields) || isFilled(items)
}

const isFilled = (list: unknown): boolean => Array.isArray(list) && list.length > 0

export const isComplete = (action: PartialAction): boolean => complete[action.do](action)

/** The action without what was left empty. */
export function finished(action: PartialAction): FormAction {
  return Object.fromEntries(
    Object.entries(action).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  ) as FormAction
}

/** Another action for the same things, as far as it can be about them. */
export function changedTo(action: PartialAction, name: ActionName): PartialAction {
  const { fields, items } = action
  const both = ['show', 'hide', 'read_only', 'editable', 'style'].includes(name)
  const onlyFields = ['require', 'optional'].includes(name)
  return {
    do: name,
    ...((both || onlyFields) && fields !== undefined && { fields }),
    ...(both && items !== undefined && { items }),
    ...(name === 'message' && { level: 'error' }),
    ...(name === 'fill' && { values: [{}] }),
    ...(name === 'style' && { colour: 'yellow' }),
  }
}

export function freeRuleKey({ rules = [] }: FormDocument): string {
  const taken = new Set(rules.map(({ key }) => key))
  return firstFree(`rule_${rules.length + 1}`, (key) => taken.has(key))
}

/** The form with other rules; without any it says nothing about them. */
export function withRules({ rules: _, ...form }: FormDocument, rules: readonly FormRule[]): FormDocument {
  return rules.length > 0 ? { ...form, rules: [...rules] } : form
}

/** The form with a rule moved to another place. */
export function withMovedRule(form: FormDocument, key: string, to: number): FormDocument {
  const rules = form.rules ?? []
  const rule = rules.find((one) => one.key === key)
  if (!rule || to < 0 || to >= rules.length) return form
  const others = rules.filter((one) => one !== rule)
  return withRules(form, others.toSpliced(to, 0, rule))
}

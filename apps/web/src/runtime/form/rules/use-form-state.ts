import { type FieldState, type FormMessage, type FormState, type ItemState, plainField, plainItem } from '@mortise/form'
import { type FieldModel, isPreviewed } from '@mortise/metadata'
import { createContext, useContext, useSyncExternalStore } from 'react'
import type { FormRunStore, ShownRun } from './form-run-store.ts'

export const FormRunContext = createContext<FormRunStore | null>(null)

/** A part of the form's state; the component is drawn again only when it is another. */
function useFormPart<Part>(select: (run: ShownRun) => Part): Part {
  const store = useContext(FormRunContext)
  if (!store) throw new Error('unreachable: no form around this item')
  return useSyncExternalStore(store.subscribe, () => select(store.get()))
}

/** How a field stands. */
export function useFieldState(field: string): FieldState {
  return useFormPart(({ state }) => state.fields.get(field) ?? plainField)
}

/** How a section, tab, step, text or list stands. */
export function useItemState(item: string): ItemState {
  return useFormPart(({ state }) => state.items.get(item) ?? plainItem)
}

/** How all sections, tabs and steps stand that are not plain. */
export function useItemStates(): FormState['items'] {
  return useFormPart(({ state }) => state.items)
}

/** Keys of the rules that hold; for those over lines with the place of the line: `price 3`. */
export function useHeldRules(): FormState['held'] {
  return useFormPart(({ state }) => state.held)
}

/** Whether something holds for all of these fields, as they stand. */
export function useEveryField(
  fields: readonly string[],
  holds: (field: string, state: FieldState) => boolean,
): boolean {
  return useFormPart(({ state }) => fields.every((field) => holds(field, state.fields.get(field) ?? plainField)))
}

/** How the fields of each line of a sub-table stand; undefined without rules for them. */
export function useLineStates(field: string): readonly ReadonlyMap<string, FieldState>[] | undefined {
  return useFormPart(({ state }) => state.lines.get(field))
}

/** What rules have to say. */
export function useFormMessages(): readonly FormMessage[] {
  return useFormPart(({ state }) => state.messages)
}

/** What a field shows that nobody fills in. */
export interface ComputedValue {
  value: unknown
  /** What it follows from was changed, and the new value is known only once the record is saved. */
  pending: boolean
}

/** What is shown of a field in place of what the form holds: of computed fields, look-ups and lines. */
export function useComputedValue(field: FieldModel, held: unknown): ComputedValue {
  const value = useFormPart((run) => shownValue(run, field, held))
  const pending = useFormPart((run) => isPending(run, field))
  return { value, pending }
}

function shownValue({ program, live, changed }: ShownRun, field: FieldModel, held: unknown): unknown {
  const { plan, isNew } = program
  if (!isNew && changed.size === 0) return held
  if (plan.lines.has(field.key)) return live.lines(field.key)
  const planned = plan.record.get(field.key)
  const touched = planned && [...planned.inputs].some((input) => changed.has(input))
  return planned?.mode === 'live' && (touched || isNew) ? live.value(field.key) : held
}

function isPending({ program, changed }: ShownRun, { key }: FieldModel): boolean {
  const planned = program.plan.record.get(key)
  return planned?.mode === 'pending' && [...planned.inputs].some((input) => changed.has(input))
}

/** Whether a field that is not filled in can be shown of a new record. */
export function usePreviewed(): (field: string) => boolean {
  const { plan } = useFormPart(({ program }) => program)
  return (field) => isPreviewed(plan.record.get(field))
}

import { type FormDocument, itemsOf } from '@mortise/metadata'

/** Whether a form has anything to decide: rules, or demands of its own beside those of the table. */
export function decides({ items, rules = [] }: FormDocument): boolean {
  const demands = [...itemsOf(items)].some(({ item }) => item.item === 'field' && (item.required || item.readOnly))
  return demands || rules.some(({ off }) => !off)
}

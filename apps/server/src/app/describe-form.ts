import { type FormDocument, type FormItem, serverExpression } from '@mortise/metadata'
import type { AppReader } from './app-reader.ts'
import { describeRules } from './describe-rules.ts'

type Item<Name extends FormItem['item']> = Extract<FormItem, { item: Name }>
type Describe = {
  [Name in FormItem['item']]: (
    item: Item<Name>,
    entity: string,
    reader: AppReader,
    known: KnownParts,
  ) => FormItem | null
}

/** Documents that the user may know of, and that forms have items for. */
export interface KnownParts {
  commands: ReadonlySet<string>
  /** By view its table. */
  views: ReadonlyMap<string, string>
}

/** For visitors, who have no records to press buttons on. */
export const noParts: KnownParts = { commands: new Set(), views: new Map() }

/** The form without the fields, lines and lists that the user may not know of, and without what is empty then. */
export function describeForm({ use, ...form }: FormDocument, reader: AppReader, known: KnownParts): FormDocument {
  return {
    ...form,
    items: describeItems(form.items, form.entity, reader, known),
    ...(form.rules && { rules: describeRules(form.rules, form.entity, reader) }),
    // Who else has which roles is nobody's business.
    ...(use?.when && { use: { when: reader.expression(form.entity, use.when) ? use.when : serverExpression } }),
  }
}

function describeItems(items: readonly FormItem[], entity: string, reader: AppReader, known: KnownParts): FormItem[] {
  return items
    .map((item) => describeItem[item.item](item as never, entity, reader, known))
    .filter((item) => item !== null)
}

const describeItem: Describe = {
  section(item, entity, reader, known) {
    const items = describeItems(item.items, entity, reader, known)
    return items.length > 0 ? { ...item, items } : null
  },
  tabs(item, entity, reader, known) {
    const tabs = item.tabs
      .map((tab) => ({ ...tab, items: describeItems(tab.items, entity, reader, known) }))
      .filter((tab) => tab.items.length > 0)
    return tabs.length > 0 ? { ...item, tabs } : null
  },
  steps(item, entity, reader, known) {
    const steps = item.steps
      .map((step) => ({ ...step, items: describeItems(step.items, entity, reader, known) }))
      .filter((step) => step.items.length > 0)
    return steps.length > 0 ? { ...item, steps } : null
  },
  field: (item, entity, reader) => (reader.field(entity, item.field) ? item : null),
  sub_table(item, entity, reader) {
    const lines = reader.target(entity, item.field)
    if (lines === null) return null
    const columns = item.columns?.filter((column) => reader.field(lines, column))
    return { ...item, ...(columns?.length ? { columns } : { columns: undefined }) }
  },
  related_list(item, _entity, reader) {
    if (!reader.field(item.entity, item.field)) return null
    const columns = item.columns?.filter((column) => reader.path(item.entity, column))
    const sort = item.sort?.filter((by) => reader.path(item.entity, by.field))
    return { ...item, ...(columns?.length ? { columns } : { columns: undefined }), ...(sort && { sort }) }
  },
  button: (item, _entity, _reader, { commands }) => (commands.has(item.command) ? item : null),
  view(item, _entity, reader, { views }) {
    const entity = views.get(item.view)
    return entity !== undefined && reader.field(entity, item.field) ? item : null
  },
  text: (item) => item,
  divider: (item) => item,
  image: (item) => item,
}

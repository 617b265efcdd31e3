import type {
  CommandAction,
  CommandDocument,
  DocumentId,
  EntityModel,
  FormItem,
  PrintDocument,
} from '@mortise/metadata'
import type { DraftEdit, DraftEditing } from '../draft/draft-documents.ts'
import { withoutUndefined } from '../form/properties/use-node-edit.ts'
import { type BlockContext, dropCommandFromPages } from '../page/edits/page-uses.ts'
import { isRequired, type OfferContext } from './field-in-offers.ts'

/** Commands and print templates: what a table has besides forms and views. */
export type Offer = CommandDocument | PrintDocument
export type OfferKind = Offer['kind']

/** What is needed to take one out wherever it is named. */
export type DropContext = BlockContext & OfferContext

/** In the order in which they are offered. */
export function inOfferOrder<Some extends Offer>(offers: readonly Some[]): Some[] {
  const rank = ({ position = 500 }: Offer) => position
  return offers.toSorted((a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : 1))
}

/** Puts one before the place that another has; the positions of all are written anew. */
export function moveOffer(kind: OfferKind, key: string, to: number): DraftEdit {
  return (draft) => {
    const own = draft.get(kind, key)
    if (!own) return
    const all = inOfferOrder((draft.all(kind) as Offer[]).filter(({ entity }) => entity === own.entity))
    const from = all.findIndex((one) => one.key === key)
    const others = all.toSpliced(from, 1)
    const order = others.toSpliced(to > from ? to - 1 : to, 0, own)
    order.forEach((one, place) => {
      draft.put({ ...one, position: (place + 1) * 10 })
    })
  }
}

/** Takes one out, with the buttons on forms and pages and the steps that stand for it. */
export function dropOffer(kind: OfferKind, key: string, context: DropContext): DraftEdit {
  return (draft) => {
    draft.remove(`${kind}/${key}`)
    if (kind === 'command') {
      dropCommandFromPages(draft, key, context)
      for (const form of draft.all('form')) {
        const items = withoutButton(form.items, key)
        if (items !== form.items) draft.put({ ...form, items })
      }
      return
    }
    dropSteps(draft, `print/${key}`, context)
  }
}

/** Takes the steps that name a document out of all actions; those of which nothing is left go. */
export function dropSteps(draft: DraftEditing, named: DocumentId, context: DropContext): void {
  const { model, commandActions } = context
  for (const command of draft.all('command')) {
    const entity = model.entities.get(command.entity)
    if (!entity) continue
    const actions = command.actions.flatMap((action) =>
      withoutDocument(action, named, { model, entity, commandActions }),
    )
    if (actions.length === command.actions.length && actions.every((action, at) => action === command.actions[at]))
      continue
    if (actions.length === 0) dropOffer('command', command.key, context)(draft)
    else draft.put({ ...command, actions })
  }
}

interface StepPlace extends OfferContext {
  entity: EntityModel
}

/** A step that does not name a document any more: without the option that did, or none where it cannot be left out. */
function withoutDocument(
  action: CommandAction,
  named: DocumentId,
  { model, entity, commandActions }: StepPlace,
): CommandAction[] {
  const { type: key, options = {} } = action
  if (!commandActions.has(key)) return [action]
  const type = commandActions.get(key)
  const gone = type
    .parts(options as never, { model, entity })
    .flatMap((part) =>
      part.part === 'document' && `${part.kind}/${part.key}` === named ? [part.pointer.split('/')[1] ?? ''] : [],
    )
  if (gone.length === 0) return [action]
  if (gone.some((option) => isRequired(type, option))) return []
  return [
    { ...action, options: Object.fromEntries(Object.entries(options).filter(([option]) => !gone.includes(option))) },
  ]
}

function withoutButton(items: FormItem[], command: string): FormItem[] {
  let changed = false
  const left = items.flatMap((item): FormItem[] => {
    if (item.item === 'button' && item.command === command) {
      changed = true
      return []
    }
    const made = withoutButtonInside(item, command)
    changed ||= made !== item
    return [made]
  })
  return changed ? left : items
}

function withoutButtonInside(item: FormItem, command: string): FormItem {
  const inner = (items: FormItem[]) => withoutButton(items, command)
  if (item.item === 'section') {
    const items = inner(item.items)
    return items === item.items ? item : { ...item, items }
  }
  if (item.item === 'tabs') {
    const tabs = item.tabs.map((tab) => ({ ...tab, items: inner(tab.items) }))
    return tabs.every((tab, at) => tab.items === item.tabs[at]?.items) ? item : { ...item, tabs }
  }
  if (item.item === 'steps') {
    const steps = item.steps.map((step) => ({ ...step, items: inner(step.items) }))
    return steps.every((step, at) => step.items === item.steps[at]?.items) ? item : { ...item, steps }
  }
  return item
}

/** The document with other properties; undefined takes one away. */
export function changed<Some extends Offer>(
  document: Some,
  change: { [Name in keyof Some]?: Some[Name] | undefined },
): Some {
  return withoutUndefined({ ...document, ...change }) as Some
}

/** A key for a member of a list. */
export function freeMemberKey(members: readonly { key: string }[], wanted: string): string {
  const taken = new Set(members.map(({ key }) => key))
  if (!taken.has(wanted)) return wanted
  for (let count = 2; ; count++) if (!taken.has(`${wanted}_${count}`)) return `${wanted}_${count}`
}

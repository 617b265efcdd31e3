import { type Language, type LocalizedText, localize } from '@mortise/core'
import type { FormDocument } from '@mortise/metadata'
import type { Design } from '../../draft/design-context.ts'
import { inBoth } from '../../in-both.ts'
import { formDesignTexts } from '../form-design-texts.ts'
import { removeNodes } from '../tree/edit-tree.ts'
import {
  type FormBody,
  type FormIndex,
  fieldNodeId,
  formId,
  type Member,
  memberId,
  outermost,
} from '../tree/form-node.ts'
import { freeKeys, type LayoutWords, newLayoutItem, splitSection, unwrapNodes, wrapNodes } from '../tree/new-items.ts'
import { copyNodes, duplicateWithFields, pasteNodes, readClipboard } from './clipboard.ts'
import { type DragSource, type Drop, insertAt, kindsOf, moveTo, type PaletteEntry, placeAfter } from './drop.ts'
import { createFormSteps, type StepText } from './form-steps.ts'
import { addFieldEdit, type NewField } from './new-field.ts'
import { kindName, type NameContext } from './node-name.ts'
import type { SelectionStore } from './selection-store.ts'

/** What can be done with the form that is open; everything here is one step of the history. */
export interface FormActions {
  form(): FormDocument
  index(): FormIndex
  nameOf(id: string, language: Language): string
  /** Changes the document by something that is not about its tree. */
  change(text: StepText, change: (form: FormDocument) => FormDocument, merge?: string): void
  /** Changes the tree. */
  edit(text: StepText, ids: readonly string[], change: (body: FormBody) => FormBody, merge?: string): void
  move(ids: readonly string[], drop: Drop): void
  remove(ids: readonly string[]): void
  /** Puts an entry of the palette on the form; a field that is still to be made has to be asked for first. */
  insert(entry: Exclude<PaletteEntry, { adds: 'new_field' }>, drop?: Drop): void
  addField(field: NewField, drop?: Drop): void
  duplicate(ids: readonly string[]): void
  copy(ids: readonly string[]): void
  cut(ids: readonly string[]): void
  paste(): { left: number } | null
  wrap(ids: readonly string[], kind: 'section' | 'tabs'): void
  /** Tells the section around a node in two. */
  split(id: string): void
  unwrap(ids: readonly string[]): void
  source(ids: readonly string[]): DragSource
}

export const layoutWords: LayoutWords = {
  section: inBoth(formDesignTexts, 'newSection'),
  text: inBoth(formDesignTexts, 'newText'),
  image: inBoth(formDesignTexts, 'newImage'),
  tab: (number) => inBoth(formDesignTexts, 'newTab', () => ({ number })),
  step: (number) => inBoth(formDesignTexts, 'newStep', () => ({ number })),
}

/** The actions on a form of the draft. They read the draft when they are called, so they stay the same. */
export function createFormActions(design: Design, key: string, selection: SelectionStore): FormActions {
  const steps = createFormSteps(design, key, selection)
  const { form, index, names, label, run, runMaking, put, outer } = steps
  const edit: FormActions['edit'] = (text, ids, change, merge) => run(label(text, ids), put(change), merge)
  const dropOf = (drop: Drop | undefined, entry: PaletteEntry): Drop =>
    drop ?? {
      place: placeAfter(
        form(),
        selection.get().lead,
        kindsOf(form(), { from: 'palette', entry, name: { zh: '', en: '' } }),
      ),
    }
  const insertMember = (name: (language: Language) => string, member: Member, drop: Drop) => {
    run(
      inBoth(formDesignTexts, 'didInsert', (language) => ({ name: name(language) })),
      put((body) => insertAt(body, [member], drop)),
    )
    selection.select([memberId(member)])
  }
  const remove = (ids: readonly string[], text: StepText) => {
    const all = index()
    const [first] = outermost(all, ids)
    const siblings = all.get(first?.parent ?? '')?.children.filter((id) => !ids.includes(id)) ?? []
    edit(text, outer(ids), (body) => removeNodes(body, ids))
    const near = siblings[Math.min(first?.index ?? 0, siblings.length - 1)] ?? first?.parent
    selection.select(near && near !== formId && index().has(near) ? [near] : [])
  }
  const copy = (ids: readonly string[]) => copyNodes(design, form(), outer(ids))
  return {
    ...{ form, index, nameOf: steps.nameOf, edit, copy },
    change: (text, change, merge) =>
      run(
        label(text, [formId]),
        (draft) => {
          const present = draft.get('form', key)
          if (present) draft.put(change(present))
        },
        merge,
      ),
    move(ids, drop) {
      edit('didMove', outer(ids), (body) => moveTo(body, ids, drop))
    },
    remove: (ids) => remove(ids, 'didRemove'),
    insert(entry, drop) {
      const { member, name } = memberOf(entry, form(), names())
      insertMember(name, member, dropOf(drop, entry))
    },
    addField(field, drop) {
      const item = field.lines ? 'sub_table' : 'field'
      const to = dropOf(drop, { adds: 'new_field', type: field.field.type, lines: field.lines })
      const text = inBoth(formDesignTexts, 'didAddField', (language) => ({
        name: localize(field.field.label, language),
      }))
      runMaking(text, (draft) => {
        const made = addFieldEdit(form().entity, field)(draft)
        put((body) => insertAt(body, [{ item, field: made }], to))(draft)
        return [fieldNodeId(made)]
      })
    },
    duplicate(ids) {
      runMaking(label('didDuplicate', outer(ids)), (draft) => duplicateWithFields(draft, key, outer(ids)))
    },
    cut(ids) {
      copy(ids)
      remove(ids, 'didCut')
    },
    paste() {
      const kept = readClipboard()
      if (!kept) return null
      const place = placeAfter(form(), selection.get().lead, ['field'])
      let left = 0
      runMaking(inBoth(formDesignTexts, 'didPaste'), (draft) => {
        const pasted = pasteNodes(draft, key, kept, place)
        left = pasted.left
        return pasted.ids
      })
      return { left }
    },
    wrap(ids, kind) {
      let made: string | null = null
      edit(kind === 'section' ? 'didWrapSection' : 'didWrapTabs', outer(ids), (body) => {
        const wrapped = wrapNodes(body, ids, kind, layoutWords)
        made = wrapped.id
        return wrapped.body
      })
      if (made) selection.select([made])
    },
    split(id) {
      let made: string | null = null
      edit('didSplitSection', [index().get(id)?.parent ?? id], (body) => {
        const split = splitSection(body, id, layoutWords)
        made = split.id
        return split.body
      })
      if (made) selection.select([made])
    },
    unwrap(ids) {
      const inner = ids.flatMap((id) => index().get(id)?.children ?? [])
      edit('didUnwrap', outer(ids), (body) => unwrapNodes(body, ids))
      selection.select(inner.filter((id) => index().has(id)))
    },
    source: (ids) => ({
      from: 'form',
      ids: outer(ids),
      name: inBothNames((language) => steps.nameOfMany(outer(ids), language)),
    }),
  }
}

const inBothNames = (name: (language: Language) => string): LocalizedText => ({ zh: name('zh'), en: name('en') })

/** The item that an entry of the palette stands for. */
function memberOf(
  entry: Exclude<PaletteEntry, { adds: 'new_field' }>,
  form: FormDocument,
  names: NameContext,
): { member: Member; name(language: Language): string } {
  if (entry.adds === 'layout') {
    return { member: newLayoutItem(form, entry.kind, layoutWords), name: (language) => kindName(entry.kind, language) }
  }
  if (entry.adds === 'related_list') {
    const { entity, field } = entry
    const plural = names.model.entities.get(entity)?.plural
    return {
      member: { item: 'related_list', key: freeKeys(form)(`${entity}_list`), entity, field },
      name: (language) => (plural ? localize(plural, language) : entity),
    }
  }
  if (entry.adds === 'button') {
    const { command } = entry
    const label = names.model.commands.get(command)?.label
    return {
      member: { item: 'button', key: freeKeys(form)(`${command}_button`), command },
      name: (language) => (label ? localize(label, language) : command),
    }
  }
  if (entry.adds === 'view') {
    const { view, field } = entry
    const label = names.model.views.get(view)?.label
    return {
      member: { item: 'view', key: freeKeys(form)(`${view}_view`), view, field },
      name: (language) => (label ? localize(label, language) : view),
    }
  }
  const label = names.entity?.fields.get(entry.field)?.label
  return {
    member: { item: entry.lines ? 'sub_table' : 'field', field: entry.field },
    name: (language) => (label ? localize(label, language) : entry.field),
  }
}

import { type LocalizedText, localize } from '@mortise/core'
import type { EntityDocument, FieldDocument, FieldType } from '@mortise/metadata'
import { currentLanguage } from '@mortise/ui'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useDesign } from '../../draft/design-context.ts'
import { useDesignAddress } from '../../frame/design-address.ts'
import { takenFieldKeys } from '../../keys/free-key.ts'
import { keyForLabel } from '../../keys/key-for-label.ts'
import { addField } from '../edits/field-edits.ts'
import { newOptionSet } from '../edits/option-set-edits.ts'
import { liveFields, stepLabel, type TableActions } from '../use-table.ts'

/** A field that waits for its name: what it will be, and where. */
export interface PendingField {
  kind: FieldType
  at: number
}

export interface FieldBuilder {
  pending: PendingField | null
  /** Begins a field of a type: at a place, or behind the selected field. */
  start(type: string, at?: number): void
  /** Adds it under the name; without one it is called after its type. */
  finish(name: string): void
  cancel(): void
  /** Whether new fields go on the form and into the list as well. */
  shown: boolean
  setShown(shown: boolean): void
  /** Where the focus goes back to when a name was given by the keyboard. */
  paletteInput: React.RefObject<HTMLInputElement | null>
}

const shownKey = 'mortise-design-shown'

/** Making fields: choose a type, give it a name, and it is there, with its key, its options, its places: one step. */
export function useFieldBuilder(table: EntityDocument, _actions: TableActions): FieldBuilder {
  const { store, fieldTypes } = useDesign()
  const { at: selected, select } = useDesignAddress()
  const [pending, setPending] = useState<PendingField | null>(null)
  const [shown, keepShown] = useState(() => localStorage.getItem(shownKey) !== 'no')
  const paletteInput = useRef<HTMLInputElement>(null)
  const start = useCallback(
    (type: string, at?: number) => {
      const fields = liveFields(table)
      const behind = fields.findIndex(({ key }) => key === selected)
      setPending({ kind: fieldTypes.get(type), at: at ?? (behind < 0 ? fields.length : behind + 1) })
    },
    [table, fieldTypes, selected],
  )
  const finish = (name: string) => {
    if (!pending) return
    setPending(null)
    const label = labelOf(name, pending.kind)
    const key = keyForLabel(label, takenFieldKeys(table), pending.kind.type)
    store.change(stepLabel('didAddField', label), (draft) => {
      const options = optionsOf(pending.kind)
      if (pending.kind.references?.optionSet) options.optionSet = newOptionSet(draft, `${table.key}_${key}`, label)
      const field: FieldDocument = {
        key,
        type: pending.kind.type,
        label,
        ...(Object.keys(options).length > 0 && { options }),
      }
      addField({ entity: table.key, field, at: pending.at, shown }, pending.kind)(draft)
    })
    select(key)
  }
  const setShown = useCallback((next: boolean) => {
    localStorage.setItem(shownKey, next ? 'yes' : 'no')
    keepShown(next)
  }, [])
  const cancel = useCallback(() => setPending(null), [])
  return useMemo(
    () => ({ pending, start, finish, cancel, shown, setShown, paletteInput }),
    [pending, start, cancel, shown, setShown, table, selected],
  )
}

/** Typed in one language; without a name the type's own, which has both. */
function labelOf(name: string, kind: FieldType): LocalizedText {
  const typed = name.trim()
  return typed === '' || typed === localize(kind.label, currentLanguage()) ? kind.label : { zh: typed, en: typed }
}

/** Options that a field begins with: none that has a default. */
function optionsOf(_kind: FieldType): Record<string, unknown> {
  return {}
}

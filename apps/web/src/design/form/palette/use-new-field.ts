import type { LocalizedText } from '@mortise/core'
import type { FieldType } from '@mortise/metadata'
import { useState } from 'react'
import { useDesignDocument } from '../../draft/design-context.ts'
import { takenFieldKeys } from '../../keys/free-key.ts'
import { isKey } from '../../keys/is-key.ts'
import { keyForLabel } from '../../keys/key-for-label.ts'
import type { NewField } from '../model/new-field.ts'

/** The new field as far as it is filled in; `field` is null until it can be made. */
export function useNewField(entity: string, kind: FieldType) {
  const table = useDesignDocument(`entity/${entity}`)
  const [name, setName] = useState('')
  const [typedKey, setKey] = useState<string | null>(null)
  const [required, setRequired] = useState(false)
  const [target, setTarget] = useState<string | null>(null)
  const [options, setOptions] = useState('')
  const taken = table ? takenFieldKeys(table) : new Set<string>()
  const label: LocalizedText = name.trim() === '' ? kind.label : { zh: name.trim(), en: name.trim() }
  const key = typedKey ?? keyForLabel(label, taken, kind.type)
  const keyProblem = !isKey(key) ? 'keyWrong' : taken.has(key) ? 'keyTaken' : null
  const state = {
    name,
    setName,
    key,
    setKey,
    keyProblem,
    required,
    setRequired,
    target,
    setTarget,
    options,
    setOptions,
  } as const
  const needs = needsOf(kind, { target, options, label })
  const field: NewField | null =
    keyProblem || !needs
      ? null
      : {
          field: { key, type: kind.type, label, ...(required && { required }), ...needs.field },
          lines: kind.relation === 'children',
          ...needs.beside,
        }
  return { ...state, field }
}

interface Needed {
  target: string | null
  options: string
  label: LocalizedText
}

/** What goes into the options, and what has to be made beside the field; null while something is missing. */
function needsOf(
  kind: FieldType,
  { target, options, label }: Needed,
): { field: object; beside: Partial<NewField> } | null {
  if (kind.references?.optionSet) {
    if (target !== null) return { field: { options: { optionSet: target } }, beside: {} }
    const names = options
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
    const newOptions = (names.length > 0 ? [...new Set(names)] : firstOptions).map(bothOf)
    return { field: {}, beside: { newOptions } }
  }
  if (kind.relation === 'children') {
    const typed = options.trim()
    return { field: {}, beside: { newTable: typed === '' ? label : bothOf(typed) } }
  }
  if (kind.relation) return target === null ? null : { field: { options: { entity: target } }, beside: {} }
  return { field: {}, beside: {} }
}

const firstOptions: readonly (string | LocalizedText)[] = [
  { zh: '选项 1', en: 'Option 1' },
  { zh: '选项 2', en: 'Option 2' },
]

const bothOf = (name: string | LocalizedText): LocalizedText =>
  typeof name === 'string' ? { zh: name, en: name } : name

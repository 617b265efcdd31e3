import type { DraftState } from '@mortise/api'
import { deepEqual, localize } from '@mortise/core'
import { type EntityDocument, type FieldDocument, keyPattern, systemFieldKeys } from '@mortise/metadata'
import { confirm, currentLanguage, toastError } from '@mortise/ui'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useRef, useState } from 'react'
import { api } from '../../api/api-client.ts'
import { messageOf, requestIdOf } from '../../api/api-error.ts'
import { keepDraft } from '../admin-data.ts'
import { type Names, nameProblem, namesFrom, textOf } from '../frame/name-fields.tsx'
import { suggestKey } from '../frame/suggest-key.ts'
import { useUnsavedGuard } from '../frame/use-unsaved-guard.ts'
import { type ComputedType, withField, withoutField } from './computed-document.ts'
import { computedTexts } from './computed-texts.ts'
import type { FormulaFieldOptions } from './formula-options.tsx'
import { isChosen, type RollupFieldOptions } from './rollup-options.tsx'

/** A computed field while it is changed. */
export interface ComputedDraft {
  type: ComputedType
  names: Names
  /** As typed; null: as suggested. */
  key: string | null
  formula: FormulaFieldOptions
  rollup: RollupFieldOptions
}

interface EditorPlace {
  app: string
  entity: EntityDocument
  /** Null: a new one. */
  field: FieldDocument | null
}

/** A computed field while it is changed; saving puts its table into the draft of the app. */
export function useComputedEditor({ app, entity, field }: EditorPlace) {
  const navigate = useNavigate()
  const [saved, setSaved] = useState(() => draftOf(field))
  const [draft, setDraft] = useState(saved)
  const [state, setState] = useState<'unsaved' | 'saving' | 'failed'>('unsaved')
  const [message, setMessage] = useState<string | null>(null)
  const [unfinished, setUnfinished] = useState(false)
  const [round, setRound] = useState(0)
  const nameInput = useRef<HTMLInputElement>(null)
  const dirty = !deepEqual(draft, saved)
  const release = useUnsavedGuard(dirty)
  const taken = new Set([...systemFieldKeys, ...entity.fields.map(({ key }) => key)])
  const key = field?.key ?? draft.key ?? suggestKey(draft.names.en, taken, draft.type)
  const path = `/apps/${app}/draft/documents/entity/${entity.key}`
  const refuse = (text: string) => {
    setState('failed')
    setMessage(text)
    return false
  }
  const change = useCallback((next: (draft: ComputedDraft) => ComputedDraft) => {
    setDraft(next)
    setState('unsaved')
    setMessage(null)
  }, [])

  async function save(): Promise<boolean> {
    const nameless = nameProblem(draft.names)
    if (nameless !== null) {
      nameInput.current?.focus()
      return refuse(nameless)
    }
    if (unfinished) return refuse(computedTexts.t('conditionUnfinished'))
    const made = fieldOf(draft, { key, former: field })
    if (made === null) return refuse(computedTexts.t(draft.type === 'formula' ? 'incomplete' : 'rollupIncomplete'))
    const wrongKey = field ? null : keyProblem(key, taken)
    if (wrongKey !== null) return refuse(wrongKey)
    setState('saving')
    try {
      keepDraft(app, await api.put<DraftState>(path, withField(entity, made)))
    } catch (error) {
      return refuse(messageOf(error))
    }
    setState('unsaved')
    setSaved(draft)
    release()
    if (!field) await navigate({ to: '/admin/$', params: { _splat: `computed/${app}/${entity.key}/${key}` } })
    return true
  }
  async function remove(users: string) {
    if (!field || !(await confirmRemoval(field, users))) return
    try {
      keepDraft(app, await api.put<DraftState>(path, withoutField(entity, field.key)))
      release()
      await navigate({ to: '/admin/$', params: { _splat: 'computed' } })
    } catch (error) {
      toastError(messageOf(error), requestIdOf(error))
    }
  }
  return {
    ...{ draft, key, dirty, state, message, change, save, remove, setUnfinished, nameInput },
    nameError: state === 'failed' ? nameProblem(draft.names) : null,
    /** Rises when what was entered is discarded: what is drawn begins anew. */
    round,
    discard() {
      setDraft(saved)
      setRound(round + 1)
      setState('unsaved')
      setMessage(null)
    },
  }
}

const noFormula: FormulaFieldOptions = { expression: null, result: null }
const noRollup: RollupFieldOptions = {
  ...{ relation: null, function: 'sum', value: null, filter: null, order: null, result: null },
}

function draftOf(field: FieldDocument | null): ComputedDraft {
  const options = field?.options ?? {}
  const type = field?.type === 'rollup' ? 'rollup' : 'formula'
  return {
    ...{ type, names: namesFrom(field?.label), key: null },
    formula: { ...noFormula, ...(type === 'formula' && options) },
    rollup: { ...noRollup, ...(type === 'rollup' && options) },
  }
}

/** The document of the field; null while something is missing. */
function fieldOf(
  { type, names, formula, rollup }: ComputedDraft,
  { key, former }: { key: string; former: FieldDocument | null },
): FieldDocument | null {
  const isComplete = type === 'formula' ? formula.expression !== null : isChosen(rollup)
  const options = { formula, rollup }[type]
  if (!isComplete || !options.result) return null
  return { ...former, key, type, label: textOf(names), options: { ...options } }
}

function keyProblem(key: string, taken: ReadonlySet<string>): string | null {
  if (!new RegExp(keyPattern).test(key)) return computedTexts.t('keyInvalid')
  return taken.has(key) ? computedTexts.t('keyTaken') : null
}

function confirmRemoval(field: FieldDocument, users: string): Promise<boolean> {
  const { t } = computedTexts
  const language = currentLanguage()
  const used = users ? [t('removeUsed', { names: users })] : []
  return confirm({
    title: t('removeTitle', { name: localize(field.label, language) }),
    text: [...used, t('removeText')].join(language === 'zh' ? '' : ' '),
    confirmLabel: t('remove'),
    danger: true,
  })
}

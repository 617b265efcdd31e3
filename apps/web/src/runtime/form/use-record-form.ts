import { canonicalJson, deepEqual } from '@mortise/core'
import type { DuplicateWarning, EntityRecord, Lookalikes } from '@mortise/data'
import type { EntityModel, FieldModel, FormDocument } from '@mortise/metadata'
import type { SaveStateValue } from '@mortise/ui'
import { useCallback, useMemo, useRef, useState } from 'react'
import type { Control } from 'react-hook-form'
import { queryClient } from '../../api/query-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { fieldsOfForm } from './form-document.ts'
import type { FormValues } from './form-values.ts'
import { countProblems, type ProblemMap, remainingProblems } from './problem-map.ts'
import type { FormRunStore } from './rules/form-run-store.ts'
import { useFormRun } from './rules/use-form-run.ts'
import { checkFields, idleStatus, type SaveContext, type SaveStatus, saveRecord, saveResolved } from './save-record.ts'
import { type LeftValues, useCarriedValues } from './use-carried-values.ts'
import { type DraftHandle, useDraft } from './use-draft.ts'
import { type Editing, useEditing } from './use-editing.ts'
import { type FormValuesHandle, useFormValues } from './use-form-values.ts'
import { useLookalikes } from './use-lookalikes.ts'
import { useRetryWhenOnline } from './use-retry-when-online.ts'

export interface RecordFormOptions {
  entity: EntityModel
  form: FormDocument
  /** The record as the server gave it with `selectionOf`; null for a new one. */
  record: EntityRecord | null
  /** Values a new record starts with. */
  prefill?: FormValues
  onSaved(record: EntityRecord): void
  /**
   * Whether what is unsaved is kept for later: not where the form is only tried out, and only on this device where
   * nobody is signed in. Default: true.
   */
  kept?: boolean | 'here'
  /** As what it is kept, where a record is filled in at several places. Default: the record. */
  keptAs?: string
  /** Where the rules ask what only the server knows, in place of the form's own address. */
  asksAt?: string
  /** Sends what is to be saved elsewhere than to the table. */
  send?: SaveContext['send']
  /** Is sent even where nothing differs: saving it does more than that. */
  always?: boolean
  /** Reads the record as it is now from elsewhere. */
  current?: (() => Promise<EntityRecord>) | undefined
}

/** Everything about editing one record: values, what differs, saving and all that can get in its way. */
export interface RecordFormModel {
  entity: EntityModel
  form: FormDocument
  control: Control<FormValues>
  fields: readonly FieldModel[]
  isNew: boolean
  record: EntityRecord | null
  /** Where it started: what the server last said. */
  start: FormValuesHandle['start']
  editing: Editing
  /** Its rules, as they hold at the moment. */
  run: FormRunStore
  state: SaveStateValue
  changeCount: number
  /** Why the last save failed, when no field can show it. */
  failure: string | null
  problems: ProblemMap
  /** The record was saved by somebody else since; my changes will be merged. */
  changedElsewhere: boolean
  conflict: SaveStatus['conflict']
  duplicates: readonly DuplicateWarning[]
  /** Records that look like what is being typed. */
  lookalikes: readonly Lookalikes[]
  draft: { at: string; restore(): void; drop(): void } | null
  /** What was typed in fields that the app, published anew meanwhile, has no more. */
  leftBehind: LeftValues
  /** Whether these fields could be saved; what is missing is said at once. */
  check(fields: readonly string[]): boolean
  save(options?: { acceptDuplicates?: boolean }): Promise<void>
  /** Saves after the user chose what to keep of each field in conflict. */
  resolveConflict(keepTheirs: ReadonlySet<string>): Promise<void>
  closeDialog(): void
  discard(): void
  isDirty(): boolean
  /** An input could not read so many of the texts pasted into it. */
  reportUnread(field: string, count: number): void
}

export function useRecordForm(options: RecordFormOptions): RecordFormModel {
  const { entity, form, record } = options
  const fields = useMemo(() => fieldsOfForm(entity, form.items), [entity, form])
  const { kept = true } = options
  const draft = useDraft({
    app: entity.app,
    entity: entity.key,
    id: options.keptAs ?? record?.id ?? newId(options.prefill),
    kept,
  })
  const editing = useEditing(record === null)
  const [status, setStatus] = useState(idleStatus)
  const show = useCallback((change: Partial<SaveStatus>) => setStatus((before) => ({ ...before, ...change })), [])
  const onChange = useCallback((values: FormValues) => setStatus((before) => afterTyping(before, values)), [])
  const values = useFormValues({ fields, record, prefill: options.prefill, draft, onChange })
  const carried = useCarriedValues(entity, values)
  const unread = useUnread()
  const run = useFormRun({ entity, form, record, fields, values, isFilling: editing.active, asksAt: options.asksAt })
  const saving = useSaving({ options, fields, values, run, draft, editing, status, show, unreadCount: unread.count })
  const lookalikes = useLookalikes({ entity, id: record?.id, values, asks: kept === true && !options.send })
  return {
    entity,
    form,
    control: values.control,
    fields,
    isNew: record === null,
    record,
    start: values.start,
    editing,
    run,
    state: status.phase !== 'idle' ? status.phase : values.changeCount > 0 ? 'unsaved' : 'clean',
    changeCount: values.changeCount,
    failure: status.failure,
    problems: status.problems,
    changedElsewhere: values.fresh.version > values.start.current.version && values.changeCount > 0,
    conflict: status.conflict,
    duplicates: status.duplicates,
    lookalikes,
    draft: offeredDraft(draft, values, editing),
    leftBehind: carried,
    closeDialog: () => show({ conflict: null, duplicates: [] }),
    isDirty: values.isDirty,
    reportUnread: unread.report,
    ...saving,
  }
}

type Saving = Pick<RecordFormModel, 'check' | 'save' | 'resolveConflict' | 'discard'>

interface SavingParts {
  options: RecordFormOptions
  fields: readonly FieldModel[]
  values: FormValuesHandle
  run: FormRunStore
  draft: DraftHandle
  editing: Editing
  status: SaveStatus
  show(change: Partial<SaveStatus>): void
  unreadCount: number
}

function useSaving({
  options,
  fields,
  values,
  run: rules,
  draft,
  editing,
  status,
  show,
  unreadCount,
}: SavingParts): Saving {
  const { entity, form, record, onSaved } = options
  const lostAt = useRef<string | null>(null)
  const busy = useRef(false)
  function context(): SaveContext {
    return {
      ...{ entity, form, fields, record, values, rules, show, unreadCount, lostAt },
      ...{ send: options.send, current: options.current, always: options.always },
      focus: (field) => editing.start([field], field),
      finish(saved) {
        show(idleStatus)
        if (!values.isDirty()) {
          draft.drop()
          editing.stop()
        }
        if (saved !== record && !options.send) publish(entity, saved)
        onSaved(saved)
      },
    }
  }
  async function run(work: (context: SaveContext) => Promise<void>): Promise<void> {
    // Two saves at once would fight over the version.
    if (busy.current) return
    busy.current = true
    await work(context()).finally(() => {
      busy.current = false
    })
  }
  useRetryWhenOnline(status.phase === 'offline', () => void run((one) => saveRecord(one)))
  return {
    check: (keys) => checkFields(context(), keys),
    save: ({ acceptDuplicates } = {}) => run((one) => saveRecord(one, acceptDuplicates)),
    resolveConflict: (keepTheirs) =>
      run(async (one) => (status.conflict ? saveResolved(one, status.conflict, keepTheirs) : undefined)),
    discard() {
      draft.drop()
      show(idleStatus)
      values.startFrom(values.fresh)
      editing.stop()
    },
  }
}

/** Puts the saved record where the page reads it, and has everything else that may show it fetched again. */
function publish(entity: EntityModel, saved: EntityRecord): void {
  const own = queryKeys.record(entity.app, entity.key, saved.id)
  // What may be done with it comes with reading it: it stays as it was until it is read again.
  queryClient.setQueryData(own, (former?: EntityRecord) => ({ ...saved, ...(former && { $can: former.$can }) }))
  void queryClient.invalidateQueries({
    queryKey: [...queryKeys.app(entity.app), 'records'],
    predicate: ({ queryKey }) => queryKey.length !== own.length || queryKey.some((part, at) => part !== own[at]),
  })
}

/** Once something is typed, problems with what was changed are gone, and so is why the last attempt failed. */
function afterTyping(before: SaveStatus, values: FormValues): SaveStatus {
  if (before.phase !== 'failed' || deepEqual(values, before.refused)) return before
  const problems = remainingProblems(before.problems, before.refused, values)
  return { ...before, problems, failure: null, phase: countProblems(problems) > 0 ? 'failed' : 'idle' }
}

/** What an earlier visit left, to be continued or dropped. */
function offeredDraft(draft: DraftHandle, values: FormValuesHandle, editing: Editing): RecordFormModel['draft'] {
  const { found } = draft
  if (!found) return null
  return {
    at: found.at,
    restore() {
      const now = values.start.current.values
      // What the draft was made on, so that changes of others meanwhile are seen as such on saving.
      values.startFrom({ version: found.version, values: { ...now, ...found.base } }, { ...now, ...found.changes })
      editing.start(Object.keys(found.changes))
      draft.take()
    },
    drop: draft.drop,
  }
}

function useUnread(): { count: number; report(field: string, count: number): void } {
  const [counts, setCounts] = useState<{ [field: string]: number }>({})
  const report = useCallback((field: string, count: number) => {
    setCounts((before) => ((before[field] ?? 0) === count ? before : { ...before, [field]: count }))
  }, [])
  return { count: Object.values(counts).reduce((sum, count) => sum + count, 0), report }
}

/** New records are told apart by what they were begun with: a follow-up of this customer, a follow-up of that one. */
function newId(prefill: FormValues | undefined): string {
  return prefill && Object.keys(prefill).length > 0 ? `new ${canonicalJson(prefill as never)}` : 'new'
}

import { confirm, toast } from '@mortise/ui'
import { useRef, useState } from 'react'
import { ApiError, isNetworkError, messageOf } from '../../api/api-error.ts'
import { newClick, refreshProcesses } from '../../api/processes.ts'
import { actTexts } from './act-texts.ts'
import { FormNotSaved } from './task-form-handle.ts'

/** Something that is sent: `key` makes a second click the first one. */
export interface Sending {
  /** Tells it from others; while it is under way its button turns. */
  name: string
  send(call: { key: string; confirmed: boolean }): Promise<unknown>
  /** What is said when it is done. */
  done: string
}

export interface Run {
  busy: string | null
  /** Why the last one failed, for the dialog that it came from. */
  failure: string | null
  /** What came too late is told to the page, and everything is read again. */
  run(sending: Sending): Promise<RunResult>
  clear(): void
}

/** Whether it was done; if not, why, unless the page was told. */
export interface RunResult {
  done: boolean
  failure: string | null
}

/** The person could do nothing else about it in the dialog: what they saw is no longer so. */
const stale: ReadonlySet<string> = new Set([
  'TASK_OVER',
  'NOT_YOUR_TURN',
  'NOT_YOUR_TASK',
  'INSTANCE_ENDED',
  'VISIT_UNKNOWN',
  'INSTANCE_UNKNOWN',
  'ACTOR_UNKNOWN',
  'TAKEN_FURTHER',
  'RECALL_NOT_ALLOWED',
  'NOTHING_TO_TAKE_BACK',
  'NO_INCIDENT',
  'ALREADY_AT_START',
  'ACT_NOT_ALLOWED',
])

/** Whether an error says that things are no longer as they were shown. */
export function isStale(error: unknown): boolean {
  return error instanceof ApiError && stale.has(error.code)
}

const none = { name: '', key: '' }
const undone: RunResult = { done: false, failure: null }

/** Sends one thing at a time. `onStale` hears why something came too late. */
export function useRun(onStale: (message: string) => void): Run {
  const [busy, setBusy] = useState<string | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const click = useRef(none)
  async function attempt(sending: Sending, confirmed: boolean): Promise<RunResult> {
    // Sent again after a lost connection, it is the same click.
    if (click.current.name !== sending.name) click.current = { name: sending.name, key: newClick() }
    try {
      await sending.send({ key: click.current.key, confirmed })
      click.current = none
      toast(sending.done)
      await refreshProcesses()
      return { done: true, failure: null }
    } catch (error) {
      if (!isNetworkError(error)) click.current = none
      if (!confirmed && isCode(error, 'RETURN_CROSSES_IRREVERSIBLE'))
        return (await confirmCrossing(error)) ? await attempt(sending, true) : undone
      return await fail(error)
    }
  }
  async function fail(error: unknown): Promise<RunResult> {
    if (isStale(error)) {
      onStale(messageOf(error))
      await refreshProcesses()
      return undone
    }
    const message = error instanceof FormNotSaved ? actTexts.t('formNotSaved') : messageOf(error)
    setFailure(message)
    return { done: false, failure: message }
  }
  return {
    busy,
    failure,
    clear: () => setFailure(null),
    async run(sending) {
      if (busy !== null) return undone
      setBusy(sending.name)
      setFailure(null)
      return await attempt(sending, false).finally(() => setBusy(null))
    },
  }
}

function isCode(error: unknown, code: string): error is ApiError {
  return error instanceof ApiError && error.code === code
}

function confirmCrossing(error: ApiError): Promise<boolean> {
  return confirm({
    title: actTexts.t('irreversible'),
    text: error.message,
    confirmLabel: actTexts.t('confirmReturn'),
    danger: true,
  })
}

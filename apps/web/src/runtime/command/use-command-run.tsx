import type { CommandResult } from '@mortise/api'
import type { CommandDocument, EntityModel, Filter } from '@mortise/metadata'
import { confirm, toast, toastError, toastWithUndo, useLocalize, useText } from '@mortise/ui'
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import { messageOf, requestIdOf } from '../../api/api-error.ts'
import { queryClient } from '../../api/query-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { records } from '../../api/records.ts'
import { useKinds } from '../../api/use-kinds.ts'
import { commandTexts } from './command-texts.ts'
import type { CommandQuestion } from './input-dialog.tsx'
import { useCommandServices } from './use-command-services.ts'

const FailedDialog = lazy(() => import('./failed-dialog.tsx').then((module) => ({ default: module.FailedDialog })))
const InputDialog = lazy(() => import('./input-dialog.tsx').then((module) => ({ default: module.InputDialog })))

/** For what a command is run. */
export type CommandTarget =
  | { record: { id: string; version?: number | undefined } }
  | { ids: readonly string[] }
  | { filter: Filter; count: number }

type Done = Extract<CommandResult, { done: true }>
type Failed = Exclude<CommandResult, Done>

export interface CommandRun {
  /** Asks what there is to ask, runs it, and tells how it went; true when something was done. */
  run(command: CommandDocument, target: CommandTarget): Promise<boolean>
  /** Key of the command that runs at the moment. */
  busy: string | null
  /** The dialogs, to be drawn anywhere. */
  dialogs: ReactNode
}

/** So many records can be put back by one click. */
const undoLimit = 50

/** Running commands of a table: questions, the call, what is left for the browser, and the way back. */
export function useCommandRun(entity: EntityModel): CommandRun {
  const t = useText(commandTexts)
  const localize = useLocalize()
  const { commandRuntimes } = useKinds()
  const services = useCommandServices(entity)
  const [busy, setBusy] = useState<string | null>(null)
  const [question, ask] = useState<CommandQuestion | null>(null)
  const [failed, setFailed] = useState<{ name: string; failed: Failed[]; done: number } | null>(null)
  const running = useRef(false)
  const refresh = () => queryClient.invalidateQueries({ queryKey: [...queryKeys.app(entity.app), 'records'] })

  function carryOn(done: readonly Done[]) {
    for (const action of new Set(done.flatMap(({ steps }) => steps.map((step) => step.action)))) {
      if (!commandRuntimes.has(action)) continue
      const half = commandRuntimes.get(action)
      const all = done.flatMap(({ steps }) => steps.filter((step) => step.action === action)) as never[]
      for (const step of half.together ? all.slice(0, 1) : all) half.run(step, services, all)
    }
  }

  function tell(name: string, done: readonly Done[]) {
    const message = done.length === 1 ? t('done', { name }) : t('doneMany', { name, count: done.length })
    const undos = done.flatMap(({ id, undo }) => (undo ? [{ id, ...undo }] : []))
    const wrote = undos.length > 0 || done.some(({ steps }) => steps.length === 0)
    if (!wrote) return
    if (undos.length === 0 || undos.length < done.length || undos.length > undoLimit) {
      toast(message)
      return
    }
    toastWithUndo(message, async () => {
      for (const { id, ...back } of undos) await records.update(entity.app, entity.key, id, back)
      await refresh()
      toast(t('undone'))
    })
  }

  async function call(command: CommandDocument, target: CommandTarget, key: string, input?: object): Promise<boolean> {
    const which = 'record' in target ? { ids: [target.record.id], seen: target.record.version } : whichOf(target)
    const { results } = await records.runCommand(entity.app, entity.key, command.key, {
      ...which,
      ...(input && { input: input as { [field: string]: unknown } }),
      key,
    })
    const done = results.filter((result): result is Done => result.done)
    const left = results.filter((result): result is Failed => !result.done)
    const name = localize(command.label)
    void refresh()
    if (done.length > 0) tell(name, done)
    carryOn(done)
    if (left.length > 0) setFailed({ name, failed: left, done: done.length })
    return done.length > 0
  }

  async function attempt(command: CommandDocument, target: CommandTarget): Promise<boolean> {
    const key = crypto.randomUUID()
    if (command.confirm) {
      const name = localize(command.label)
      const sure = await confirm({ title: name, text: localize(command.confirm), confirmLabel: name })
      if (!sure) return false
    }
    if (!command.input) return call(command, target, key)
    const id = 'record' in target ? target.record.id : null
    const fields = command.input.map(({ field }) => field)
    const values = id ? await records.get(entity.app, entity.key, id, fields) : {}
    return new Promise((resolve) => {
      ask({
        command,
        values,
        count: 'record' in target ? 1 : 'ids' in target ? target.ids.length : target.count,
        async submit(input) {
          resolve(await call(command, target, key, input))
          ask(null)
        },
        cancel() {
          ask(null)
          resolve(false)
        },
      })
    })
  }

  return {
    busy,
    async run(command, target) {
      if (running.current) return false
      running.current = true
      setBusy(command.key)
      try {
        return await attempt(command, target)
      } catch (error) {
        toastError(messageOf(error), requestIdOf(error))
        void refresh()
        return false
      } finally {
        running.current = false
        setBusy(null)
      }
    },
    dialogs: (
      <Suspense>
        {question ? <InputDialog entity={entity} question={question} /> : null}
        {failed ? <FailedDialog {...failed} onClose={() => setFailed(null)} /> : null}
      </Suspense>
    ),
  }
}

function whichOf(target: { ids: readonly string[] } | { filter: Filter }) {
  return 'ids' in target ? { ids: [...target.ids] } : { filter: target.filter }
}

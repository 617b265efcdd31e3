import type { CommandDocument, EntityModel, Filter } from '@mortise/metadata'
import { toastError } from '@mortise/ui'
import { type ReactNode, Suspense, useRef, useState } from 'react'
import { messageOf, requestIdOf } from '../../api/api-error.ts'
import { refreshRecords } from './refresh-records.ts'
import { useCommandServices } from './use-command-services.ts'

/** For what a command is run. */
export type CommandTarget =
  | { record: { id: string; version?: number | undefined } }
  | { ids: readonly string[] }
  | { filter: Filter; count: number }

export interface CommandRun {
  /** Asks what there is to ask, runs it, and tells how it went; true when something was done. */
  run(command: CommandDocument, target: CommandTarget): Promise<boolean>
  /** Key of the command that runs at the moment. */
  busy: string | null
  /** The dialogs, to be drawn anywhere. */
  dialogs: ReactNode
}

/** Running commands of a table. What is needed for it is fetched when one is pressed. */
export function useCommandRun(entity: EntityModel): CommandRun {
  const services = useCommandServices(entity)
  const [busy, setBusy] = useState<string | null>(null)
  const [dialog, show] = useState<ReactNode>(null)
  const running = useRef(false)
  return {
    busy,
    async run(command, target) {
      if (running.current) return false
      running.current = true
      setBusy(command.key)
      try {
        const { carryOut } = await import('./carry-out.tsx')
        return await carryOut({ entity, services, show }, command, target)
      } catch (error) {
        toastError(messageOf(error), requestIdOf(error))
        void refreshRecords(entity.app)
        return false
      } finally {
        running.current = false
        setBusy(null)
      }
    },
    dialogs: dialog && <Suspense>{dialog}</Suspense>,
  }
}

import type { ProcessStarter } from '@mortise/command/server'
import { type ProcessServices, startWithin } from '@mortise/process/server'
import type { OrganisationDirectory } from './organisation-directory.ts'
import type { WorkTimes } from './process-runtime.ts'

interface StarterParts {
  services: ProcessServices
  organisation: OrganisationDirectory
  workTime: WorkTimes
  wake(): void
}

/** Lets buttons start processes in their own transaction: what they write and the process happen together. */
export function commandStarter({ services, organisation, workTime, wake }: StarterParts): ProcessStarter {
  return {
    async prepare(app, process) {
      const [people] = await Promise.all([organisation.of(app, process), workTime.refresh()])
      return async (joined, { recordId, by, click }) => {
        const after: (() => void)[] = []
        const given = { ...joined, organisation: people, afterCommit: (then: () => void) => void after.push(then) }
        await startWithin(services, given, {
          ...{ app, process, by, recordId, at: new Date().toISOString(), click },
          origin: { by: 'command', cause: null },
        })
        return () => {
          for (const then of after) then()
          wake()
        }
      }
    },
  }
}

import type { TrySource } from '@mortise/api'
import { fillText, type JsonObject, joinTexts } from '@mortise/core'
import type { AppScope } from '@mortise/data/server'
import type { ProcessDocument } from '@mortise/metadata'
import { type ProcessProgram, processErrors } from '@mortise/process/server'
import type { Services } from '../../services.ts'

/** A process that is tried: nothing of it need be in force. */
export interface TriedProcess {
  document: ProcessDocument
  program: ProcessProgram
  scope: AppScope
}

export interface TrialCall {
  scope: AppScope
  process: string
  source: TrySource
  draft: string | undefined
}

/** The process as the draft has it, or as it is in force; PROCESS_UNKNOWN, PROCESS_BROKEN. */
export async function triedProcess(services: Services, call: TrialCall): Promise<TriedProcess> {
  const { scope, process, source } = call
  const document = source === 'published' ? scope.model.processes.get(process) : await draftedProcess(services, call)
  const program = document && programOf(services, call, document)
  if (!program) throw processErrors.PROCESS_UNKNOWN({ process })
  return { document, program, scope }
}

/** The same process with another document, as one looks at it from another side. */
export function programOf(services: Services, { scope }: Pick<TrialCall, 'scope'>, document: ProcessDocument) {
  return services.processEngine.services.programs.trial(scope.model.key, document as unknown as JsonObject)
}

const mostNamed = 3

/**
 * Only what is wrong with the process itself stands in the way; the rest of the draft may be unfinished, and where nobody
 * is found is what a trial shows.
 */
async function draftedProcess(services: Services, call: TrialCall): Promise<ProcessDocument | undefined> {
  const { documents, issues } = await services.apps.draft(call.scope.model.key, call.draft)
  const id = `process/${call.process}`
  const wrong = issues.filter(
    ({ document, severity, params }) =>
      document === id && severity === 'error' && params.code !== 'APPROVERS_NEVER_FOUND',
  )
  if (wrong.length > 0) {
    const problems = joinTexts(wrong.slice(0, mostNamed).map(({ message }) => message))
    throw processErrors.PROCESS_BROKEN({ problems: wrong.length > mostNamed ? more(problems) : problems })
  }
  const found = (documents as ProcessDocument[]).find(({ kind, key }) => kind === 'process' && key === call.process)
  return found
}

const more = (problems: { zh: string; en: string }) =>
  fillText({ zh: '{problems}…', en: '{problems}, …' }, { problems })

import type { PublishedProcess } from '@mortise/api'
import type { ProcessDocument } from '@mortise/metadata'
import { processErrors, versionsOf } from '@mortise/process/server'
import type { Services } from '../services.ts'
import { hashOf } from './process-programs.ts'

interface Of {
  app: string
  process: string
}

const revisionsOf = ({ apps }: Services, { app, process }: Of) => apps.revisionsOf(app, `process/${process}`)

/** Every state of a process that was published, also those that nothing was started on, the latest first. */
export async function listPublished(services: Services, of: Of): Promise<PublishedProcess[]> {
  const [revisions, versions] = await Promise.all([revisionsOf(services, of), versionsOf(services.workspace, of)])
  const isThere = services.apps.get(of.app)?.processes.has(of.process) ?? false
  const numbers = new Map(versions.map(({ hash, number }) => [hash, number]))
  return revisions.flatMap(({ revision, at, byId: by, note, document }, place): PublishedProcess[] => {
    if (!document) return []
    const number = numbers.get(hashOf(document as ProcessDocument)) ?? null
    return [{ ...{ revision, at, by, note, number }, inForce: isThere && place === 0 }]
  })
}

/** A process as it was published with a revision of its app. */
export async function publishedProcess(services: Services, of: Of & { revision: number }): Promise<ProcessDocument> {
  const found = (await revisionsOf(services, of)).find(({ revision }) => revision === of.revision)
  if (!found?.document) throw processErrors.VERSION_UNKNOWN({ number: of.revision })
  return found.document as ProcessDocument
}

import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { TaskSignature } from '@mortise/api'
import { canonicalJson, isUuid } from '@mortise/core'
import { asSystem } from '@mortise/data'
import type { AppScope } from '@mortise/data/server'
import { plainFields } from '@mortise/metadata'
import type { ProcessEvent, Seal, TaskEvent } from '@mortise/process'
import { type ActingOn, type InstanceProgress, processErrors } from '@mortise/process/server'
import { type CatalogueFile, findFile } from '../files/file-catalogue.ts'
import { inlineImageTypes } from '../files/sniff-type.ts'
import type { Services } from '../services.ts'
import { takeSignatureFile } from './instance-file-store.ts'
import { changedByPeople } from './signature-store.ts'
import { copyStoredSignature, largestPicture } from './stored-signature.ts'

/** A picture that somebody is about to sign with. */
export interface SigningWith {
  file: string
  /** SHA-256 of the picture. */
  picture: string
  by: string
}

/** The picture that is named, or that the account has; only one's own, and only a picture. */
export async function signingWith(
  services: Services,
  { app, signature, by }: { app: string; signature: string; by: string },
): Promise<SigningWith> {
  const id = signature === 'account' ? await copyStoredSignature(services, { app, by }) : signature
  const file = isUuid(id) ? await findFile(services.workspace, app, id) : null
  const usable = file && file.uploadedBy === by && file.recordId === null && file.size <= largestPicture
  if (!usable || !inlineImageTypes.has(file.type)) throw processErrors.SIGNATURE_UNFIT()
  return { file: id, picture: await hashOf(services, file), by }
}

/** The event with the seal over what is signed; the picture is the instance's from then on. */
export async function sealed(
  acting: ActingOn,
  event: TaskEvent & { at: string },
  { file, picture, by }: SigningWith,
): Promise<ProcessEvent> {
  const { joined, row } = acting
  const taken = await takeSignatureFile(joined.trx, joined.scope.workspace.schema, { file, instance: row.id, by })
  if (!taken) throw processErrors.SIGNATURE_UNFIT()
  const record = await recordHash(acting)
  const { comment, reason } = event.act as { comment?: string; reason?: string }
  const decision = decisionHash({
    ...{ instance: row.id, visit: event.visit, by, at: event.at, as: event.act.do, record, picture },
    ...{ comment: comment?.trim() ? comment : null, reason: reason ?? null },
  })
  const seal: Seal = { decision, record }
  return { ...event, act: { ...event.act, signature: file, seal } } as ProcessEvent
}

interface Signed {
  instance: string
  visit: number
  by: string
  at: string
  as: string
  comment: string | null
  reason: string | null
  record: string | null
  picture: string
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const decisionHash = (signed: Signed) => sha256(canonicalJson({ ...signed, at: new Date(signed.at).toISOString() }))

/** Over the record as a whole, whoever may see it: lines too. */
async function recordHash({ joined, row: { entity, record_id: id, process } }: ActingOn): Promise<string | null> {
  if (entity === null || id === null) return null
  const access = asSystem(`process ${process}`)
  const record = await joined.engine.get(access, joined.scope, entity, id, wholeOf(joined.scope, entity))
  return sha256(canonicalJson(record))
}

function wholeOf({ model }: AppScope, entity: string): string[] {
  const plain = (key: string) => {
    const table = model.entities.get(key)
    return table ? plainFields(table) : []
  }
  const lines = (model.entities.get(entity)?.ownFields ?? []).filter(({ kind }) => kind.relation === 'children')
  return [
    ...plain(entity),
    ...lines.flatMap(({ key, target }) => plain(target ?? '').map((inner) => `${key}.${inner}`)),
  ]
}

type SignedTask = InstanceProgress['tasks'][number]

const doneAs: { readonly [state: string]: string } = { approved: 'approve', rejected: 'reject', returned: 'return' }

/** A signature with what still fits of it; null when nothing was signed. */
export async function signatureOf(
  services: Services,
  { instance }: InstanceProgress,
  task: SignedTask,
): Promise<TaskSignature | null> {
  const { signature: file, seal, reason } = (task.remark ?? {}) as { signature?: string; seal?: Seal; reason?: string }
  if (!file || !seal) return null
  const picture = await findFile(services.workspace, instance.app, file)
  const now = decisionHash({
    ...{ instance: instance.id, visit: task.visit_id, by: task.decided_by ?? '', at: task.decided_at ?? '' },
    ...{ as: doneAs[task.state] ?? task.state, record: seal.record, comment: task.comment, reason: reason ?? null },
    picture: picture ? await hashOf(services, picture).catch(() => '') : '',
  })
  return {
    ...{ file, seal: seal.decision, intact: now === seal.decision },
    recordSame:
      instance.record_id === null
        ? null
        : !(await changedByPeople(services.workspace, instance.record_id, task.decided_at)),
  }
}

async function hashOf({ files }: Services, { storageKey }: CatalogueFile): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of (await files.read(storageKey)) as Readable) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

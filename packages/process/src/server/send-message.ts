import { AppError } from '@mortise/core'
import type { Workspace } from '@mortise/data/server'
import { processErrors } from '../errors.ts'
import {
  awaitedMessages,
  dropExpiredMessages,
  dropMessage,
  keepMessage,
  type Message,
  messageWaits,
} from '../store/message-store.ts'
import type { StoredWait } from '../store/wait-store.ts'
import type { ProcessServices } from './process-program.ts'
import { runTransition } from './transition.ts'

/** What became of a message: how many instances went on by it, or until when it is kept. */
export interface SentMessage {
  delivered: number
  keptUntil: string | null
}

const hourMs = 3_600_000

/**
 * Sends a message to everybody who waits for it. One with a key that nobody waits for yet is kept for a while: whoever
 * comes later takes it. One without a key is for those who wait now.
 */
export async function sendMessage(
  services: ProcessServices,
  workspace: Workspace,
  { at, keepHours, ...message }: Message & { at: string; keepHours: number },
): Promise<SentMessage> {
  let delivered = 0
  for (const wait of await messageWaits(workspace, message)) if (await fire(services, wait, at)) delivered += 1
  const { key } = message
  if (delivered > 0 || key === null) return { delivered, keptUntil: null }
  const expires = new Date(Date.parse(at) + keepHours * hourMs).toISOString()
  if (!(await keepMessage(workspace, { ...message, key, at, expires })))
    throw processErrors.MESSAGE_KEPT({ name: message.name, key })
  return { delivered, keptUntil: expires }
}

/** Gives messages that came early to those who wait for them by now. Answers with how many went on. */
export async function deliverKept(services: ProcessServices, workspace: Workspace, now: string): Promise<number> {
  await dropExpiredMessages(workspace, now)
  let delivered = 0
  for (const { message, ...wait } of await awaitedMessages(workspace, now)) {
    if (!(await fire(services, wait, now))) continue
    delivered += 1
    await dropMessage(workspace, message)
  }
  return delivered
}

/** False when nobody waits for it any more. */
async function fire(services: ProcessServices, { instance_id: instance, id, app, process }: StoredWait, at: string) {
  const scope = services.programs.scopeOf(app)
  if (!scope) return false
  try {
    await runTransition(services, scope, { instance, process, event: { event: 'fire', at, wait: id } })
    return true
  } catch (error) {
    if (error instanceof AppError && error.status === 409) return false
    throw error
  }
}

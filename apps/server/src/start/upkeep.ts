import { ensureEventPartitions, eventsAhead, type Workspace } from '@mortise/data/server'
import { forgetOldClicks } from '@mortise/process/server'
import { takeOutAbandoned } from '../files/file-catalogue.ts'
import type { FileStore } from '../files/file-store.ts'
import { forgetOldNotifications } from '../notifications/notification-store.ts'

const minute = 60_000
const day = 24 * 60 * minute
/** A form may lie open over a week-end before it is saved with what was uploaded into it. */
const abandonedAfter = 7 * day
/** Whatever may be tried again was tried again by then. */
const clicksLast = 90 * day

export interface UpkeepOptions {
  workspace: Workspace
  files: FileStore
}

/** What has to be done once a day: partitions of the months to come, and what nobody needs any more. */
export function startUpkeep(options: UpkeepOptions): () => void {
  const run = () => void keepUp(options).catch((error: unknown) => console.error('upkeep:', error))
  const timers = [setTimeout(run, 10 * minute), setInterval(run, day)]
  for (const timer of timers) timer.unref()
  return () => {
    for (const timer of timers) clearTimeout(timer)
  }
}

/** One round of it. Harmless when several servers do it at the same time. */
export async function keepUp({ workspace, files }: UpkeepOptions, now = new Date()): Promise<void> {
  await ensureEventPartitions(workspace, eventsAhead(now))
  await forgetOldNotifications(workspace, now)
  await forgetOldClicks(workspace, new Date(now.getTime() - clicksLast))
  await workspace.database.run({
    text: 'delete from mortise.session where expires_at < $1',
    values: [now.toISOString()],
  })
  const abandoned = await takeOutAbandoned(workspace, new Date(now.getTime() - abandonedAfter))
  for (const storageKey of abandoned) await files.remove(storageKey)
}

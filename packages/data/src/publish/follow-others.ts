import { ensureEventPartitions, eventsAhead } from '../schema/event-partitions.ts'
import type { AppStore } from './app-store.ts'
import { revisionChannel } from './commit-revision.ts'
import { type DraftChanged, listenToDrafts } from './draft-feed.ts'
import { resumePublishes } from './finish-publish.ts'
import type { PublishContext } from './publish-context.ts'

const pollEvery = 5_000
const resumeEvery = 30_000
const partitionsEvery = 6 * 3_600_000

/** Hears of revisions by NOTIFY; looks every few seconds in case a notice was lost. */
export function followOthers(
  context: PublishContext,
  { refresh, draftChanged }: { refresh: () => Promise<void>; draftChanged: (change: DraftChanged) => void },
): Pick<AppStore, 'start' | 'stop'> {
  const stops: (() => unknown)[] = []
  const every = (milliseconds: number, run: () => Promise<void>) => {
    // The database may be away for a while; the next round looks again.
    const timer = setInterval(() => void run().catch(() => {}), milliseconds)
    timer.unref()
    stops.push(() => clearInterval(timer))
  }
  return {
    async start() {
      const { database, key } = context.workspace
      const preparePartitions = () => ensureEventPartitions(context.workspace, eventsAhead(context.clock.now()))
      await preparePartitions()
      await resumePublishes(context)
      await refresh()
      stops.push(
        await database.listen(revisionChannel, (payload) => {
          if (payload.startsWith(`${key}/`)) void refresh().catch(() => {})
        }),
        await listenToDrafts(database, key, draftChanged),
      )
      every(pollEvery, refresh)
      every(partitionsEvery, preparePartitions)
      every(resumeEvery, async () => {
        await resumePublishes(context)
        await refresh()
      })
    },
    async stop() {
      for (const stop of stops.splice(0)) await stop()
    },
  }
}

import type { DemoInstance } from '@mortise/packs/server'
import { anyInstance, playPast } from '@mortise/process/server'
import type { Services } from '../services.ts'

/** Processes that a demo has under way or behind it, for apps that have none yet. */
export async function playDemoInstances(
  { workspace, apps, organisation, processEngine }: Services,
  packs: readonly { app: string; instances: readonly DemoInstance[] }[],
): Promise<void> {
  // The people of the demo have just been made.
  organisation.forget()
  for (const { app, instances } of packs) {
    const model = apps.get(app)
    if (!model || instances.length === 0 || (await anyInstance(workspace, app))) continue
    for (const [process, of] of Map.groupBy(instances, (instance) => instance.process)) {
      const past = of
        .filter(({ at }) => at < new Date().toISOString())
        .map(({ record, by, at, acts }) => ({
          ...{ recordId: record, by, at },
          // "This afternoon" may not have come yet.
          acts: acts.filter((act) => act.at < new Date().toISOString()),
        }))
      await playPast(processEngine.services, { workspace, model }, { app, process, instances: past })
    }
  }
  processEngine.wake()
}

import type { PresentPerson } from '@mortise/api'
import type { Database } from '@mortise/data/server'

/** Somebody who has the designer of an app open. */
export interface Here extends PresentPerson {
  app: string
}

/** Who has the designer of which app open, in one tab or several, on whichever server. Nothing of it is stored. */
export interface Presence {
  /** Somebody is there, or left; all servers hear of it. */
  tell(here: Here & { left: boolean }): Promise<void>
  peopleIn(app: string): PresentPerson[]
  close(): Promise<void>
}

export interface PresenceOptions {
  database: Database
  workspace: string
  /** Called when somebody came, left, or turned to another document. */
  onChange(app: string): void
  /** Milliseconds after which who was not heard of has left. Pages report themselves every 20 seconds at the latest. */
  timeout?: number
}

const channel = 'mortise_presence'
/** Tabs of one person: who opens more is shown with the latest. */
const maxTabs = 20

/** Starts to listen. */
export async function openPresence(options: PresenceOptions): Promise<Presence> {
  const { database, workspace, onChange, timeout = 45_000 } = options
  const people = new Map<string, Here & { heard: number }>()
  const forget = (leave: (here: Here & { heard: number }) => boolean) => {
    const gone = [...people].filter(([, here]) => leave(here))
    for (const [key] of gone) people.delete(key)
    for (const app of new Set(gone.map(([, here]) => here.app))) onChange(app)
  }
  const hear = (payload: string) => {
    const { workspace: from, left, ...here } = JSON.parse(payload) as Here & { workspace: string; left: boolean }
    if (from !== workspace) return
    const key = `${here.user} ${here.client}`
    if (left) return forget((one) => `${one.user} ${one.client}` === key)
    const before = people.get(key)
    people.delete(key)
    people.set(key, { ...here, heard: Date.now() })
    const tabs = [...people].filter(([, one]) => one.user === here.user)
    for (const [oldest] of tabs.slice(0, -maxTabs)) people.delete(oldest)
    if (!before || placeOf(before) !== placeOf(here)) onChange(here.app)
    if (before && before.app !== here.app) onChange(before.app)
  }
  const stopListening = await database.listen(channel, hear)
  const timer = setInterval(() => forget(({ heard }) => Date.now() - heard > timeout), timeout / 5)
  timer.unref()
  return {
    async tell(here) {
      const payload = JSON.stringify({ workspace, ...here })
      await database.run({ text: 'select pg_notify($1, $2)', values: [channel, payload] })
    },
    peopleIn: (app) =>
      [...people.values()]
        .filter((here) => here.app === app)
        .map(({ user, name, client, draft, document, at }) => ({ user, name, client, draft, document, at })),
    async close() {
      clearInterval(timer)
      await stopListening()
    },
  }
}

function placeOf({ app, draft, document, name }: Here): string {
  return JSON.stringify([app, draft, document, name])
}

import type { ProcessOutside } from '@mortise/process/server'
import { aboutOf, peopleOf } from '../notifications/news-of-transition.ts'
import type { News } from '../notifications/notification-store.ts'
import type { Notifications } from '../notifications/notifications.ts'
import type { OrganisationDirectory } from './organisation-directory.ts'

export interface OutsideParts {
  notifications: Notifications
  organisation: OrganisationDirectory
  /** Does the work of a node. */
  run: ProcessOutside['run']
}

type Telling = Parameters<ProcessOutside['tell']>[0]

/** What processes do outside of their transactions. */
export function createOutside({ notifications, organisation, run }: OutsideParts): ProcessOutside {
  return {
    run,
    async tell(telling) {
      const { app, process } = telling.instance
      const { person } = await organisation.of(app, process)
      await notifications.notify(telling.what === 'remind' ? reminders(telling) : copies(telling, person))
    },
  }
}

function lateActors({ instance, visit }: Telling) {
  const open = instance.state.visits[visit]
  if (instance.status !== 'running' || open?.state !== 'open') return []
  return (open.people?.groups ?? []).flatMap(({ actors }) => actors).filter(({ state }) => state === 'pending')
}

/** Those who have not decided. */
function reminders(telling: Telling): News[] {
  const { instance, visit, deadline } = telling
  const node = instance.state.visits[visit]?.node ?? null
  return lateActors(telling).map((actor) => {
    const key = `reminder:${instance.id}:${visit}:${deadline}:${actor.id}`
    return { ...aboutOf(instance), kind: 'reminder', key, users: peopleOf(actor), node, visit, place: actor.id }
  })
}

/** Their managers, and whoever started it, are told that they have not. */
function copies(
  telling: Telling,
  person: (id: string) => { managerId: string | null; active: boolean } | null,
): News[] {
  const { instance, visit, deadline } = telling
  const node = instance.state.visits[visit]?.node ?? null
  return lateActors(telling).map((actor) => {
    const manager = person(actor.user)?.managerId ?? null
    const others = [manager, instance.initiator].filter((one) => one !== null && one !== actor.user)
    const users = [...new Set(others.flatMap((one) => (one !== null && person(one)?.active ? [one] : [])))]
    const key = `late:${instance.id}:${visit}:${deadline}:${actor.id}`
    return { ...aboutOf(instance), kind: 'reminder', key, users, by: actor.user, node, visit, place: actor.id }
  })
}

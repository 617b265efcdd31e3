import type { InstanceView, OpenTask } from '@mortise/api'
import type { TaskAct } from './act-draft.ts'

/** What can be done besides deciding, by the button that leads there. */
export type RareAct = Exclude<TaskAct, 'approve' | 'reject' | 'return' | 'see'> | InstanceAct

/** What is done with the whole of an instance. */
export type InstanceAct = 'recall' | 'stop' | 'urge' | 'copy' | 'jump' | 'override'

const ofTask: readonly RareAct[] = ['claim', 'unclaim', 'add_signer', 'transfer', 'delegate', 'remove_signer']

/** What the engine lets this person do besides deciding, the likeliest first. */
export function rareActs({ can, tasks, visits, status }: RareView, task: OpenTask | undefined): RareAct[] {
  const open = new Set(visits.filter(({ state }) => state === 'open').map(({ id }) => id))
  const others = tasks.some(({ state, visit }) => state === 'pending' && open.has(visit))
  const offered: [RareAct, boolean][] = [
    ...ofTask.map((act): [RareAct, boolean] => [act, task?.acts.includes(act) ?? false]),
    ['take_back', can.takeBack.length > 0],
    ['recall', can.recall],
    ['urge', can.urge.length > 0],
    ['copy', can.comment],
    ['override', can.administer && status === 'running' && others],
    ['jump', can.jumpTo.length > 0],
    ['stop', can.stop || (can.administer && status === 'running')],
  ]
  return offered.filter(([, may]) => may).map(([act]) => act)
}

type RareView = Pick<InstanceView, 'can' | 'tasks' | 'visits' | 'status'>

import type { InstanceResult, TaskActInput } from '@mortise/api'
import type { Principal } from '@mortise/data'
import type { ProcessDocument } from '@mortise/metadata'
import type { ChosenPeople, TaskEvent } from '@mortise/process'
import { type ActingOn, processErrors } from '@mortise/process/server'
import type { Services } from '../services.ts'
import { beforeDecision } from './decide-task.ts'
import { type ChoicePeople, choiceNodes, nextChoices, refuseWrongChoices } from './people-choices.ts'
import { signingWith } from './signature.ts'
import { type Taking, takeEvent } from './take-event.ts'

export interface Deciding {
  entered: Taking['entered']
  principal: Principal
  visit: number
  input: TaskActInput
}

const decisions: ReadonlySet<string> = new Set(['approve', 'reject', 'return'])

/** Somebody acts on a task, with all that comes with it, in one transaction. */
export async function decide(
  services: Services,
  { entered, principal, visit, input }: Deciding,
): Promise<InstanceResult> {
  const { act, actor, override, key, values, version } = input
  if (values && !decisions.has(act.do)) throw processErrors.ACT_NOT_ALLOWED({ act: 'values' })
  const signature = 'signature' in act ? act.signature : undefined
  const signing =
    signature === undefined ? undefined : await signingWith(services, { app: entered.app, signature, by: principal.id })
  const event = {
    ...{ event: 'task' as const, visit, by: principal.id, act: signing ? { ...act, signature: signing.file } : act },
    ...(actor && { actor }),
    ...(override && { override }),
  }
  const directory = 'chosen' in act && act.chosen ? await readAhead(services) : null
  const at = new Date().toISOString()
  const given = { ...event, at } as TaskEvent & { at: string }
  return await takeEvent(services, {
    ...{ entered, by: principal, key, event: event as never, at },
    ...(decisions.has(act.do) && {
      before: (acting) =>
        beforeDecision(acting, {
          ...{ event: given, principal },
          ...(values && { values }),
          ...(version !== undefined && { version }),
          ...(signing && { signing }),
          ...(directory && { checkChosen: (on, chosen) => checkChosen(directory, on, visit, chosen) }),
        }),
    }),
  })
}

/** Within the transaction there is no second connection to ask for people. */
async function readAhead({ people, nodeTypes }: Services): Promise<ChoicePeople> {
  const [users, departments] = await Promise.all([people.users(), people.departments()])
  return { nodeTypes, people: { users: async () => users, departments: async () => departments } }
}

async function checkChosen(
  services: ChoicePeople,
  { row, program, joined }: ActingOn,
  visit: number,
  chosen: ChosenPeople | undefined,
): Promise<void> {
  if (!chosen || Object.keys(chosen).length === 0) return
  const document = program.document as unknown as ProcessDocument
  const node = row.state.visits[visit]?.node ?? ''
  const atStart = program.graph.nodes[node]?.control.do === 'start'
  const of = { model: joined.scope.model, document, organisation: joined.organisation }
  await refuseWrongChoices(services, of, {
    chosen: chosen as { [node: string]: string[] },
    whose: atStart ? 'initiator' : 'previous',
    nodes: atStart ? choiceNodes(document, 'initiator') : nextChoices(document, node),
  })
}

/** Only people who work here can be given something to do. */
export async function refuseUnknownPeople(services: Services, doing: TaskActInput['act']): Promise<void> {
  const named = 'users' in doing ? doing.users : 'to' in doing && doing.do !== 'return' ? [doing.to] : []
  await refuseUnknown(services, named)
}

export async function refuseUnknown({ people }: Services, named: readonly string[]): Promise<void> {
  for (const id of named) {
    if (!(await people.person(id))?.active) throw processErrors.NOBODY_THERE({ path: 'act' })
  }
}

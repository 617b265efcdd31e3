import type { ChosenPeople, PeopleChoice } from '@mortise/api'
import type { AppModel, ProcessDocument } from '@mortise/metadata'
import type { ApproverRule, Organisation } from '@mortise/process'
import { processErrors } from '@mortise/process/server'
import { departmentAndBelow } from '../identity/department-tree.ts'
import type { Services } from '../services.ts'
import { nodeLabel } from './node-label.ts'

type Whose = 'initiator' | 'previous'
type ChoiceRule = Extract<ApproverRule, { by: 'initiator_choice' | 'previous_choice' }>

const mostChosen = 20

function ruleAt({ nodes }: ProcessDocument, node: string, whose: Whose): ChoiceRule | null {
  const options = nodes.find(({ key }) => key === node)?.options as { approvers?: ApproverRule[] } | undefined
  const found = options?.approvers?.find(({ by }) => by === `${whose}_choice`)
  return (found as ChoiceRule | undefined) ?? null
}

/** Nodes for which somebody chooses the people. */
export function choiceNodes(document: ProcessDocument, whose: Whose): string[] {
  return document.nodes.filter(({ key }) => ruleAt(document, key, whose) !== null).map(({ key }) => key)
}

/** Nodes of people that may come next after one, without another one in between. */
export function nextChoices(document: ProcessDocument, from: string): string[] {
  const wanted = new Set(choiceNodes(document, 'previous'))
  const people = new Set(
    document.nodes.filter(({ options }) => options && 'approvers' in options).map(({ key }) => key),
  )
  const seen = new Set<string>()
  const open = [from]
  const found: string[] = []
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    for (const { to } of document.transitions.filter((line) => line.from === key)) {
      if (seen.has(to)) continue
      seen.add(to)
      if (wanted.has(to)) found.push(to)
      if (!people.has(to)) open.push(to)
    }
  }
  return found
}

/** Where people are looked up; within a transaction what was read before it. */
export interface ChoicePeople extends Pick<Services, 'nodeTypes'> {
  people: Pick<Services['people'], 'users' | 'departments'>
}

export interface ChoicesOf {
  model: AppModel
  document: ProcessDocument
  organisation: Organisation
}

/** What is to be chosen for nodes, with who may be. */
export async function describeChoices(
  services: ChoicePeople,
  of: ChoicesOf,
  { nodes, whose, chosen }: { nodes: readonly string[]; whose: Whose; chosen: ChosenPeople },
): Promise<PeopleChoice[]> {
  const choices: PeopleChoice[] = []
  for (const node of nodes) {
    const rule = ruleAt(of.document, node, whose)
    if (!rule) continue
    const among = await peopleAmong(services, of.organisation, rule)
    const label = nodeLabel(services, of.document, node)
    choices.push({ node, label, among, most: rule.most ?? mostChosen, chosen: chosen[node] ?? [] })
  }
  return choices
}

/** Null: everybody who works here. */
async function peopleAmong(
  { people }: ChoicePeople,
  organisation: Organisation,
  { among }: ChoiceRule,
): Promise<string[] | null> {
  if (!among) return null
  const departments = among.departments?.length ? await people.departments() : []
  const inside = new Set((among.departments ?? []).flatMap((id) => departmentAndBelow(departments, id)))
  const holders = new Set((among.roles ?? []).flatMap((role) => organisation.holdersOf(role)))
  const users = await people.users()
  return users
    .filter(
      ({ id, active, departmentId }) =>
        active && (holders.has(id) || (departmentId !== null && inside.has(departmentId))),
    )
    .map(({ id }) => id)
}

/** Refuses people who may not be chosen, and choices that are nobody's to make here. */
export async function refuseWrongChoices(
  services: ChoicePeople,
  of: ChoicesOf,
  { chosen, whose, nodes }: { chosen: ChosenPeople; whose: Whose; nodes: readonly string[] },
): Promise<void> {
  const choices = await describeChoices(services, of, { nodes, whose, chosen: {} })
  for (const [node, users] of Object.entries(chosen)) {
    const choice = choices.find((one) => one.node === node)
    const refused = processErrors.CHOICE_NOT_ALLOWED({ node: nodeLabel(services, of.document, node), key: node })
    if (!choice || users.length > choice.most) throw refused
    for (const user of users) {
      const works = of.organisation.person(user)?.active === true
      if (!works || (choice.among !== null && !choice.among.includes(user))) throw refused
    }
  }
}

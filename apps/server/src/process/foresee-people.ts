import { deepEqual, type Registry } from '@mortise/core'
import type { LookedAround } from '@mortise/data/server'
import { type AppModel, documentId, makeIssue, type ProcessDocument, type ValidationIssue } from '@mortise/metadata'
import {
  type ApproverPolicies,
  type ApproverRule,
  compileProcess,
  controlOf,
  foreseeApprovers,
  nodeOptions,
  type Organisation,
  type PeopleFact,
  type ProcessNodeType,
  peopleFindings,
} from '@mortise/process'
import type { PeopleDirectory } from '../identity/people-directory.ts'
import type { OrganisationDirectory } from './organisation-directory.ts'

export interface ForeseeingParts {
  organisation: OrganisationDirectory
  people: Pick<PeopleDirectory, 'person'>
  nodeTypes: Registry<ProcessNodeType>
  /** The app as it is in force. */
  modelOf(app: string): AppModel | undefined
}

/** Of a company with more people than this every so many are looked at. */
const mostInitiators = 2000
const mostNamed = 3

interface Foreseen {
  document: ProcessDocument
  model: AppModel
  organisation: Organisation
  initiators: readonly (string | null)[]
  newRoles: ReadonlySet<string>
}

/**
 * Where processes of a draft would ask nobody, or only whoever started them, as the organisation stands now. Only of those
 * that the draft changes: that somebody leaves later does not stand in the way of publishing something else.
 */
export async function foreseePeople(parts: ForeseeingParts, looked: LookedAround): Promise<ValidationIssue[]> {
  const model = parts.modelOf(looked.app)
  if (!model) return []
  const broken = new Set(looked.issues.flatMap(({ document, severity }) => (severity === 'error' ? [document] : [])))
  const documents = [...looked.final.values()]
  const newRoles = new Set(
    documents.flatMap(({ kind, key }) => (kind === 'role' && !model.roles.has(key) ? [key] : [])),
  )
  const issues: ValidationIssue[] = []
  for (const document of documents) {
    if (document.kind !== 'process' || document.off) continue
    const id = documentId(document)
    if (broken.has(id) || deepEqual(looked.base.get(id), document)) continue
    const organisation = await parts.organisation.of(looked.app, document.key)
    const initiators = initiatorsOf(document, await parts.organisation.members(looked.app), organisation)
    issues.push(...(await findingsAbout(parts, { document, model, organisation, initiators, newRoles })))
  }
  return issues
}

/** Who may start a process; one that only others call is started by whoever started those. */
function initiatorsOf(
  { start }: ProcessDocument,
  members: readonly string[],
  organisation: Organisation,
): (string | null)[] {
  const roles = start?.record ? undefined : start?.hand?.roles
  const byPeople = start?.hand || start?.record || !start?.schedule
  const people = roles ? [...new Set(roles.flatMap((role) => organisation.holdersOf(role)))] : members
  const active = byPeople ? people.filter((id) => organisation.person(id)?.active) : []
  const every = Math.ceil(active.length / mostInitiators)
  return [...active.filter((_id, place) => place % every === 0), ...(start?.schedule ? [null] : [])]
}

async function findingsAbout(parts: ForeseeingParts, foreseen: Foreseen): Promise<ValidationIssue[]> {
  const { document, model } = foreseen
  const people = await peopleFacts(parts, foreseen)
  return peopleFindings(document, { model, nodeTypes: parts.nodeTypes }, people).map(
    ({ code, severity, pointer, problem, fix }) =>
      makeIssue(
        severity === 'error' ? 'PROCESS_PROBLEM' : 'PROCESS_DOUBT',
        { document: documentId(document), pointer },
        { problem, fix, code },
      ),
  )
}

/** What the options of a step for people say about who is asked. */
type Asking = Partial<Pick<ApproverPolicies, 'whenEmpty' | 'self'>> & { approvers?: readonly ApproverRule[] }

async function peopleFacts(parts: ForeseeingParts, foreseen: Foreseen): Promise<{ [node: string]: PeopleFact }> {
  const { document } = foreseen
  const graph = compileProcess(document, parts.nodeTypes)
  const facts: { [node: string]: PeopleFact } = {}
  for (const node of document.nodes) {
    const settings = controlOf(graph.nodes[node.key], 'people')?.settings
    if (!settings || settings.task === 'notice') continue
    const asking = nodeOptions(node, parts.nodeTypes.get(node.type)) as Asking
    const fact = await factOf(parts, foreseen, asking)
    if (fact) facts[node.key] = fact
  }
  return facts
}

async function factOf(parts: ForeseeingParts, foreseen: Foreseen, asking: Asking): Promise<PeopleFact | null> {
  const { approvers = [], whenEmpty = { do: 'incident' }, self = 'keep' } = asking
  const found = await foreseeApprovers(approvers, { whenEmpty, self }, foreseen)
  if (!found) return whenEmpty.do === 'incident' ? emptyFields(parts, foreseen, approvers) : null
  const { nobodyFor, never, alwaysInitiator } = found
  const own = alwaysInitiator ? { alwaysInitiator } : {}
  if (never) return { ...own, neverFound: true }
  if (nobodyFor.length === 0) return own
  const people = nobodyFor.filter((id) => id !== null)
  const names = await Promise.all(people.slice(0, mostNamed).map(async (id) => (await parts.people.person(id))?.name))
  return {
    ...own,
    mayBeEmpty: {
      people: names.map((name) => name ?? '?'),
      others: people.length - names.length,
      schedule: nobodyFor.includes(null),
    },
  }
}

/** People are found in fields of the record alone, and nothing makes sure that these are filled in. */
function emptyFields(
  { nodeTypes }: ForeseeingParts,
  { document, model }: Foreseen,
  approvers: readonly ApproverRule[],
): PeopleFact | null {
  const entity = document.entity === undefined ? undefined : model.entities.get(document.entity)
  const filled = filledIn(document, nodeTypes)
  const fields = approvers.flatMap((rule) => (rule.by === 'field' ? (entity?.fields.get(rule.field) ?? []) : []))
  const isSure = fields.some(
    (field) => field.required || field.system || field.document.default !== undefined || filled.has(field.key),
  )
  if (isSure || fields.length === 0 || fields.length < approvers.length) return null
  return { mayBeEmpty: { fields: fields.map(({ label }) => label) } }
}

/** Fields that steps of the process set, or that people have to fill in there. */
function filledIn(document: ProcessDocument, nodeTypes: Registry<ProcessNodeType>): Set<string> {
  return new Set(
    document.nodes.flatMap((node) => {
      const type = nodeTypes.get(node.type)
      const { people, fields } = type.facts?.(nodeOptions(node, type)) ?? {}
      return [...(fields?.demands ?? []), ...(people ? [] : (fields?.writes ?? []))]
    }),
  )
}

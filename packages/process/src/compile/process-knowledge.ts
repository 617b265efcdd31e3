import { fillText, type LocalizedText, type Registry } from '@mortise/core'
import type { AppModel, ProcessDocument, ProcessFinding, ProcessKnowledge } from '@mortise/metadata'
import { contextOf } from '../check/check-context.ts'
import { checkProcess } from '../check/check-process.ts'
import { describeProblem } from '../check/describe-problem.ts'
import type { ConditionFact, DomainFact, ProcessFacts } from '../check/process-facts.ts'
import type { ProcessProblem } from '../check/process-problem.ts'
import { checkWhoIsAsked } from '../check/rules/check-people.ts'
import type { NodeFacts, ProcessNodeType } from '../contract/process-node-type.ts'
import { compileProcess, nodeOptions } from './compile-process.ts'
import { readConditionFact } from './condition-facts.ts'
import { listsUsed } from './lists-used.ts'
import { subjectName, valueName } from './subject-words.ts'

/** What validation has to know of processes: the types of nodes, and what is wrong with how nodes work together. */
export function processKnowledge(nodeTypes: Registry<ProcessNodeType>): ProcessKnowledge {
  return {
    nodeTypes,
    check(document, model) {
      const graph = compileProcess(document, nodeTypes)
      const problems = checkProcess(graph, factsOf(document, { model, nodeTypes }))
      return problems.map((problem) => findingOf(problem, { document, model, nodeTypes }))
    },
  }
}

/** What is wrong with who is asked, as whoever knows the organisation found it out: what documents say is not looked at. */
export function peopleFindings(
  document: ProcessDocument,
  known: Known,
  people: NonNullable<ProcessFacts['people']>,
): ProcessFinding[] {
  const context = contextOf(compileProcess(document, known.nodeTypes), { people })
  checkWhoIsAsked(context)
  return context.problems.map((problem) => findingOf(problem, { document, ...known }))
}

interface Known {
  model: AppModel
  nodeTypes: Registry<ProcessNodeType>
}

/** What the documents say besides the graph. */
function factsOf(document: ProcessDocument, { model, nodeTypes }: Known): ProcessFacts {
  const facts = document.nodes.map((node): [string, NodeFacts] => {
    const type = nodeTypes.get(node.type)
    return [node.key, type.facts?.(nodeOptions(node, type)) ?? {}]
  })
  const entity = document.entity === undefined ? undefined : model.entities.get(document.entity)
  const filled = entity?.ownFields.filter(({ required }) => required).map(({ key }) => key) ?? []
  const of = <Name extends keyof NodeFacts>(name: Name) =>
    Object.fromEntries(
      facts.flatMap(([key, fact]): [string, NonNullable<NodeFacts[Name]>][] => {
        const value = fact[name]
        return value === undefined ? [] : [[key, value as NonNullable<NodeFacts[Name]>]]
      }),
    )
  return {
    ...conditionsOf(document, model),
    filled,
    people: of('people'),
    fields: of('fields'),
    calls: of('call'),
    timers: of('timer'),
    deadlines: of('deadlines'),
    lists: listsUsed(document, { model, nodeTypes }),
  }
}

/** What conditions of lines compare, where it can be said. */
function conditionsOf(document: ProcessDocument, model: AppModel): Pick<ProcessFacts, 'conditions' | 'domains'> {
  const entity = model.entities.get(document.entity ?? '')
  const conditions: { [line: string]: ConditionFact } = {}
  const domains: { [field: string]: DomainFact } = {}
  for (const { key, when } of document.transitions) {
    const known = when && entity ? readConditionFact(when.expr, { model, entity }) : null
    if (!known) continue
    conditions[key] = known.fact
    Object.assign(domains, known.domains)
  }
  return { conditions, domains }
}

/** A finding where it belongs in the document, in words with the names of nodes, lines and fields. */
function findingOf(problem: ProcessProblem, known: Known & { document: ProcessDocument }): ProcessFinding {
  const { text, fix } = describeProblem(
    namedFields(problem, known),
    (key) => nameOf(key, known),
    (subject, value) => valueName(subject, value, known),
  )
  return {
    code: problem.code,
    severity: problem.severity === 'error' ? 'error' : 'warning',
    pointer: pointerOf(problem, known),
    problem: text,
    fix,
  }
}

function namedFields(problem: ProcessProblem, { document, model }: Known & { document: ProcessDocument }) {
  const { field } = problem.params
  const label =
    typeof field === 'string' ? model.entities.get(document.entity ?? '')?.fields.get(field)?.label : undefined
  return label ? { ...problem, params: { ...problem.params, field: label } } : problem
}

function pointerOf(
  { code, nodes, transitions }: ProcessProblem,
  { document, nodeTypes }: Known & { document: ProcessDocument },
): string {
  const node = document.nodes.findIndex(({ key }) => key === nodes[0])
  const found = document.nodes[node]
  if (found) {
    const option = nodeTypes.get(found.type).problemOptions?.[code]
    return option === undefined ? `/nodes/${node}` : `/nodes/${node}/options/${option}`
  }
  const line = document.transitions.findIndex(({ key }) => key === transitions[0])
  return line >= 0 ? `/transitions/${line}` : ''
}

function nameOf(
  key: string,
  { document, model, nodeTypes }: Known & { document: ProcessDocument },
): string | LocalizedText {
  const node = document.nodes.find((one) => one.key === key)
  if (node) return node.label ?? nodeTypes.get(node.type).label
  const line = document.transitions.find((one) => one.key === key)
  if (line) return line.label ?? wayTo(nameOf(line.to, { document, model, nodeTypes }))
  return subjectName(key, { document, model })
}

/** A line without a name goes by where it leads. */
function wayTo(name: string | LocalizedText): LocalizedText {
  return fillText({ zh: '→ {name}', en: '→ {name}' }, { name })
}

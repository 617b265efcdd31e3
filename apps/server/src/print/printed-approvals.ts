import { fillText, type LocalizedText } from '@mortise/core'
import type { ProcessDocument } from '@mortise/metadata'
import type { ApprovalsOf, PrintedApproval, PrintedStep } from '@mortise/print/server'
import { type ApprovalStep, approvalSteps, describeStatus, type ReasonNames } from '@mortise/process'
import { type InstanceProgress, instancesAbout, readComments, readProgress } from '@mortise/process/server'
import { readPicture } from '../files/read-picture.ts'
import { reasonWords } from '../process/given-reasons.ts'
import type { OpenedInstance } from '../process/process-access.ts'
import { reasonNames } from '../process/reason-names.ts'
import type { Services } from '../services.ts'

/** The approvals of a record, the latest first. Whoever may read the record may see them. */
export async function approvalsOfRecord(
  services: Services,
  { app, recordId, process: wanted, which, comments }: ApprovalsOf,
): Promise<PrintedApproval[]> {
  const { workspace, processEngine } = services
  const about = await instancesAbout(workspace, { app, recordId })
  const own = about.filter((instance) => wanted === undefined || instance.process === wanted)
  const printed: PrintedApproval[] = []
  for (const { id } of which === 'last' ? own.slice(0, 1) : own) {
    const progress = await readProgress(workspace, id)
    const program = processEngine.services.programs.ofVersion(app, progress.document as never)
    if (program) printed.push(await printedApproval(services, { progress, program }, comments))
  }
  return printed
}

/** An instance as it is printed, with the pictures of signatures. */
export async function printedApproval(
  services: Services,
  { progress, program }: Pick<OpenedInstance, 'progress' | 'program'>,
  comments: boolean,
): Promise<PrintedApproval> {
  const { instance } = progress
  const document = progress.document as ProcessDocument
  const names = await reasonNames(services, { app: instance.app, document })
  const { visits, tasks, events } = progress
  const steps = approvalSteps({ graph: program.graph, status: instance.status, visits, tasks, events }, names)
  const printed = await Promise.all(
    steps.map((step) => printedStep(services, { app: instance.app, document, step, names })),
  )
  const said = comments ? await remarks(services, progress, names) : []
  const { initiator, started_at: startedAt, ended_at: endedAt } = instance
  return {
    ...{ label: document.label, status: describeStatus(instance), startedAt, endedAt },
    initiator: initiator === null ? null : names.person(initiator),
    steps: inOrder([...printed, ...said]),
  }
}

const plain = (text: string): LocalizedText => ({ zh: text, en: text })
const inPlace = { zh: '{person}（代{other}）', en: '{person} (in place of {other})' }
const asAdministrator = { zh: '{person}（管理员代为处理）', en: '{person} (as administrator)' }
const bySystem = { zh: '系统', en: 'System' }

interface StepToPrint {
  app: string
  document: ProcessDocument
  step: ApprovalStep
  names: ReasonNames
}

async function printedStep(
  services: Services,
  { app, document, step: { node, decision, at, ...step }, names }: StepToPrint,
): Promise<PrintedStep> {
  const reason = step.reason === null ? null : reasonWords(document, { node: node ?? undefined, reason: step.reason })
  return {
    ...{ decision, at, comment: remarkOf(reason, step.comment) },
    step: node === null ? plain('') : names.node(node),
    person: personOf(step, names),
    signature: step.signature === null ? null : await readPicture(services, app, step.signature),
  }
}

type Asked = Pick<ApprovalStep, 'person' | 'inPlaceOf' | 'override'>

function personOf({ person, inPlaceOf, override }: Asked, names: ReasonNames): LocalizedText {
  if (person === null) return bySystem
  const name = names.person(person)
  if (override) return fillText(asAdministrator, { person: name })
  return inPlaceOf === null ? plain(name) : fillText(inPlace, { person: name, other: names.person(inPlaceOf) })
}

/** Whole, however long it is. */
function remarkOf(reason: LocalizedText | null, comment: string | null): LocalizedText {
  const said = comment ?? ''
  if (reason === null) return plain(said)
  const lines = (first: string) => [first, said].filter(Boolean).join('\n')
  return { zh: lines(`原因：${reason.zh}`), en: lines(`Reason: ${reason.en}`) }
}

const commented = { zh: '评论', en: 'Comment' }

async function remarks(
  { workspace }: Services,
  { instance, visits }: InstanceProgress,
  names: ReasonNames,
): Promise<PrintedStep[]> {
  const rows = await readComments(workspace, instance.id)
  return rows.flatMap(({ by_user: by, at, text, visit_id: visit, deleted_at: deleted }) => {
    const node = visits.find(({ id }) => id === visit)?.node
    const step = node === undefined ? plain('') : names.node(node)
    const words = { step, person: plain(names.person(by)), decision: commented, comment: plain(text) }
    return deleted === null ? [{ ...words, at, signature: null }] : []
  })
}

/** What is still waited for comes last. */
function inOrder(steps: readonly PrintedStep[]): PrintedStep[] {
  const time = ({ at }: PrintedStep) => (at === null ? Number.POSITIVE_INFINITY : Date.parse(at))
  return steps.toSorted((a, b) => (time(a) === time(b) ? 0 : time(a) - time(b)))
}

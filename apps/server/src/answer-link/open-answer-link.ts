import { AppError } from '@mortise/core'
import type { AppScope } from '@mortise/data/server'
import type { ProcessDocument } from '@mortise/metadata'
import { type LinkPage, turnAround, type Visit } from '@mortise/process'
import { type InstanceRow, type LinkRow, linkOfHash, readInstance, readVersion } from '@mortise/process/server'
import type { Services } from '../services.ts'
import { answerLinkErrors } from './answer-link-errors.ts'
import { hashOfToken, linkState } from './answer-links.ts'

/** A task that is open and can be answered by a link. */
export interface OpenedAnswerLink {
  link: LinkRow
  instance: InstanceRow
  visit: Visit
  scope: AppScope
  page: LinkPage
}

const refusals = {
  used: answerLinkErrors.ANSWER_LINK_USED,
  withdrawn: answerLinkErrors.ANSWER_LINK_WITHDRAWN,
  expired: answerLinkErrors.ANSWER_LINK_EXPIRED,
} as const

/** What is to be answered under a link; why nothing is, in words for whoever has it. */
export async function openAnswerLink(services: Services, token: string): Promise<OpenedAnswerLink> {
  const { workspace, processEngine } = services
  const link = await linkOfHash(workspace, hashOfToken(token))
  const instance = link && (await readInstance(workspace, link.instance_id))
  if (!link || !instance) throw answerLinkErrors.ANSWER_LINK_UNKNOWN()
  const scope = processEngine.services.programs.scopeOf(instance.app)
  if (!scope || services.apps.isArchived(instance.app)) throw answerLinkErrors.ANSWER_LINK_UNKNOWN()
  const state = linkState(link, new Date().toISOString())
  if (state !== 'open') throw refusals[state]()
  if (instance.status !== 'running') throw answerLinkErrors.ANSWER_LINK_OVER()
  const visit = openVisit(instance, link)
  if (!visit) {
    const before = Object.values(instance.state.visits).some(({ node }) => node === link.node)
    throw before ? answerLinkErrors.ANSWER_LINK_OVER() : answerLinkErrors.ANSWER_LINK_EARLY()
  }
  return { link, instance, visit, scope, page: await pageOf(services, { instance, visit, scope }) }
}

function openVisit({ state }: InstanceRow, { node, turn }: LinkRow): Visit | undefined {
  return Object.values(state.visits).find(
    (visit) =>
      visit.node === node &&
      visit.state === 'open' &&
      visit.needs === 'people' &&
      turnAround(state, visit.scope) === turn,
  )
}

async function pageOf(
  services: Services,
  { instance, visit, scope }: Pick<OpenedAnswerLink, 'instance' | 'visit' | 'scope'>,
): Promise<LinkPage> {
  const { workspace, processEngine } = services
  const document = (await readVersion(workspace.database, workspace.schema, instance.version_id)) as unknown as
    | ProcessDocument
    | undefined
  const node = document?.nodes.find(({ key }) => key === visit.node)
  const page = node && processEngine.nodeServers.get(node.type).page
  if (!document || !node || !page) throw answerLinkErrors.ANSWER_LINK_UNKNOWN()
  try {
    return await page(await processEngine.questionAt({ instance, document, visit, scope }))
  } catch (error) {
    // A text that no longer fits the tables, say: which one is no concern of a visitor.
    throw error instanceof AppError && error.status < 500 ? answerLinkErrors.ANSWER_NOT_TAKEN() : error
  }
}

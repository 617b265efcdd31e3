import type { AnswerLinkInput, AnswerLinkMade, AnswerPage, AnswerSent } from '@mortise/api'
import { Type } from '@mortise/metadata/schema'
import { withdrawLinks } from '@mortise/process/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { openAnswerLink } from '../answer-link/open-answer-link.ts'
import { openLinkedTask } from '../answer-link/open-linked-task.ts'
import { sendAnswer } from '../answer-link/send-answer.ts'
import { readWorkspaceName } from '../app/workspace-name.ts'
import { createAttemptLimiter } from '../identity/attempt-limiter.ts'
import { userOf } from '../plugins/authentication.ts'
import type { Services } from '../services.ts'
import { LinkToken } from './link-token.ts'
import { InstanceStepParams, NoBody, NoQuery, strict } from './schemas.ts'

const TokenParams = Type.Object({ token: LinkToken }, strict)
type TokenParams = Type.Static<typeof TokenParams>
const Answer = Type.Object(
  {
    answer: Type.Enum(['approve', 'reject']),
    comment: Type.Optional(Type.String({ maxLength: 2000 })),
    rating: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
  },
  strict,
)
const minuteMs = 60_000
const bodyLimit = 16 * 1024

/** Tasks that somebody answers by a link, without signing in; and how colleagues get that link. */
export function answerLinkRoutes(app: FastifyInstance, services: Services): void {
  visitorRoutes(app, services)
  staffRoutes(app, services)
}

/** The link is all that is known of who calls. Whoever tries others is held up. */
function visitorRoutes(app: FastifyInstance, services: Services): void {
  const { address: max } = services.limits.publicAnswersPerMinute
  const guesses = createAttemptLimiter({ max, windowMs: minuteMs })
  const answers = createAttemptLimiter({ max, windowMs: minuteMs })
  const open = async (request: FastifyRequest<{ Params: TokenParams }>) => {
    guesses.check(request.ip)
    guesses.failed(request.ip)
    const opened = await openAnswerLink(services, request.params.token)
    guesses.withdraw(request.ip)
    return opened
  }

  app.get<{ Params: TokenParams }>(
    '/answers/:token',
    { config: { auth: 'public' }, schema: { params: TokenParams, querystring: NoQuery } },
    async (request): Promise<AnswerPage> => {
      const { page, link } = await open(request)
      const { rating, ...shown } = page
      return {
        ...shown,
        rating: rating && { label: rating.label },
        expiresAt: link.expires_at,
        workspace: { name: await readWorkspaceName(services) },
      }
    },
  )

  app.post<{ Params: TokenParams; Body: AnswerLinkInput }>(
    '/answers/:token',
    { config: { auth: 'public' }, bodyLimit, schema: { params: TokenParams, querystring: NoQuery, body: Answer } },
    async (request): Promise<AnswerSent> => {
      answers.check(request.ip)
      answers.failed(request.ip)
      await sendAnswer(services, await open(request), request.body)
      return { answer: request.body.answer }
    },
  )
}

function staffRoutes(app: FastifyInstance, services: Services): void {
  const config = { auth: 'user' } as const
  const schema = { params: InstanceStepParams, querystring: NoQuery, body: NoBody }

  app.post<{ Params: InstanceStepParams }>(
    '/instances/:instance/tasks/:step/link',
    { config, schema },
    async (request): Promise<AnswerLinkMade> => {
      const { place, days } = await openLinkedTask(services, request)
      const { database, schema: workspace } = services.workspace
      const now = new Date().toISOString()
      return await services.answerLinks.current(database, workspace, { ...place, now, days })
    },
  )

  app.post<{ Params: InstanceStepParams }>(
    '/instances/:instance/tasks/:step/link/withdraw',
    { config, schema },
    async (request) => {
      const { place } = await openLinkedTask(services, request)
      const { database, schema: workspace } = services.workspace
      const { principal } = userOf(request)
      await withdrawLinks(database, workspace, { ...place, at: new Date().toISOString(), by: principal.id })
      return { withdrawn: true }
    },
  )
}

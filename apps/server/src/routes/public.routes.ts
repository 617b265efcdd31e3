import type { PublicAnswerInput, PublicAnswerTaken, PublicChoiceRecord } from '@mortise/api'
import { Type } from '@mortise/metadata/schema'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createAttemptLimiter } from '../identity/attempt-limiter.ts'
import { languageOf } from '../plugins/error-handler.ts'
import { describePublicForm } from '../public-form/describe-public-form.ts'
import { findChoices } from '../public-form/find-choices.ts'
import { type OpenedPublicForm, openPublicForm, refuseOver } from '../public-form/open-public-form.ts'
import { publicFormErrors } from '../public-form/public-form-errors.ts'
import { takeAnswer } from '../public-form/take-answer.ts'
import { markDevice, ticketAge, visitorOf } from '../public-form/visitor.ts'
import type { Services } from '../services.ts'
import { LinkToken } from './link-token.ts'
import { AppKey, Id, NoQuery, strict } from './schemas.ts'

export const PublicParams = Type.Object({ token: LinkToken }, strict)
export type PublicParams = Type.Static<typeof PublicParams>
const ChoiceParams = Type.Object({ token: LinkToken, field: AppKey }, strict)
const ChoiceQuery = Type.Object(
  { search: Type.Optional(Type.String({ maxLength: 100 })), id: Type.Optional(Id) },
  strict,
)
const ParameterName = '^[A-Za-z][A-Za-z0-9_-]{0,39}$'
const Answer = Type.Object(
  {
    request: Id,
    ticket: Type.String({ minLength: 1, maxLength: 200 }),
    values: Type.Object({}, { additionalProperties: true, maxProperties: 300 }),
    parameters: Type.Record(Type.String({ pattern: ParameterName }), Type.String({ maxLength: 500 }), {
      ...strict,
      maxProperties: 20,
    }),
    website: Type.Optional(Type.String({ maxLength: 1000 })),
  },
  strict,
)

/** A text of twenty pages and a few hundred lines; files come by themselves. */
const bodyLimit = 512 * 1024
const minuteMs = 60_000
/** A form may lie open over a week-end. */
const ticketLifeMs = 7 * 24 * 60 * minuteMs

/** Forms that are filled in without signing in. The token of the link is all that is known of who calls. */
export function publicRoutes(app: FastifyInstance, services: Services): void {
  readRoutes(app, services)
  answerRoute(app, services)
}

function readRoutes(app: FastifyInstance, services: Services): void {
  const { identity } = services

  app.get<{ Params: PublicParams }>(
    '/public/:token',
    { config: { auth: 'public' }, schema: { params: PublicParams, querystring: NoQuery } },
    async (request, reply) => {
      const opened = await openFor(services, request, reply)
      await refuseOver(services, opened, visitorOf(identity.secret, request))
      markDevice(request, reply, identity.secureCookies)
      return describePublicForm(services, opened)
    },
  )

  app.get<{ Params: Type.Static<typeof ChoiceParams>; Querystring: Type.Static<typeof ChoiceQuery> }>(
    '/public/:token/choices/:field',
    { config: { auth: 'public' }, schema: { params: ChoiceParams, querystring: ChoiceQuery } },
    async (request, reply): Promise<{ records: PublicChoiceRecord[] }> => {
      const opened = await openFor(services, request, reply)
      return { records: await findChoices(services.engine, opened, request.params.field, request.query) }
    },
  )
}

function answerRoute(app: FastifyInstance, services: Services): void {
  const { identity, limits } = services
  const perAddress = createAttemptLimiter({ max: limits.publicAnswersPerMinute.address, windowMs: minuteMs })
  const perForm = createAttemptLimiter({ max: limits.publicAnswersPerMinute.form, windowMs: minuteMs })

  app.post<{ Params: PublicParams; Body: PublicAnswerInput }>(
    '/public/:token',
    { config: { auth: 'public' }, bodyLimit, schema: { params: PublicParams, querystring: NoQuery, body: Answer } },
    async (request, reply): Promise<PublicAnswerTaken> => {
      const opened = await openFor(services, request, reply)
      const { token } = request.params
      for (const [limiter, key] of [
        [perAddress, `${token} ${request.ip}`],
        [perForm, token],
      ] as const) {
        limiter.check(key)
        limiter.failed(key)
      }
      refuseMachines(services, token, request.body)
      const visitor = visitorOf(identity.secret, request)
      const { request: id, values, parameters } = request.body
      await takeAnswer(services, opened, { request: id, values, parameters, visitor }).catch((error: Error) => {
        if (error.cause)
          request.log.error({ err: error.cause, form: opened.document.key }, 'public form takes no answers')
        throw error
      })
      const { text = null, link = null, again = false } = opened.document.thanks ?? {}
      reply.code(201)
      return { text, link, again }
    },
  )
}

/** Whoever fills in what nobody sees, or sooner than anybody can read, is no person. */
function refuseMachines({ identity, limits }: Services, token: string, { website, ticket }: PublicAnswerInput): void {
  const age = ticketAge(identity.secret, token, ticket)
  if (website || age === null || age < limits.publicFillMs) throw publicFormErrors.PUBLIC_FORM_SUSPECT()
  if (age > ticketLifeMs) throw publicFormErrors.PUBLIC_FORM_STALE()
}

/** The form of the address; search engines are to leave it alone. */
export function openFor(
  services: Services,
  request: FastifyRequest<{ Params: { token: string } }>,
  reply: FastifyReply,
): Promise<OpenedPublicForm> {
  reply.header('x-robots-tag', 'noindex, nofollow')
  return openPublicForm(services, request.params.token, languageOf(request))
}

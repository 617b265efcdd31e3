import type { PublicFormSettings } from '@mortise/api'
import { Type } from '@mortise/metadata/schema'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { identityErrors } from '../errors.ts'
import { userOf } from '../plugins/authentication.ts'
import { publicFormErrors } from '../public-form/public-form-errors.ts'
import { readPublicLinks, renewPublicLink, writePublicLink } from '../public-form/public-link-store.ts'
import type { Services } from '../services.ts'
import { designConfig, designed } from './design-call.ts'
import { AppKey, AppParams, Id, NoBody, NoQuery, Nullable, strict } from './schemas.ts'

const FormParams = Type.Object({ app: AppKey, form: AppKey }, strict)
type FormParams = Type.Static<typeof FormParams>
const Settings = Type.Object({ active: Type.Boolean(), ownerId: Nullable(Id), departmentId: Nullable(Id) }, strict)

/** Whether the public forms of an app are switched on, and under which links. */
export function publicFormRoutes(app: FastifyInstance, services: Services): void {
  const { workspace } = services
  const answer = async (key: string) => ({ forms: await readPublicLinks(workspace, key) })

  app.get<{ Params: AppParams }>(
    '/apps/:app/public-forms',
    { config: designConfig, schema: { params: AppParams, querystring: NoQuery } },
    (request) => answer(designed(services, request)),
  )

  app.put<{ Params: FormParams; Body: PublicFormSettings }>(
    '/apps/:app/public-forms/:form',
    { config: designConfig, schema: { params: FormParams, querystring: NoQuery, body: Settings } },
    async (request) => {
      const place = publishedForm(services, request)
      await requireOwner(services, request.body)
      await writePublicLink(workspace, place, request.body, userOf(request).principal.id)
      return answer(place.app)
    },
  )

  app.post<{ Params: FormParams }>(
    '/apps/:app/public-forms/:form/renew',
    { config: designConfig, schema: { params: FormParams, querystring: NoQuery, body: NoBody } },
    async (request) => {
      const place = publishedForm(services, request)
      if (!(await renewPublicLink(workspace, place, userOf(request).principal.id)))
        throw publicFormErrors.PUBLIC_FORM_UNPUBLISHED({ form: place.form })
      return answer(place.app)
    },
  )
}

/** A link leads to what is published; a draft is nobody's business outside. */
function publishedForm(services: Services, request: FastifyRequest<{ Params: FormParams }>) {
  const app = designed(services, request)
  const { form } = request.params
  if (!services.apps.get(app)?.publicForms.has(form)) throw publicFormErrors.PUBLIC_FORM_UNPUBLISHED({ form })
  return { app, form }
}

async function requireOwner({ people }: Services, { ownerId, departmentId }: PublicFormSettings): Promise<void> {
  if (ownerId !== null && !(await people.person(ownerId))?.active) throw identityErrors.USER_NOT_FOUND()
  if (departmentId !== null && !(await people.hasDepartment(departmentId))) throw identityErrors.DEPARTMENT_NOT_FOUND()
}

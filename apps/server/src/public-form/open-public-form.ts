import type { Access } from '@mortise/data'
import type { AppScope } from '@mortise/data/server'
import type { EntityModel, FormDocument, PublicFormDocument } from '@mortise/metadata'
import type { Services } from '../services.ts'
import type { Answerer } from './public-answer-store.ts'
import { type LimitReached, limitReached } from './public-answer-store.ts'
import { publicFormErrors } from './public-form-errors.ts'
import { findPublicLink, type PublicLink } from './public-link-store.ts'
import { visitorAccess } from './public-principal.ts'

/** A public form that can be filled in at this moment. */
export interface OpenedPublicForm {
  token: string
  link: PublicLink
  document: PublicFormDocument
  form: FormDocument
  entity: EntityModel
  scope: AppScope
  access: Access
}

type Opening = Pick<Services, 'workspace' | 'apps'>

/** The form under a link. An unknown link, one that was switched off and one of a form that is gone are told alike. */
export async function openPublicForm(
  { workspace, apps }: Opening,
  token: string,
  language: 'zh' | 'en',
): Promise<OpenedPublicForm> {
  const link = await findPublicLink(workspace, token)
  const model = link?.active ? apps.get(link.app) : undefined
  const document = link && model?.publicForms.get(link.form)
  const form = document && model?.forms.get(document.form)
  const entity = form && model?.entities.get(form.entity)
  if (!link || !model || !document || !form || !entity || apps.isArchived(link.app))
    throw publicFormErrors.PUBLIC_FORM_UNKNOWN()
  refuseOutside(document, workspace.timeZone)
  const access = visitorAccess(model.key, document, language)
  return { token, link, document, form, entity, scope: { workspace, model }, access }
}

function refuseOutside({ opens, closes, label }: PublicFormDocument, timeZone: string): void {
  const now = Date.now()
  if (opens && now < Date.parse(opens))
    throw publicFormErrors.PUBLIC_FORM_NOT_OPEN({ title: label, opens: timeIn(opens, timeZone) })
  if (closes && now >= Date.parse(closes)) throw publicFormErrors.PUBLIC_FORM_CLOSED({ title: label })
}

/** Swedish dates are ISO dates. */
function timeIn(instant: string, timeZone: string): string {
  return new Date(instant).toLocaleString('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
}

/** Refuses whoever could not send an answer any more, before they fill anything in. */
export async function refuseOver(
  { workspace }: Opening,
  { link, document }: OpenedPublicForm,
  visitor: Answerer,
): Promise<void> {
  const place = { workspace: workspace.key, app: link.app, form: link.form }
  throwReached(await limitReached(workspace.database, place, document.limits, visitor), document)
}

/** Says which limit is reached. */
export function throwReached(reached: LimitReached, { label }: PublicFormDocument): void {
  if (reached === 'full') throw publicFormErrors.PUBLIC_FORM_FULL({ title: label })
  if (reached === 'answered') throw publicFormErrors.PUBLIC_FORM_ANSWERED({ title: label })
}

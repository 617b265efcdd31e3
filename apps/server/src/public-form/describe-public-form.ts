import type { PublicForm, PublicFormDescription } from '@mortise/api'
import type { EntityCapabilities } from '@mortise/data'
import type { FieldDocument, FormRule } from '@mortise/metadata'
import { createAppReader } from '../app/app-reader.ts'
import { describeEntity, usedOptionSets } from '../app/describe-app.ts'
import { describeForm, noParts } from '../app/describe-form.ts'
import { readWorkspaceName } from '../app/workspace-name.ts'
import type { Services } from '../services.ts'
import type { OpenedPublicForm } from './open-public-form.ts'
import { isHidden } from './read-parameters.ts'
import { writeTicket } from './visitor.ts'

/** What a browser gets to draw the form: of the app only what is filled in here. */
export async function describePublicForm(services: Services, opened: OpenedPublicForm): Promise<PublicForm> {
  const { document, scope, token } = opened
  const { workspace, identity, config, limits } = services
  const { label, intro, language, parameters = [], choices = [], files } = document
  return {
    title: label,
    intro: intro ?? null,
    language: language ?? null,
    workspace: { key: workspace.key, name: await readWorkspaceName(services), timeZone: workspace.timeZone },
    app: describeDocuments(services, opened),
    entity: opened.entity.key,
    form: opened.form.key,
    revision: scope.model.revision,
    parameters: {
      shown: parameters.filter((one) => !isHidden(opened, one)).map(({ name, field }) => ({ name, field })),
      hidden: parameters.filter((one) => isHidden(opened, one)).map(({ name }) => name),
    },
    choices: choices.map(({ field }) => field),
    maxFileMb: files ? Math.min(files.maxSizeMb, config.uploadLimitMb) : null,
    ticket: writeTicket(identity.secret, token),
    notBeforeMs: limits.publicFillMs,
  }
}

function describeDocuments({ engine }: Services, opened: OpenedPublicForm): PublicFormDescription {
  const { scope, access, entity, form } = opened
  const { model } = scope
  const capabilities = visibleCapabilities(engine.capabilities(access, scope), opened)
  const reader = createAppReader(model, capabilities)
  const entities = [...model.entities.values()].filter(({ key }) => reader.entity(key))
  const { rules, use: _use, ...layout } = describeForm(form, reader, noParts)
  const { kind, key, label, version } = model.app
  return {
    app: { kind, key, label, version },
    entities: entities.map((one) => {
      const { indexes: _i, duplicateChecks: _d, description: _t, ...document } = describeEntity(model, one, reader)
      return { ...document, fields: document.fields.map((field) => withFileLimit(field, opened)) }
    }),
    optionSets: usedOptionSets(entities, reader).flatMap((set) => model.optionSets.get(set)?.document ?? []),
    form: { ...layout, ...(rules && { rules: rules.filter(doesSomething).map(withoutName) }) },
    capabilities: Object.fromEntries(
      entities.flatMap(({ key: one }) => (capabilities[one] ? [[one, capabilities[one]]] : [])),
    ),
    entity: entity.key,
  }
}

/** Inputs refuse a file that would be refused, before it is sent. */
function withFileLimit(field: FieldDocument, { document, entity }: OpenedPublicForm): FieldDocument {
  const { files } = document
  const known = entity.fields.get(field.key)
  if (!files || known?.kind.group !== 'file') return field
  const own = Number(known.options.maxSizeMb ?? files.maxSizeMb)
  return { ...field, options: { ...field.options, maxSizeMb: Math.min(own, files.maxSizeMb) } }
}

type Capabilities = { [entity: string]: EntityCapabilities }

/** Of what the server may write in the visitor's name, what the visitor is asked for. */
function visibleCapabilities(all: Capabilities, { document, entity }: OpenedPublicForm): Capabilities {
  const visible: Capabilities = {}
  for (const [key, capabilities] of Object.entries(all)) {
    const keep = (field: string) => key !== entity.key || document.fields.includes(field)
    const fields = Object.entries(capabilities.fields).filter(([field]) => keep(field))
    const shown = fields.some(([field]) => field !== 'id' && field !== 'version' && field !== 'position')
    if (shown) visible[key] = { ...capabilities, update: false, delete: false, fields: Object.fromEntries(fields) }
  }
  return visible
}

/** Rules about nothing that is seen here have nothing to say. */
function doesSomething({ actions }: FormRule): boolean {
  return actions.some((action) => action.do !== 'optional' || (action.fields?.length ?? 0) > 0)
}

/** What its author calls a rule is for designers. */
function withoutName({ label: _label, ...rule }: FormRule): FormRule {
  return rule
}

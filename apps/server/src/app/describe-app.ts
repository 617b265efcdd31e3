import type { AppDescription } from '@mortise/api'
import type { Registry } from '@mortise/core'
import type { EntityCapabilities } from '@mortise/data'
import {
  type AppModel,
  type BlockType,
  type CommandActionType,
  type EntityDocument,
  type EntityModel,
  type FieldDocument,
  readsOf,
  seesTimes,
  shownField,
  type ViewType,
} from '@mortise/metadata'
import { type AppReader, createAppReader } from './app-reader.ts'
import { describeCommand, describePrint } from './describe-command.ts'
import { describeForm } from './describe-form.ts'
import { describeHome, describeMenu } from './describe-menu.ts'
import { describePage } from './describe-page.ts'
import { describeProcess } from './describe-process.ts'
import { describeView } from './describe-view.ts'
import { isFor } from './is-for.ts'

/** The kinds that views, pages and actions are made of. */
export interface DescribedKinds {
  viewTypes: Registry<ViewType>
  blockTypes: Registry<BlockType>
  commandActions: Registry<CommandActionType>
}

type Capabilities = { [entity: string]: EntityCapabilities }

/** The app as one set of roles may know it: no document names a table, field or option set that is hidden from them. */
export function describeApp(
  model: AppModel,
  capabilities: Capabilities,
  roles: ReadonlySet<string> | null,
  { viewTypes, blockTypes, commandActions }: DescribedKinds,
): AppDescription {
  const reader = createAppReader(model, capabilities)
  const entities = [...model.entities.values()].filter((entity) => reader.entity(entity.key))
  const views = [...model.views.values()].flatMap((view) => describeView(view, reader, viewTypes))
  const viewKeys = new Set(views.map((view) => view.key))
  const forms = [...model.forms.values()].filter(({ entity, use }) => reader.entity(entity) && isFor(use?.roles, roles))
  const beginnings = { model, types: commandActions, forms: new Set(forms.map(({ key }) => key)) }
  const commands = [...model.commands.values()]
    .filter((command) => isFor(command.roles, roles))
    .flatMap((command) => describeCommand(command, reader, beginnings))
  const known = {
    commands: new Set(commands.map(({ key }) => key)),
    views: new Map(views.map(({ key, entity }) => [key, entity])),
  }
  const pages = [...model.pages.values()].flatMap(
    (page) => describePage(page, { model, reader, views: viewKeys, commands: known.commands, roles, blockTypes }) ?? [],
  )
  const targets = { reader, views: viewKeys, pages: new Set(pages.map((page) => page.key)), roles }
  return {
    app: describeHome(model.app, targets.pages, roles),
    revision: model.revision,
    entities: entities.map((entity) => describeEntity(model, entity, reader)),
    optionSets: usedOptionSets(entities, reader).flatMap((key) => model.optionSets.get(key)?.document ?? []),
    forms: forms.map((form) => describeForm(form, reader, known)),
    views,
    commands,
    processes: [...model.processes.values()]
      .filter(({ start }) => isFor(start?.hand?.roles, roles))
      .flatMap((process) => describeProcess(process, reader)),
    prints: [...model.prints.values()]
      .filter((print) => isFor(print.roles, roles) && !hasButton(print, model, known.commands))
      .flatMap((print) => describePrint(print, reader)),
    pages,
    menus: [...model.menus.values()].map((menu) => describeMenu(menu, targets)),
    capabilities: describeCapabilities(entities, capabilities, reader),
    ...(seesAnyTimes(model, roles) && { insight: true }),
  }
}

/** Whether there is a process whose times these roles see. */
function seesAnyTimes(model: AppModel, roles: ReadonlySet<string> | null): boolean {
  return [...model.processes.values()].some((process) => roles === null || seesTimes(process, roles, model))
}

/** Whether a command that the user has prints with the template: then it is not offered a second time by itself. */
function hasButton({ key }: { key: string }, { commands }: AppModel, known: ReadonlySet<string>): boolean {
  return [...commands.values()].some(
    (command) => known.has(command.key) && command.actions.some(({ options }) => options?.template === key),
  )
}

/** A table without the fields that are hidden from the reader. */
export function describeEntity(model: AppModel, entity: EntityModel, reader: AppReader): EntityDocument {
  const { document } = entity
  const known = (key: string) => reader.field(entity.key, key)
  return {
    ...document,
    titleField: reader.titleField(entity.key),
    fields: document.fields
      .filter((field) => !field.archived && known(field.key))
      .map((field) => describeField(model, entity, field, reader)),
    ...(document.indexes && { indexes: document.indexes.filter((index) => index.fields.every(known)) }),
    ...(document.duplicateChecks && {
      duplicateChecks: document.duplicateChecks.filter((check) => check.fields.every(known)),
    }),
  }
}

/** Whose formula names something hidden looks like a plain field of its result: its values may be seen, the formula not. */
function describeField(
  model: AppModel,
  entity: EntityModel,
  document: FieldDocument,
  reader: AppReader,
): FieldDocument {
  const field = entity.fields.get(document.key)
  if (!field?.computed) return document
  const known = readsOf(model, field).every(
    ({ path, entity: table, field: read }) =>
      reader.field(table, read) && path.every((step) => reader.field(step.field.entity, step.field.key)),
  )
  return known ? document : { ...document, ...field.computed.source.result }
}

/** Keys of the option sets of fields that the reader knows of. */
export function usedOptionSets(entities: readonly EntityModel[], reader: AppReader): string[] {
  const keys = new Set<string>()
  for (const entity of entities)
    for (const field of entity.ownFields) {
      const shown = shownField(field)
      if (shown.optionSet && reader.field(entity.key, field.key)) keys.add(shown.optionSet.key)
    }
  return [...keys].sort()
}

function describeCapabilities(entities: readonly EntityModel[], all: Capabilities, reader: AppReader): Capabilities {
  const described: Capabilities = {}
  for (const { key } of entities) {
    const capabilities = all[key]
    if (!capabilities) continue
    const fields = Object.entries(capabilities.fields).filter(([field]) => reader.field(key, field))
    described[key] = { ...capabilities, fields: Object.fromEntries(fields) }
  }
  return described
}

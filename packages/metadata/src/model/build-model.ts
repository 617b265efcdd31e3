import { deepEqual, type Registry } from '@mortise/core'
import type { FieldType } from '../contract/field-type.ts'
import type { AppDocument } from '../documents/app.ts'
import type { AppDocumentAny } from '../documents/documents.ts'
import type { EntityDocument } from '../documents/entity.ts'
import type { OptionSetDocument } from '../documents/option-set.ts'
import type { AppModel, EntityModel, OptionSetModel } from './app-model.ts'
import { compileEntity, type EntityInputs, parentEntityOf, subTableFieldOf } from './compile-entity.ts'
import { referenceOf } from './compile-field.ts'
import { type DocumentsByKind, documentsByKind } from './documents-by-kind.ts'
import { inverseRelations } from './inverse-relations.ts'
import { mergeTranslations } from './merge-translations.ts'
import type { ReportProblem } from './model-problem.ts'
import { computedTables, resolveComputed } from './resolve-computed.ts'
import { lookupTables, resolveLookups } from './resolve-lookups.ts'

export interface BuildOptions {
  fieldTypes: Registry<FieldType>
  revision: number
  previous?: AppModel
  report: ReportProblem
}

/** Builds the model of an app; what cannot be resolved is reported and left out. */
export function buildModel(documents: readonly AppDocumentAny[], options: BuildOptions): AppModel {
  const grouped = documentsByKind(mergeTranslations(documents), options.previous)
  const app = appDocument(grouped, options.report)
  const optionSets = compileOptionSets(grouped.option_set, options.previous)
  const inputs = entityInputs(app.key, grouped.entity, optionSets, options.fieldTypes)
  const entities = compileEntities(inputs, optionSets, options)
  const ofLiveEntity = ({ entity }: { entity: string }) => entities.has(entity)
  return {
    key: app.key,
    revision: options.revision,
    app,
    entities,
    optionSets,
    forms: filterMap(grouped.form, ofLiveEntity),
    views: filterMap(grouped.view, ofLiveEntity),
    commands: filterMap(grouped.command, ofLiveEntity),
    prints: filterMap(grouped.print, ofLiveEntity),
    pages: grouped.page,
    menus: grouped.menu,
    processes: filterMap(grouped.process, ({ entity }) => entity === undefined || entities.has(entity)),
    publicForms: grouped.public_form,
    roles: grouped.role,
  }
}

/** What each model was made from: lets the next compilation find out that nothing changed. Never part of a result. */
const inputsOf = new WeakMap<EntityModel, EntityInputs>()

function compileEntities(
  inputs: readonly EntityInputs[],
  optionSets: ReadonlyMap<string, OptionSetModel>,
  options: BuildOptions,
): Map<string, EntityModel> {
  const reusable = reusableEntities(inputs, options.previous)
  const entities = new Map<string, EntityModel>()
  const fresh: EntityModel[] = []
  for (const input of inputs) {
    const kept = reusable.get(input.document.key)
    const entity = kept ?? compileEntity(input, options.report)
    if (!entity) continue
    entities.set(entity.key, entity)
    if (!kept) {
      fresh.push(entity)
      inputsOf.set(entity, input)
    }
  }
  reportMissingTargets(fresh, entities, options.report)
  resolveLookups(entities, fresh, options.report)
  resolveComputed({ entities, optionSets }, fresh)
  return entities
}

/** Models of the previous compilation that still hold: same inputs, and what they read in tables that hold as well. */
function reusableEntities(inputs: readonly EntityInputs[], previous?: AppModel): Map<string, EntityModel> {
  const reusable = new Map<string, EntityModel>()
  for (const input of inputs) {
    const earlier = previous?.entities.get(input.document.key)
    const madeFrom = earlier && inputsOf.get(earlier)
    if (earlier && madeFrom && sameInputs(madeFrom, input)) reusable.set(earlier.key, earlier)
  }
  for (let size = -1; size !== reusable.size; ) {
    size = reusable.size
    for (const [key, entity] of reusable) {
      const read = computedTables(entity)
      if (!read || ![...read, ...lookupTables(entity)].every((table) => reusable.has(table))) reusable.delete(key)
    }
  }
  return reusable
}

function sameInputs(a: EntityInputs, b: EntityInputs): boolean {
  return (
    a.document === b.document &&
    a.fieldTypes === b.fieldTypes &&
    a.app === b.app &&
    a.subTableField === b.subTableField &&
    a.optionSets.size === b.optionSets.size &&
    [...a.optionSets].every(([key, optionSet]) => b.optionSets.get(key) === optionSet) &&
    deepEqual(a.inverses, b.inverses)
  )
}

function entityInputs(
  app: string,
  documents: ReadonlyMap<string, EntityDocument>,
  optionSets: ReadonlyMap<string, OptionSetModel>,
  fieldTypes: Registry<FieldType>,
): EntityInputs[] {
  const live = [...documents.values()].filter((document) => !document.archived)
  const inverses = inverseRelations(live, fieldTypes)
  return live.map((document) => {
    const parent = parentEntityOf(document, fieldTypes)
    return {
      app,
      document,
      fieldTypes,
      optionSets: usedOptionSets(document, optionSets, fieldTypes),
      inverses: inverses.get(document.key) ?? [],
      subTableField: parent === null ? null : subTableFieldOf(documents.get(parent), document.key, fieldTypes),
    }
  })
}

function usedOptionSets(
  document: EntityDocument,
  optionSets: ReadonlyMap<string, OptionSetModel>,
  fieldTypes: Registry<FieldType>,
): Map<string, OptionSetModel> {
  const used = new Map<string, OptionSetModel>()
  for (const field of document.fields) {
    if (field.archived || !fieldTypes.has(field.type)) continue
    const optionSet = optionSets.get(optionSetKey(fieldTypes.get(field.type), field.options ?? {}, fieldTypes) ?? '')
    if (optionSet) used.set(optionSet.key, optionSet)
  }
  return used
}

function optionSetKey(
  kind: FieldType,
  options: Record<string, unknown>,
  fieldTypes: Registry<FieldType>,
): string | null {
  if (!kind.computed) return referenceOf(kind, options, 'option_set')
  const { result } = kind.computed(options as never)
  return fieldTypes.has(result.type)
    ? referenceOf(fieldTypes.get(result.type), result.options ?? {}, 'option_set')
    : null
}

function reportMissingTargets(
  fresh: readonly EntityModel[],
  entities: ReadonlyMap<string, EntityModel>,
  report: ReportProblem,
): void {
  for (const { key, target, entity } of fresh.flatMap((model) => model.ownFields)) {
    if (target === null || entities.has(target)) continue
    report({ document: `entity/${entity}`, pointer: `/fields/${key}/options`, what: 'table', name: target })
  }
}

function compileOptionSets(
  documents: ReadonlyMap<string, OptionSetDocument>,
  previous?: AppModel,
): Map<string, OptionSetModel> {
  const models = new Map<string, OptionSetModel>()
  for (const [key, document] of documents) {
    const earlier = previous?.optionSets.get(key)
    const options = () => new Map(document.options.map((option) => [option.key, option]))
    models.set(key, earlier?.document === document ? earlier : { key, document, options: options() })
  }
  return models
}

function appDocument(grouped: DocumentsByKind, report: ReportProblem): AppDocument {
  const [found] = grouped.app.values()
  if (found) return found
  report({ document: 'app/app', pointer: '', what: 'document', name: 'app' })
  return { kind: 'app', key: 'app', label: { zh: '应用', en: 'App' }, version: '0.0.0' }
}

function filterMap<Value>(map: ReadonlyMap<string, Value>, keep: (value: Value) => boolean): Map<string, Value> {
  return new Map([...map].filter(([, value]) => keep(value)))
}

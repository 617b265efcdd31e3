import { localize } from '@mortise/core'
import { type Access, asSystem, type EntityCapabilities, type EntityRecord } from '@mortise/data'
import type { AppScope, DataEngine } from '@mortise/data/server'
import type { EntityModel, PrintDocument } from '@mortise/metadata'
import type { PrintedApproval } from './content/draw-approval.ts'
import { type Pictures, pageContent, points } from './content/page-content.ts'
import { type KnownFields, selectionOf } from './content/print-paths.ts'
import {
  computedPlaceholders,
  computePlaceholders,
  type Decision,
  decide,
  hasConditions,
} from './content/printed-record.ts'
import type { PrintWords } from './content/printed-value.ts'
import { fieldText } from './content/printed-value.ts'
import { printErrors } from './errors.ts'
import type { PageDescription } from './render/page-description.ts'
import { pageLabel } from './render/page-label.ts'
import type { PdfRenderer } from './render/pdf-renderer.ts'

/** What printing needs; made once. */
export interface PrintServices {
  engine: DataEngine
  renderer: PdfRenderer
  /** Names of people and departments by id, in a language. */
  names(language: 'zh' | 'en'): Promise<ReadonlyMap<string, string>>
  /** A picture that a record holds, as a data URL; null for what is no PNG or JPEG, or too large. */
  picture(app: string, file: string): Promise<string | null>
  /** The approvals of a record, the latest first; whoever prints it may read it. */
  approvals(of: ApprovalsOf): Promise<PrintedApproval[]>
}

/** Which approvals a part prints. */
export interface ApprovalsOf {
  app: string
  recordId: string
  /** Of one process only. */
  process: string | undefined
  which: 'last' | 'all'
  /** With what was said besides decisions. */
  comments: boolean
}

/** A template that somebody prints with. */
export interface PrintCall {
  access: Access
  scope: AppScope
  entity: string
  /** A template that is in force by its key; or one that is tried out. */
  template: string | PrintDocument
  /** What the reader may see, where it is not what their roles say. */
  capabilities?: { readonly [entity: string]: EntityCapabilities }
}

export const maxPrintRecords = 200
const maxLines = 20_000

/** The PDF of records, each on pages of its own, with what the reader may see of them. */
export async function printRecords(
  services: PrintServices,
  call: PrintCall,
  ids: readonly string[],
): Promise<{ bytes: Uint8Array; title: string }> {
  const { print, entity } = openTemplate(call)
  const unique = [...new Set(ids)]
  if (unique.length === 0) throw printErrors.PRINT_NOTHING()
  if (unique.length > maxPrintRecords) throw printErrors.PRINT_TOO_MANY({ max: maxPrintRecords })
  const maker = await prepare(services, call, { print, entity })
  const contents: PageDescription['records'] = []
  let lines = 0
  let title = ''
  for (const id of unique) {
    const page = await maker.pageOf(id)
    lines += page.lines
    if (lines > maxLines) throw printErrors.PRINT_TOO_LARGE({ max: maxLines })
    contents.push(page.content)
    title = page.title
  }
  const name = localize(print.label, maker.words.language)
  const documentTitle = unique.length === 1 ? `${name} ${title}` : name
  const bytes = await services.renderer.render(pageOf(print, maker.words, documentTitle, contents))
  return { bytes, title: documentTitle }
}

function openTemplate({ access, scope, entity: table, template }: PrintCall): {
  print: PrintDocument
  entity: EntityModel
} {
  const print = typeof template === 'string' ? scope.model.prints.get(template) : template
  const entity = scope.model.entities.get(table)
  const unknown = () => printErrors.PRINT_UNKNOWN({ template: typeof template === 'string' ? template : template.key })
  if (!print || !entity || print.entity !== table) throw unknown()
  if (typeof template !== 'string' || !print.roles || !('user' in access)) return { print, entity }
  const { roles, administrator } = access.user
  if (!administrator && !print.roles.some((role) => roles.includes(`${scope.model.key}/${role}`))) throw unknown()
  return { print, entity }
}

const pageWidths = { A3: 841.89, A4: 595.28, A5: 419.53, LETTER: 612 } as const
const pageHeights = { A3: 1190.55, A4: 841.89, A5: 595.28, LETTER: 792 } as const
const usualMargin = 18

function widthOf({ page = {} }: PrintDocument): number {
  const { size = 'A4', landscape, margin = usualMargin } = page
  return (landscape ? pageHeights : pageWidths)[size] - 2 * points(margin)
}

function pageOf(
  print: PrintDocument,
  { language }: PrintWords,
  title: string,
  records: PageDescription['records'],
): PageDescription {
  const { page = {}, header, footer, pageNumbers = true } = print
  return {
    ...{ title, records, size: page.size ?? 'A4', landscape: page.landscape ?? false },
    margin: points(page.margin ?? usualMargin),
    header: header ? localize(header, language) : null,
    footer: footer ? localize(footer, language) : null,
    pageNumbers: pageNumbers ? pageLabel[language] : null,
  }
}

async function prepare(
  services: PrintServices,
  call: PrintCall,
  { print, entity }: { print: PrintDocument; entity: EntityModel },
) {
  const { engine } = services
  const { access, scope } = call
  const { model } = scope
  const capabilities = call.capabilities ?? engine.capabilities(access, scope)
  const known: KnownFields = (table, field) => Object.hasOwn(capabilities[table]?.fields ?? {}, field)
  const language = print.language ?? ('user' in access && access.user.language === 'en' ? 'en' : 'zh')
  const words: PrintWords = {
    ...{ language, timeZone: scope.workspace.timeZone },
    schema: engine.names(access, scope),
    names: await services.names(language),
  }
  const select = selectionOf(model, entity, print, known)
  const conditional = hasConditions(print)
  const computes = computedPlaceholders(print).length > 0
  const all = new Set(print.items.map(({ key }) => key))
  const everything: Decision = { applies: true, shown: all, lines: new Map() }
  const plain = [...entity.fields.values()].filter(({ kind }) => kind.relation !== 'children').map(({ key }) => key)

  async function decisionFor(id: string): Promise<Decision> {
    if (!conditional) return everything
    const record = await engine.get(asSystem('print'), scope, entity.key, id, plain)
    return engine.evaluate(access, scope, entity.key, (evaluation) =>
      decide({ model, entity, print, record }, evaluation),
    )
  }

  return {
    words,
    async pageOf(id: string) {
      const record = await engine.get(access, scope, entity.key, id, select)
      const decision = await decisionFor(id)
      const title = fieldText(entity.title, record[entity.title.key], words)
      if (!decision.applies) throw printErrors.PRINT_NOT_FOR_RECORD({ template: print.label, title })
      const compute = (evaluation: Parameters<typeof computePlaceholders>[3]) =>
        computePlaceholders(print, record, words, evaluation)
      const computed = computes
        ? await engine.evaluate(access, scope, entity.key, compute, { asReader: true })
        : new Map<string, string>()
      const pictures = await picturesOf(services, model.key, print, record)
      const approvals = await approvalsOf(services, print, { app: model.key, recordId: id })
      const content = pageContent(print, {
        ...{ model, entity, record, known, words, computed, pictures, approvals },
        ...{ shown: decision.shown, lines: decision.lines, width: widthOf(print) },
      })
      return { content, title, lines: linesIn(print, record) }
    },
  }
}

function linesIn(print: PrintDocument, record: EntityRecord): number {
  return print.items.reduce((sum, item) => {
    const lines = item.item === 'lines' ? record[item.field] : null
    return sum + (Array.isArray(lines) ? lines.length : 0)
  }, 0)
}

async function approvalsOf(
  services: PrintServices,
  print: PrintDocument,
  record: { app: string; recordId: string },
): Promise<Map<string, PrintedApproval[]>> {
  const found = new Map<string, PrintedApproval[]>()
  for (const item of print.items) {
    if (item.item !== 'approvals') continue
    const { process: wanted, which = 'last', comments = false } = item
    found.set(item.key, await services.approvals({ ...record, process: wanted, which, comments }))
  }
  return found
}

async function picturesOf(
  services: PrintServices,
  app: string,
  print: PrintDocument,
  record: EntityRecord,
): Promise<Pictures> {
  const pictures = new Map<string, string>()
  for (const item of print.items) {
    const files = item.item === 'image' && item.field !== undefined ? record[item.field] : null
    for (const file of Array.isArray(files) ? (files as { id?: unknown }[]) : []) {
      const id = typeof file === 'string' ? file : file.id
      const found = typeof id === 'string' ? await services.picture(app, id) : null
      if (found !== null) pictures.set(id as string, found)
    }
  }
  return pictures
}

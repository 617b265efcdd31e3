import { types } from '@mortise/expressions'
import { type BlockRead, type BlockType, blockReads } from '../contract/block-type.ts'
import type { Filter, Sort } from '../documents/filter.ts'
import type { PageBlock, PageDocument } from '../documents/page.ts'
import type { EntityModel } from '../model/app-model.ts'
import { shownField } from '../model/resolve-path.ts'
import { type AppIndex, type Report, typeLabel } from './app-index.ts'
import { checkDuplicateNames } from './check-duplicates.ts'
import { checkFilter } from './check-filter.ts'
import { checkDocument, checkEntity, checkPath } from './check-reference.ts'
import { checkShape } from './check-shape.ts'
import { checkStored } from './check-stored.ts'
import { checkSorts } from './check-view-document.ts'
import type { IssueCode } from './issue-definitions.ts'
import { pointerTo } from './json-pointer.ts'
import type { IssueParams } from './make-issue.ts'
import { suggestionFor } from './suggestion-for.ts'

/** Checks a page: for whom and which records it is, and every block of it. */
export function checkPageDocument(document: PageDocument, index: AppIndex, report: Report): void {
  const entity =
    document.entity === undefined ? null : checkEntity(document.entity, { index, report, pointer: '/entity' })
  if (entity?.document.parentField) report('SUB_TABLE_ALONE', '/entity', { name: entity.label })
  checkRoles(document.use?.roles ?? [], { index, report, pointer: '/use/roles' })
  if (document.use?.when) checkWhen(document.use.when, '/use/when', { document, entity, index, report })
  const page = { document, entity, index, report, keys: new Set<string>() }
  checkBlocks(document.blocks, '/blocks', page)
}

interface PageCheck {
  document: PageDocument
  entity: EntityModel | null
  index: AppIndex
  report: Report
  keys: Set<string>
}

interface Place {
  index: AppIndex
  pointer: string
  report: Report
}

function checkBlocks(blocks: readonly PageBlock[], pointer: string, page: PageCheck): void {
  blocks.forEach((block, position) => {
    checkBlock(block, pointerTo(pointer, position), page)
  })
}

function checkBlock(block: PageBlock, pointer: string, page: PageCheck): void {
  const { document, index, report } = page
  checkKey(block.key, pointer, page)
  checkRoles(block.roles ?? [], { index, report, pointer: `${pointer}/roles` })
  if (block.when) checkWhen(block.when, `${pointer}/when`, page)
  const type = typeOf(block.block, { index, report, pointer: `${pointer}/block` })
  if (type?.ofRecord && document.entity === undefined) {
    report('BLOCK_NEEDS_TABLE', `${pointer}/block`, { name: type.label })
  } else if (type) checkOptions(type, block, `${pointer}/options`, page)
  if (type) checkContents(type, block, pointer, report)
  if (block.blocks) checkBlocks(block.blocks, `${pointer}/blocks`, page)
  block.tabs?.forEach((tab, position) => {
    const at = pointerTo(pointer, 'tabs', position)
    checkKey(tab.key, at, page)
    checkBlocks(tab.blocks, `${at}/blocks`, page)
  })
}

function checkKey(key: string, pointer: string, { keys, report }: PageCheck): void {
  if (keys.has(key)) report('KEY_DUPLICATE', `${pointer}/key`, { name: key })
  keys.add(key)
}

function checkRoles(roles: readonly string[], { index, report, pointer }: Place): void {
  checkDuplicateNames(roles, pointer, report)
  roles.forEach((key, position) => {
    checkDocument('role', key, { index, report, pointer: pointerTo(pointer, position) })
  })
}

function checkWhen(
  when: NonNullable<PageBlock['when']>,
  pointer: string,
  { document, entity, index, report }: Omit<PageCheck, 'keys'>,
): void {
  if (document.entity === undefined) report('PAGE_CONDITION_ALONE', pointer)
  else if (entity) checkStored(when, { index, report, pointer, entity: entity.key, expected: types.bool })
}

function typeOf(key: string, { index, pointer, report }: Place): BlockType | null {
  const { blockTypes } = index
  // Whoever knows no types of blocks (tests of packages below them) takes blocks as they are.
  if (!blockTypes) return null
  if (blockTypes.has(key)) return blockTypes.get(key)
  const known = blockTypes.all().map(({ type }) => type)
  report('BLOCK_TYPE_UNKNOWN', pointer, { name: key, suggestion: suggestionFor(key, known) })
  return null
}

function checkContents(type: BlockType, block: PageBlock, pointer: string, report: Report): void {
  for (const part of ['blocks', 'tabs'] as const) {
    const wanted = type.contents === part
    if (wanted !== (block[part] !== undefined)) {
      report(wanted ? 'BLOCK_CONTENTS_MISSING' : 'BLOCK_CONTENTS_UNFIT', pointerTo(pointer, part), {
        name: type.label,
        part,
      })
    }
  }
}

function checkOptions(type: BlockType, block: PageBlock, pointer: string, page: PageCheck): void {
  const { index, report, entity, document } = page
  const options = block.options ?? {}
  const problems = checkShape(type.options, options, pointer, index.fitting)
  for (const problem of problems) report(problem.code, problem.pointer, problem.params)
  if (problems.length > 0) return
  const tableOf = (view: string) => index.model.views.get(view)?.entity ?? null
  for (const read of blockReads(type, options, { page: document.entity ?? null, tableOf })) {
    const place = { index, report, pointer: `${pointer}${read.pointer}` }
    readChecks[read.role.names](read, place, entity)
  }
  for (const [option, value] of Object.entries(options)) {
    const role = type.roles[option]?.names
    const names = (role === 'field' || role === 'entity') && Array.isArray(value) ? value.map(String) : []
    checkDuplicateNames(names, `${pointer}/${option}`, report)
  }
  for (const problem of type.check?.(options as never, { model: index.model, entity }) ?? []) {
    report(problem.code as IssueCode, `${pointer}${problem.pointer}`, problem.params as IssueParams)
  }
}

type ReadCheck = (read: BlockRead, place: Place, page: EntityModel | null) => void

const readChecks: { readonly [Name in BlockRead['role']['names']]: ReadCheck } = {
  entity({ value }, place) {
    const table = checkEntity(String(value), place)
    if (table?.document.parentField) place.report('SUB_TABLE_ALONE', place.pointer, { name: table.label })
  },
  view({ value, table }, place) {
    if (table === null) checkDocument('view', String(value), place)
    else checkViewOf(String(value), table, place)
  },
  command({ value }, place, page) {
    if (!checkDocument('command', String(value), place)) return
    const found = place.index.model.commands.get(String(value))
    if (!page) place.report('PAGE_ACTION_ALONE', place.pointer)
    else if (found && found.entity !== page.key)
      place.report('COMMAND_OF_OTHER_TABLE', place.pointer, { name: found.label, table: page.label })
  },
  page({ value }, place) {
    if (!checkDocument('page', String(value), place)) return
    const found = place.index.model.pages.get(String(value))
    if (found?.entity !== undefined) place.report('PAGE_OF_RECORDS', place.pointer, { name: found.label })
  },
  field({ value, table, role }, place, page) {
    const entity = tableIn(table, place)
    const field = entity && checkPath(entity, String(value), place)
    if (!field || role.names !== 'field') return
    const unfit = (role.accepts && !role.accepts(field, page)) || (role.own && String(value).includes('.'))
    if (unfit) {
      const expected = role.wanted ?? { zh: '本表的字段', en: 'a field of the table itself' }
      place.report('VIEW_FIELD_UNFIT', place.pointer, { type: typeLabel(shownField(field)), expected })
    }
  },
  filter({ value, table }, place) {
    const entity = tableIn(table, place)
    if (entity) checkFilter(entity, value as Filter, place)
  },
  sort({ value, table }, place) {
    const entity = tableIn(table, place)
    if (entity) checkSorts(entity, value as Sort[], place)
  },
}

/** The table of an option; where it is not there, that is reported where it is named. */
function tableIn(table: string | null, { index }: Place): EntityModel | null {
  return table === null ? null : (index.model.entities.get(table) ?? null)
}

/** Checks that a view is there and is one of the given table. */
export function checkViewOf(view: string, entity: string, place: Place): void {
  const { index, pointer, report } = place
  if (!checkDocument('view', view, place)) return
  const found = index.model.views.get(view)
  if (found && found.entity !== entity) report('VIEW_OF_OTHER_TABLE', pointer, { name: found.label, table: entity })
}

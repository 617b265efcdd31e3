import type { Filter } from '../documents/filter.ts'
import type { PageBlock, PageDocument } from '../documents/page.ts'
import type { AppIndex, Report } from './app-index.ts'
import { checkDuplicateKeys, checkDuplicateNames } from './check-duplicates.ts'
import { checkFilter } from './check-filter.ts'
import { checkDocument, checkEntity, checkField } from './check-reference.ts'
import { checkAggregate } from './check-view-document.ts'
import { pointerTo } from './json-pointer.ts'

/** Checks a page: every block of it. */
export function checkPageDocument(document: PageDocument, index: AppIndex, report: Report): void {
  checkDuplicateKeys(document.blocks, '/blocks', report)
  document.blocks.forEach((block, position) => {
    blockChecks[block.block](block as never, { index, report, pointer: pointerTo('/blocks', position) })
  })
}

interface Place {
  index: AppIndex
  pointer: string
  report: Report
}

type BlockOf<Name extends PageBlock['block']> = Extract<PageBlock, { block: Name }>
type BlockChecks = { [Name in PageBlock['block']]: (block: BlockOf<Name>, place: Place) => void }

const blockChecks: BlockChecks = {
  view: ({ view }, place) => {
    checkDocument('view', view, { ...place, pointer: `${place.pointer}/view` })
  },
  figure: checkFigure,
  text: () => {},
  actions: ({ create }, { index, pointer, report }) => {
    checkDuplicateNames(create, `${pointer}/create`, report)
    create.forEach((key, position) => {
      const at = pointerTo(pointer, 'create', position)
      const entity = checkEntity(key, { index, report, pointer: at })
      if (entity?.document.parentField) report('SUB_TABLE_ALONE', at, { name: entity.label })
    })
  },
}

function checkFigure(block: BlockOf<'figure'>, place: Place): void {
  const { index, pointer, report } = place
  const at = (step: string) => ({ ...place, pointer: `${pointer}/${step}` })
  if (block.view !== undefined) checkViewOf(block.view, block.entity, at('view'))
  const entity = checkEntity(block.entity, at('entity'))
  if (!entity) return
  if (block.field !== undefined) {
    const field = checkField(entity, block.field, { index, report, pointer: `${pointer}/field` })
    if (field) checkAggregate(field, block.function, at('function'))
  } else if (block.function !== 'count') report('AGGREGATE_FIELD_MISSING', pointer, { name: block.function })
  if (block.filter) checkFilter(entity, block.filter as Filter, at('filter'))
}

/** Checks that a view is there and is one of the given table. */
export function checkViewOf(view: string, entity: string, place: Place): void {
  const { index, pointer, report } = place
  if (!checkDocument('view', view, place)) return
  const found = index.model.views.get(view)
  if (found && found.entity !== entity) report('VIEW_OF_OTHER_TABLE', pointer, { name: found.label, table: entity })
}

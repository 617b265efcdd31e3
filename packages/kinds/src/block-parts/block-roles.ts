import { type BlockRole, type EntityModel, type FieldModel, shownField } from '@mortise/metadata'

type FieldRole = Extract<BlockRole, { names: 'field' }>

/** Whether a relation leads to the table of the page. */
export function leadsTo(field: FieldModel, page: EntityModel | null): boolean {
  const { relation } = field.kind
  return page !== null && field.target === page.key && (relation === 'one' || relation === 'many')
}

/** A relation of another table that points at the record of the page. */
export function relationHere(of: string): FieldRole {
  return {
    ...{ names: 'field', of, own: true, vital: true },
    accepts: leadsTo,
    wanted: { zh: '指向本页数据表的关联字段', en: 'a relation to the table of the page' },
  }
}

/** A day or a moment. */
export function dateOf(of: string): FieldRole {
  return {
    ...{ names: 'field', of, own: true, vital: true },
    accepts: (field) => shownField(field).kind.group === 'date' && shownField(field).kind.sortable === true,
    wanted: { zh: '日期或时间字段', en: 'a date or a time' },
  }
}

/** What can be read in one line. */
export function lineOf(of?: string): FieldRole {
  return {
    ...{ names: 'field', ...(of !== undefined && { of }) },
    accepts: (field) => field.kind.relation !== 'children',
    wanted: { zh: '能在一行中显示的字段', en: 'a field that fits in one line' },
  }
}

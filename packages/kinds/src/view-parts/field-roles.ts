import { type EntityModel, type FieldModel, shownField, type ViewFieldRole } from '@mortise/metadata'

/** Fields with few values that records can stand under: a choice, a person or department, a to-one relation. */
export const columnRole: ViewFieldRole = {
  accepts(field) {
    const shown = shownField(field)
    return shown.kind.groupable === true && (shown.optionSet !== null || isPerson(shown) || isToOne(shown))
  },
  wanted: { zh: '单选、人员或对一关联字段', en: 'a single choice, a person or a to-one relation' },
}

/** A choice, whose options have colours. */
export const colourRole: ViewFieldRole = {
  accepts: (field) => shownField(field).optionSet !== null && shownField(field).kind.groupable === true,
  wanted: { zh: '单选字段', en: 'a single choice' },
}

/** Days and moments of the table itself, because bars are moved by writing them. */
export const dateRole: ViewFieldRole = {
  accepts: (field) => shownField(field).kind.group === 'date',
  wanted: { zh: '日期或时间字段', en: 'a date or a time' },
  own: true,
}

export const personRole: ViewFieldRole = {
  accepts: (field) => isPerson(shownField(field)),
  wanted: { zh: '人员字段', en: 'a person' },
}

/** Figures that can be added up. */
export const sumRole: ViewFieldRole = {
  accepts: (field) => shownField(field).kind.aggregates?.includes('sum') === true,
  wanted: { zh: '可以求和的数字字段', en: 'a figure that can be summed up' },
}

/** To-one relations of a table to itself. */
export const parentRole: ViewFieldRole = {
  accepts: (field) => field.kind.relation === 'one' && field.target === field.entity,
  wanted: { zh: '关联到本表的字段', en: 'a relation to the table itself' },
  own: true,
}

/** What fits on a card in one line. */
export const cardRole: ViewFieldRole = {
  accepts: (field) => field.kind.relation !== 'children',
  wanted: { zh: '能在卡片上显示的字段', en: 'a field that fits on a card' },
}

/** The fields of a table that fit a role, its own ones first. */
export function fieldsFor(entity: EntityModel, role: ViewFieldRole): FieldModel[] {
  return [...entity.fields.values()].filter((field) => !field.kind.internal && role.accepts(field))
}

/** The first fields worth a line on a card: not the title, not what is shown elsewhere, nothing long. */
export function cardFields(entity: EntityModel, except: readonly (string | undefined)[], count: number): string[] {
  const fits = (field: FieldModel) =>
    field !== entity.title &&
    !except.includes(field.key) &&
    cardRole.accepts(field) &&
    field.type !== 'long_text' &&
    shownField(field).kind.group !== 'file'
  return entity.ownFields
    .filter(fits)
    .slice(0, count)
    .map(({ key }) => key)
}

function isPerson(field: FieldModel): boolean {
  return field.kind.group === 'people' && field.kind.groupable === true
}

function isToOne(field: FieldModel): boolean {
  return field.kind.relation === 'one' && field.target !== null
}

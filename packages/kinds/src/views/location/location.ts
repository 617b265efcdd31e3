import { defineViewType, FieldPath, option, shownField, type ViewFieldRole, viewBase } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { cardFields, cardRole, colourRole, fieldsFor } from '../../view-parts/field-roles.ts'

const LocationOptions = Type.Object(
  {
    ...viewBase,
    province: option(FieldPath, { label: { zh: '省份', en: 'Province' }, editor: 'field' }),
    city: Type.Optional(option(FieldPath, { label: { zh: '城市', en: 'City' }, editor: 'field' })),
    district: Type.Optional(option(FieldPath, { label: { zh: '区县', en: 'District' }, editor: 'field' })),
    fields: Type.Optional(
      option(Type.Array(FieldPath, { maxItems: 4 }), {
        label: { zh: '显示的字段', en: 'Fields' },
        editor: 'field-path',
      }),
    ),
    colour: Type.Optional(option(FieldPath, { label: { zh: '颜色', en: 'Colour by' }, editor: 'field' })),
  },
  { additionalProperties: false },
)
export type LocationOptions = Type.Static<typeof LocationOptions>

/** Where something is: a choice, or a text such as the name of a city. */
const placeRole: ViewFieldRole = {
  accepts(field) {
    const shown = shownField(field)
    const text = shown.kind.group === 'text' && shown.type === 'text'
    return shown.kind.groupable === true && (text || shown.optionSet !== null)
  },
  wanted: { zh: '单选或文本字段', en: 'a choice or a text' },
}

/** What fields for provinces, cities and districts are usually called. */
const usualKeys = {
  province: ['province', 'region', 'state', 'sheng', 'sheng_fen', 'area'],
  city: ['city', 'shi', 'cheng_shi'],
  district: ['district', 'county', 'qu', 'qu_xian'],
}

export default defineViewType({
  type: 'location',
  label: { zh: '地区列表', en: 'Places' },
  description: {
    zh: '按省、市、区县逐级统计，查看所选地区的记录。',
    en: 'Provinces, cities and districts with their numbers, and the records of the chosen one.',
  },
  icon: 'map-pin',
  options: LocationOptions,
  fields: { province: placeRole, city: placeRole, district: placeRole, fields: cardRole, colour: colourRole },
  check({ province, city, district }) {
    const problems = []
    if (district !== undefined && city === undefined)
      problems.push({ pointer: '/district', code: 'VIEW_OPTION_CHECK', params: { problem: cityFirst } })
    const places = [province, city, district].filter((path) => path !== undefined)
    if (new Set(places).size < places.length)
      problems.push({ pointer: '/city', code: 'VIEW_OPTION_CHECK', params: { problem: different } })
    return problems
  },
  defaultOptions(entity) {
    const places = fieldsFor(entity, placeRole)
    const named = (level: keyof typeof usualKeys) => places.find(({ key }) => usualKeys[level].includes(key))
    const province = named('province') ?? places.find(({ optionSet }) => optionSet !== null) ?? places[0]
    if (!province) return null
    const city = named('city')
    const district = city && named('district')
    return {
      province: province.key,
      ...(city && { city: city.key }),
      ...(district && { district: district.key }),
      fields: cardFields(entity, [province.key, city?.key, district?.key], 3),
    }
  },
})

const cityFirst = { zh: '有区县时还需要城市字段。', en: 'With districts a field for cities is needed, too.' }
const different = { zh: '省份、城市和区县须是不同的字段。', en: 'Province, city and district are different fields.' }

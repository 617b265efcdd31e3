import { defineViewType, FieldPath, option, type ViewFieldRole, viewBase } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { cardFields, cardRole, colourRole, fieldsFor } from '../../view-parts/field-roles.ts'

const GalleryOptions = Type.Object(
  {
    ...viewBase,
    image: Type.Optional(option(FieldPath, { label: { zh: '图片', en: 'Picture' }, editor: 'field' })),
    fields: Type.Optional(
      option(Type.Array(FieldPath, { maxItems: 6 }), {
        label: { zh: '卡片上的字段', en: 'Fields on the card' },
        editor: 'field-path',
      }),
    ),
    colour: Type.Optional(option(FieldPath, { label: { zh: '颜色', en: 'Colour by' }, editor: 'field' })),
    size: Type.Optional(
      option(Type.Enum(['small', 'medium', 'large'], { default: 'medium' }), {
        label: { zh: '卡片大小', en: 'Size of the cards' },
        choices: {
          small: { zh: '小', en: 'Small' },
          medium: { zh: '中', en: 'Medium' },
          large: { zh: '大', en: 'Large' },
        },
      }),
    ),
  },
  { additionalProperties: false },
)
export type GalleryOptions = Type.Static<typeof GalleryOptions>

const imageRole: ViewFieldRole = {
  accepts: (field) => field.type === 'image',
  wanted: { zh: '图片字段', en: 'a picture' },
}

export default defineViewType({
  type: 'gallery',
  label: { zh: '画廊', en: 'Gallery' },
  description: { zh: '卡片并排显示，可带图片。', en: 'Cards beside each other, with a picture where there is one.' },
  icon: 'photo',
  options: GalleryOptions,
  fields: { image: imageRole, fields: cardRole, colour: colourRole },
  defaultOptions(entity) {
    const image = fieldsFor(entity, imageRole)[0]
    return { ...(image && { image: image.key }), fields: cardFields(entity, [image?.key], 4) }
  },
})

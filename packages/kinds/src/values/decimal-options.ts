import { Type } from '@mortise/metadata/schema'
import { defaultedOption, optionalOption } from './defaulted-option.ts'

const limit = 1e15

/** Smallest and largest value of number fields. */
export const limitOptions = {
  min: optionalOption(Type.Number({ minimum: -limit, maximum: limit }), { label: { zh: '最小值', en: 'Smallest' } }),
  max: optionalOption(Type.Number({ minimum: -limit, maximum: limit }), { label: { zh: '最大值', en: 'Largest' } }),
}

/** Places after the point. */
export const scaleOption = defaultedOption(Type.Integer({ minimum: 0, maximum: 10, default: 2 }), {
  label: { zh: '小数位数', en: 'Decimal places' },
  editor: 'slider',
})

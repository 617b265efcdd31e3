import type { LocalizedText } from '@mortise/core'
import type { ExpressionJson } from '@mortise/expressions'
import { printFormula } from '@mortise/expressions/text'
import {
  type AppModel,
  type FieldModel,
  type ProcessDocument,
  resolvePath,
  schemaOf,
  shownField,
} from '@mortise/metadata'
import { isExpression } from './condition-subject.ts'

interface Of {
  model: AppModel
  document: ProcessDocument
}

/** What is compared, as people call it: a field with the relations to it, or a formula. */
export function subjectName(key: string, { model, document }: Of): string | LocalizedText {
  const entity = model.entities.get(document.entity ?? '')
  if (!entity) return key
  if (isExpression(key)) {
    const expr = JSON.parse(key) as ExpressionJson
    const print = (language: 'zh' | 'en') =>
      printFormula(expr, { schema: schemaOf(model), entity: entity.key, language })
    return { zh: print('zh'), en: print('en') }
  }
  const path = resolvePath(model, entity, key)
  if (!path) return key
  const [first, ...more] = [...path.relations, path.field].map(({ label }) => label)
  return more.reduce<LocalizedText>(
    (sum, label) => ({ zh: `${sum.zh} › ${label.zh}`, en: `${sum.en} › ${label.en}` }),
    {
      ...(first ?? { zh: key, en: key }),
    },
  )
}

/** A value as the field shows it. */
export function valueName(key: string, value: string | number, { model, document }: Of): string | LocalizedText {
  const entity = model.entities.get(document.entity ?? '')
  const path = entity && !isExpression(key) ? resolvePath(model, entity, key) : null
  const field = path && shownField(path.field)
  if (!field) return String(value)
  const option = field.optionSet?.options.get(String(value))
  if (option) return option.label
  return textOf(field, typeof value === 'number' ? storedNumber(field, value) : value === 'true')
}

/** Numbers are kept as numbers or as text, whichever their field takes. */
function storedNumber(field: FieldModel, value: number): unknown {
  for (const tried of [value, String(value)]) {
    const kept = field.kind.normalise?.(tried as never, field.options as never, field)
    if (kept && 'value' in kept) return kept.value
  }
  return value
}

function textOf(field: FieldModel, value: unknown): LocalizedText {
  const text = (language: 'zh' | 'en') => field.kind.text?.(value as never, field, language) ?? String(value)
  return { zh: text('zh'), en: text('en') }
}

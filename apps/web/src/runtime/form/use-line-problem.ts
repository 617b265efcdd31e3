import type { FieldModel } from '@mortise/metadata'
import { useLocalize, useRuntimeServices, useText } from '@mortise/ui'
import { formTexts } from './form-texts.ts'

/** The first problem of the lines in words: its cell may be out of sight, or its column not be shown at all. */
export function useLineProblem(
  field: FieldModel,
  problems: { [path: string]: string } | undefined,
): string | undefined {
  const t = useText(formTexts)
  const localize = useLocalize()
  const { app } = useRuntimeServices()
  const [first] = Object.entries(problems ?? {})
  if (!first) return undefined
  const [path, message] = first
  const [line, key] = path.split('/')
  const n = Number(line) + 1
  if (key === undefined) return t('lineProblem', { n, message })
  const column = app.entities.get(field.target ?? '')?.fields.get(key)
  return t('lineFieldProblem', { n, field: column ? localize(column.label) : key, message })
}

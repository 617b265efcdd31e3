import { localize } from '@mortise/core'
import type { ProcessDocument, ProcessTransition } from '@mortise/metadata'
import { useLanguage, useText } from '@mortise/ui'
import { useMemo } from 'react'
import { lookOf } from '../../../process/canvas/canvas-look.ts'
import { useDesign } from '../../draft/design-context.ts'
import { useConditionText } from '../condition-text.ts'
import { lineAt, nodeAt } from '../edits/process-lines.ts'
import type { NodeOptionSchema } from '../panel/options/option-schema.ts'
import type { Names } from '../try/names.ts'
import type { Difference } from './compare-processes.ts'
import { compareTexts } from './compare-texts.ts'

/** Two states of a process. */
export interface Pair {
  before: ProcessDocument
  after: ProcessDocument
}

export interface ChangeWords {
  /** A line with where it leads. */
  line(key: string): string
  /** What differs of a node or line. */
  difference(key: string, difference: Difference): string
  /** Settings of the process by their names on the screen. */
  settings(names: readonly string[]): string
}

/** Says differences between two states of a process in the words of the designer. */
export function useChangeWords({ before, after }: Pair, names: Names): ChangeWords {
  const t = useText(compareTexts)
  const language = useLanguage()
  const { nodeTypes } = useDesign()
  const conditionBefore = useConditionText(before)
  const conditionAfter = useConditionText(after)
  return useMemo(() => {
    const optionName = (key: string, option: string) => {
      const type = (nodeAt(after, key) ?? nodeAt(before, key))?.type ?? ''
      const schema = nodeTypes.has(type) ? nodeTypes.get(type).options.properties[option] : undefined
      const label = (schema as NodeOptionSchema | undefined)?.label
      return label ? localize(label, language) : option
    }
    const way = (line?: ProcessTransition) =>
      line ? t('way', { from: names.node(line.from), to: names.node(line.to) }) : ''
    const condition = (line: ProcessTransition | undefined, text: (line: ProcessTransition) => string | null) =>
      line?.otherwise ? t('otherwise') : ((line && text(line)) ?? t('always'))
    const typeName = (document: ProcessDocument, key: string) =>
      localize(lookOf(nodeAt(document, key)?.type ?? '').type, language)
    const said: { readonly [What in Difference['what']]: (key: string, of: Difference) => string } = {
      label: () => t('label'),
      place: () => t('place'),
      type: (key) => t('type', { before: typeName(before, key), after: typeName(after, key) }),
      options: (key, of) => {
        const options = of.what === 'options' ? of.names : []
        return t('options', { names: options.map((option) => optionName(key, option)).join(t('comma')) })
      },
      ends: (key) => t('ends', { before: way(lineAt(before, key)) }),
      condition: (key) =>
        t('condition', {
          before: condition(lineAt(before, key), conditionBefore),
          after: condition(lineAt(after, key), conditionAfter),
        }),
    }
    const known = new Set<string>(compareTexts.keys)
    const setting = (name: string) => (known.has(`set_${name}`) ? t(`set_${name}` as 'set_label') : name)
    return {
      line(key) {
        const line = lineAt(after, key) ?? lineAt(before, key)
        const label = line?.label ? localize(line.label, language) : line?.otherwise ? t('otherwise') : ''
        return label ? t('labelled', { label, way: way(line) }) : way(line)
      },
      difference: (key, difference) => said[difference.what](key, difference),
      settings: (settings) => t('options', { names: settings.map(setting).join(t('comma')) }),
    }
  }, [before, after, conditionBefore, conditionAfter, names, nodeTypes, language, t])
}

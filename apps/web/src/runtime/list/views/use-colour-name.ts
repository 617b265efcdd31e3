import type { ColourRule } from '@mortise/metadata'
import { useLocalize, useText } from '@mortise/ui'
import { useCallback } from 'react'
import { listTexts } from '../list-texts.ts'

/** What a colour rule is called: by its name, else by its place. */
export function useColourName(rules: readonly ColourRule[]): (rule: ColourRule) => string {
  const t = useText(listTexts)
  const label = useLocalize()
  return useCallback(
    (rule) => (rule.label ? label(rule.label) : t('colourRule', { index: rules.indexOf(rule) + 1 })),
    [rules, label, t],
  )
}

import type { LocalizedText } from '@mortise/core'
import { type OfferedReason, reasonKey, reasonLabel } from '@mortise/process'
import { useLocalize, useText } from '@mortise/ui'
import { useId, useState } from 'react'
import { firstFree } from '../../../keys/free-key.ts'
import { LocalizedInput } from '../../../table/localized-input.tsx'
import classes from '../panel.module.css'
import { panelTexts } from '../panel-texts.ts'
import { OptionFrame } from './option-frame.tsx'
import type { NodeOptionProps } from './option-props.ts'
import { optionTexts } from './option-texts.ts'
import { AddButton, ClearButton } from './small-buttons.tsx'

/**
 * Reasons to choose from, each with its words in both languages. Its key stays when the words change, so that what was
 * counted goes on being counted.
 */
export function ReasonsEditor({ label, schema, required, value, pointer, onChange }: NodeOptionProps) {
  const t = useText(optionTexts)
  const panelText = useText(panelTexts)
  const localize = useLocalize()
  const id = useId()
  const [isNew, setNew] = useState(false)
  const reasons = (Array.isArray(value) ? value : []) as OfferedReason[]
  const set = (next: OfferedReason[], typed?: boolean) =>
    onChange(next.length > 0 || required ? next : undefined, typed)
  const add = (words: LocalizedText) => {
    const key = firstFree('reason', (taken) => reasons.some((one) => reasonKey(one) === taken))
    set([...reasons, { key, label: words }], true)
  }
  const isFull = reasons.length >= (schema.maxItems ?? 20)
  return (
    <OptionFrame label={label} hint={schema.hint && localize(schema.hint)} pointer={pointer} id={id}>
      {reasons.length > 0 || isNew ? (
        <ol className={classes.list}>
          {[...reasons, ...(isNew ? [null] : [])].map((reason, at) => (
            // A reason that is being typed becomes the one in its place.
            <li key={at} className={classes.reason}>
              <div className={classes.reasonWords}>
                <LocalizedInput
                  label={t('reasonNumber', { number: at + 1 })}
                  maxLength={schema.items?.maxLength ?? 100}
                  value={reason === null ? undefined : reasonLabel(reason)}
                  onChange={(words) => {
                    if (!words) return
                    if (reason === null) {
                      setNew(false)
                      add(words)
                    } else set(reasons.with(at, { key: reasonKey(reason), label: words }), true)
                  }}
                />
              </div>
              <ClearButton
                label={panelText('remove', { name: reason === null ? label : localize(reasonLabel(reason)) })}
                onClick={() => (reason === null ? setNew(false) : set(reasons.toSpliced(at, 1)))}
              />
            </li>
          ))}
        </ol>
      ) : null}
      <AddButton label={t('reasonAdd')} disabled={isFull || isNew} onClick={() => setNew(true)} />
    </OptionFrame>
  )
}

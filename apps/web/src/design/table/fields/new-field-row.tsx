import { TextInput, useLocalize, useText } from '@mortise/ui'
import { type KeyboardEvent, useRef, useState } from 'react'
import classes from '../table-designer.module.css'
import { fieldTexts } from './field-texts.ts'
import { FieldTypeIcon } from './field-type-icon.tsx'
import type { FieldBuilder } from './use-field-builder.ts'

/** The row of a field that is being made: it only asks for the name. */
export function NewFieldRow({ builder }: { builder: FieldBuilder }) {
  const t = useText(fieldTexts)
  const localize = useLocalize()
  const [name, setName] = useState('')
  const ended = useRef(false)
  const kind = builder.pending?.kind
  if (!kind) return null
  function finish(end: () => void) {
    if (ended.current) return
    ended.current = true
    end()
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') {
      event.preventDefault()
      finish(() => builder.finish(name))
      // Whoever makes fields by the keyboard goes on with the next one.
      builder.paletteInput.current?.focus()
    }
    if (event.key === 'Escape') {
      event.stopPropagation()
      finish(builder.cancel)
      builder.paletteInput.current?.focus()
    }
  }
  const type = localize(kind.label)
  return (
    <tr className={classes.newRow}>
      <td />
      <td colSpan={7}>
        <span className={classes.newField}>
          <FieldTypeIcon type={kind.type} />
          <TextInput
            size="xs"
            autoFocus
            aria-label={t('newFieldName')}
            data-new-field
            placeholder={type}
            maxLength={100}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            onKeyDown={onKeyDown}
            onBlur={() => finish(() => builder.finish(name))}
          />
          <span className={classes.quiet}>{t('newFieldHint', { type })}</span>
        </span>
      </td>
    </tr>
  )
}

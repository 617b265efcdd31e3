import type { FieldModel } from '@mortise/metadata'
import { ActionIcon, type LinesLayout, useText } from '@mortise/ui'
import { IconPencil } from '@tabler/icons-react'
import type { MouseEvent } from 'react'
import { useFormEditing } from './editing-context.ts'
import classes from './form-field.module.css'
import { formTexts } from './form-texts.ts'
import { useFieldKind } from './use-field-kind.ts'

interface FieldReadingProps {
  field: FieldModel
  label: string
  value: unknown
  readOnly: boolean
  lines: LinesLayout | undefined
}

/** A value as part of a document: a click on it, or the pencil, makes it an input. */
export function FieldReading({ field, label, value, readOnly, lines }: FieldReadingProps) {
  const t = useText(formTexts)
  const { start, editable } = useFormEditing()
  const { Cell } = useFieldKind(field)
  const canEdit = editable && !readOnly
  function onClick(event: MouseEvent<HTMLElement>) {
    const onControl = (event.target as HTMLElement).closest('a, button, input')
    if (!onControl && !getSelection()?.toString()) start([field.key])
  }
  return (
    // The pencil inside is the way for the keyboard; the click on the value is a shortcut for the pointer.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div className={classes.reading} data-editable={canEdit || undefined} onClick={canEdit ? onClick : undefined}>
      <div className={classes.label}>{label}</div>
      <div className={classes.value}>
        <Cell field={field} value={value} appearance="text" lines={lines} />
      </div>
      {canEdit ? (
        <ActionIcon
          className={classes.pencil}
          size="sm"
          aria-label={t('editField', { name: label })}
          onClick={() => start([field.key])}
        >
          <IconPencil size={14} aria-hidden />
        </ActionIcon>
      ) : null}
    </div>
  )
}

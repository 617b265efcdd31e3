import type { FieldModel } from '@mortise/metadata'
import { ActionIcon, type LinesLayout, useLocalize, useText } from '@mortise/ui'
import { IconPencil } from '@tabler/icons-react'
import type { MouseEvent } from 'react'
import { useFormEditing } from './editing-context.ts'
import { FieldHelp } from './field-help.tsx'
import classes from './form-field.module.css'
import { formTexts } from './form-texts.ts'
import { useFieldKind } from './use-field-kind.ts'

interface FieldReadingProps {
  field: FieldModel
  label: string
  value: unknown
  /** What it follows from was changed; the new value comes with saving. */
  pending: boolean
  readOnly: boolean
  lines: LinesLayout | undefined
}

/** A value as part of a document: a click on it, or the pencil, makes it an input. */
export function FieldReading({ field, label, value, pending, readOnly, lines }: FieldReadingProps) {
  const t = useText(formTexts)
  const { start, editable } = useFormEditing()
  const { Cell } = useFieldKind(field)
  const localize = useLocalize()
  const canEdit = editable && !readOnly
  const isComputed = field.computed !== null
  const { help } = field.document
  function onClick(event: MouseEvent<HTMLElement>) {
    const onControl = (event.target as HTMLElement).closest('a, button, input')
    if (!onControl && !getSelection()?.toString()) start([field.key])
  }
  return (
    // The pencil inside is the way for the keyboard; the click on the value is a shortcut for the pointer.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div className={classes.reading} data-editable={canEdit || undefined} onClick={canEdit ? onClick : undefined}>
      <div className={classes.label}>
        {label}
        {isComputed && help ? <FieldHelp text={localize(help)} /> : null}
      </div>
      <div className={classes.value} data-pending={pending || undefined}>
        <Cell field={field} value={value} appearance="text" lines={lines} />
        {pending ? <span className={classes.pending}>{t('afterSaving')}</span> : null}
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

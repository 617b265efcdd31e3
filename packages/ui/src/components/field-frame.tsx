import { Input } from '@mantine/core'
import type { MouseEvent, ReactNode } from 'react'

interface FieldFrameProps {
  /** Id of the input inside; label, note and error are `<id>-label`, `<id>-description` and `<id>-error`. */
  id: string
  label: string
  required: boolean
  note: string | undefined
  error: string | undefined
  /** The error can be moved to when no input inside is at fault itself. */
  errorTabIndex?: number | undefined
  children: ReactNode
}

const { classes } = Input

/** An input with its label above and what there is to say of it below, as `Input.Wrapper` looks, but light. */
export function FieldFrame({ id, label, required, note, error, errorTabIndex, children }: FieldFrameProps) {
  return (
    <div className={`mantine-InputWrapper-root ${classes.root}`} data-error={error ? true : undefined}>
      <label
        id={`${id}-label`}
        htmlFor={id}
        className={`mantine-InputWrapper-label ${classes.label}`}
        data-required={required || undefined}
        onMouseDown={selectNothing}
      >
        {label}
        {required ? (
          <span className={`mantine-InputWrapper-required ${classes.required}`} aria-hidden>
            {' *'}
          </span>
        ) : null}
      </label>
      {children}
      {note ? (
        <p id={`${id}-description`} className={`mantine-InputWrapper-description ${classes.description}`}>
          {note}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className={`mantine-InputWrapper-error ${classes.error}`} tabIndex={errorTabIndex}>
          {error}
        </p>
      ) : null}
    </div>
  )
}

function selectNothing(event: MouseEvent): void {
  if (event.detail > 1) event.preventDefault()
}

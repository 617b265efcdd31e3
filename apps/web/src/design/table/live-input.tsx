import { Textarea, TextInput } from '@mortise/ui'
import { type ComponentProps, type FocusEvent, useState } from 'react'

export interface LiveInputProps extends Omit<ComponentProps<typeof TextInput>, 'value' | 'onChange' | 'onBlur'> {
  value: string
  /** What is typed, letter by letter, as long as it may stand in the draft. */
  onChange(value: string): void
  onLeave?(): void
  /** Whether it may be empty. */
  optional?: boolean
  /** What is wrong with it; it then stays in the input and out of the draft. */
  problem?(value: string): string | null
  rows?: number
}

/**
 * An input whose text is in the draft with every letter. What may not stand there is only in the input, and gone when it
 * is left. Undoing in it is undoing in the draft.
 */
export function LiveInput(props: LiveInputProps) {
  const { value, onChange, onLeave, optional = false, problem, rows, error, ...rest } = props
  const [refused, setRefused] = useState<string | null>(null)
  const wrong = refused === null ? null : (problem?.(refused) ?? null)
  const shared = {
    autoComplete: 'off',
    'data-live': true,
    value: refused ?? value,
    error: wrong ?? error,
    onChange: (event: { currentTarget: { value: string } }) => {
      const typed = event.currentTarget.value
      const stands = (optional || typed.trim() !== '') && (problem?.(typed) ?? null) === null
      setRefused(stands ? null : typed)
      if (stands) onChange(typed)
    },
    onBlur: (_: FocusEvent) => {
      setRefused(null)
      onLeave?.()
    },
  }
  if (rows === undefined) return <TextInput {...rest} {...shared} />
  const { label, description, lang, placeholder, maxLength } = rest
  return (
    <Textarea
      {...{ label, description, lang, placeholder, maxLength }}
      {...shared}
      autosize
      minRows={rows}
      maxRows={8}
    />
  )
}

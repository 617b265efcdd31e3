import { type FieldInputProps, PlainInput, useRuntimeServices } from '@mortise/ui'
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import classes from './field.module.css'
import { plainProps } from './input-props.ts'

interface NumberEditorProps extends FieldInputProps<unknown> {
  /** Typed text → value; text that is no number stays text, so that it is shown with its error and never lost. */
  read(text: string): unknown
  /** Value → text to type in: no separators. */
  plain(value: unknown): string
  /** Value → text to look at. */
  display(value: unknown): string
  symbol?: string
  suffix?: string
}

/** A number: separators are shown while it is only looked at, and may be typed or left out. */
export function NumberEditor({ read, plain, display, symbol, suffix, ...props }: NumberEditorProps) {
  const { language } = useRuntimeServices()
  const ref = useRef<HTMLInputElement>(null)
  const [draft, setDraft] = useState<string | null>(null)
  const onMouseDown = useSelectOnEntry(ref, draft !== null, props.autoFocus)
  const common = plainProps(props, language)
  return (
    <PlainInput
      {...common}
      ref={ref}
      inputMode="decimal"
      autoComplete="off"
      className={`${classes.number} ${common.className}`}
      leftSection={symbol && <span className={classes.symbol}>{symbol}</span>}
      rightSection={suffix && <span className={classes.symbol}>{suffix}</span>}
      value={draft ?? textOf(props.value, display)}
      onMouseDown={onMouseDown}
      onFocus={() => setDraft((typing) => typing ?? textOf(props.value, plain))}
      onChange={(event) => {
        setDraft(event.currentTarget.value)
        props.onChange(read(event.currentTarget.value))
      }}
      onBlur={() => {
        setDraft(null)
        props.onBlur?.()
      }}
    />
  )
}

/**
 * What is typed replaces the number that was tabbed to: dropping its separators would lose the selection. A click puts
 * the cursor where it hits, and an input that takes the focus by itself may hold the first digit typed.
 */
function useSelectOnEntry(ref: RefObject<HTMLInputElement | null>, entered: boolean, autoFocus = false): () => void {
  const pointed = useRef(false)
  useLayoutEffect(() => {
    if (entered && !autoFocus && !pointed.current) ref.current?.select()
    pointed.current = false
  }, [ref, entered, autoFocus])
  return () => {
    pointed.current = true
  }
}

function textOf(value: unknown, show: (value: unknown) => string): string {
  return value === null || value === undefined ? '' : show(value)
}

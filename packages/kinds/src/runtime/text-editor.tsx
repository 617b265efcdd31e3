import { type FieldInputProps, PlainInput, Textarea, useRuntimeServices } from '@mortise/ui'
import { useRef } from 'react'
import { isProblem } from '../values/problem.ts'
import { inputProps, plainProps, useDescription } from './input-props.ts'

type TextProps = FieldInputProps<string | null>

interface LineEditorProps extends TextProps {
  type?: 'text' | 'email' | 'tel' | 'url'
  inputMode?: 'text' | 'email' | 'tel' | 'url'
  /** Completes what people leave out, such as https://; done when the input is left. */
  complete?(text: string): string
}

/** One line of text. When it is left, the text takes its one spelling; what is wrong with it stays as typed. */
export function LineEditor({ type = 'text', inputMode, complete, ...props }: LineEditorProps) {
  const { language } = useRuntimeServices()
  // A grid may commit in the same event as the blur, before React has passed the last change down again.
  const typed = useRef(props.value)
  typed.current = props.value
  function change(text: string) {
    typed.current = text === '' ? null : text
    props.onChange(typed.current)
  }
  return (
    <PlainInput
      {...plainProps(props, language)}
      type={type}
      inputMode={inputMode}
      value={props.value ?? ''}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={() => {
        const tidy = tidied(props, typed.current, complete)
        if (tidy !== typed.current) props.onChange(tidy)
        props.onBlur?.()
      }}
    />
  )
}

/** Text of several lines; grows with its content. */
export function ParagraphEditor(props: TextProps) {
  const { language } = useRuntimeServices()
  const ref = useDescription<HTMLTextAreaElement>(props.describedBy)
  return (
    <Textarea
      {...inputProps(props, language)}
      ref={ref}
      autosize
      minRows={props.appearance === 'cell' ? 1 : 3}
      maxRows={12}
      value={props.value ?? ''}
      onChange={(event) => props.onChange(event.currentTarget.value || null)}
      onBlur={props.onBlur}
    />
  )
}

function tidied({ field }: TextProps, typed: string | null, complete?: (text: string) => string): string | null {
  if (typed === null) return null
  const text = complete ? complete(typed) : typed
  const result = field.kind.normalise?.(text as never, field.options as never, field)
  return result && !isProblem(result) ? (result.value as string | null) : text
}

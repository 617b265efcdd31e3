import type { FieldModel, FormItem } from '@mortise/metadata'
import { FieldFrame, type LinesLayout, useLocalize } from '@mortise/ui'
import { memo, type ReactNode, useEffect, useRef } from 'react'
import { useFieldMessages } from './form-messages.tsx'
import { useFieldState, useLineStates } from './rules/use-form-state.ts'
import { useFieldKind } from './use-field-kind.ts'
import { useLineProblem } from './use-line-problem.ts'

interface FieldEditingProps {
  item: Extract<FormItem, { item: 'field' | 'sub_table' }>
  field: FieldModel
  label: string
  lines: LinesLayout | undefined
  value: unknown
  onChange(value: unknown): void
  onBlur(): void
  /** The request for the focus, where it is for this field. */
  focus: object | null
  problem: string | undefined
  inLines: { [path: string]: string } | undefined
  reportUnread(field: string, count: number): void
}

/** The input of a field with its label, and what there is to say of it. */
export const FieldEditing = memo(function FieldEditing(props: FieldEditingProps) {
  const { item, field, label, lines, focus, problem, inLines, reportUnread } = props
  const localize = useLocalize()
  const { Input: Editor } = useFieldKind(field)
  const rules = useFieldState(field.key)
  const lineRules = useLineStates(field.key)
  const messages = useFieldMessages(field.key)
  const own = item.item === 'field' ? item : null
  const id = `field-${field.entity}-${field.key}`
  const lineProblem = useLineProblem(field, inLines)
  const error = problem ?? lineProblem ?? messages.error
  const help = own?.help ?? field.document.help
  const note = messages.note ?? (help ? localize(help) : undefined)
  return (
    <FieldFrame
      {...{ id, label, error }}
      note={error ? undefined : note}
      required={field.required || rules.required}
      errorTabIndex={lineProblem ? -1 : undefined}
    >
      <FocusWhenAsked request={focus} message={lineProblem ? `${id}-error` : null}>
        <Editor
          field={field}
          id={id}
          value={props.value}
          onChange={props.onChange}
          onBlur={props.onBlur}
          error={error}
          problems={inLines}
          rules={rules}
          lineRules={lineRules}
          onUnread={(count) => reportUnread(field.key, count)}
          lines={lines}
          describedBy={error ? `${id}-error` : note ? `${id}-description` : undefined}
          appearance="form"
        />
      </FocusWhenAsked>
    </FieldFrame>
  )
})

/** Requests that were met: a field that is drawn anew later must not take the focus again. */
const met = new WeakSet<object>()

interface FocusWhenAskedProps {
  request: object | null
  /** Id of the message to read when no input inside is at fault itself. */
  message: string | null
  children: ReactNode
}

/** Moves the focus to the input inside, to what is wrong in it first, once per request. */
function FocusWhenAsked({ request, message, children }: FocusWhenAskedProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!request || met.has(request)) return
    met.add(request)
    const find = (selector: string) => box.current?.querySelector<HTMLElement>(selector)
    const target =
      find('[aria-invalid="true"]') ??
      (message
        ? document.getElementById(message)
        : find('input:not([type="hidden"]), textarea, button, [tabindex="0"]'))
    // A dialog that is just opening moves the focus to what is marked so.
    target?.setAttribute('data-autofocus', 'true')
    target?.focus()
    if (target instanceof HTMLInputElement && target.type === 'text') {
      target.setSelectionRange(target.value.length, target.value.length)
    }
    const timer = setTimeout(() => target?.removeAttribute('data-autofocus'), 500)
    return () => clearTimeout(timer)
  }, [request, message])
  return <div ref={box}>{children}</div>
}

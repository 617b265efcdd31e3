import { ActionIcon, DatePicker, type FieldInputProps, Popover, TextInput, useRuntimeServices } from '@mortise/ui'
import { IconCalendar } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import classes from './field.module.css'
import { useFieldText } from './field-texts.ts'
import { inputProps, useDescription } from './input-props.ts'

interface CalendarEditorProps extends FieldInputProps<string | null> {
  /** Typed text → value, or null when it means nothing: then the text itself stays as the value, with its error. */
  read(text: string): string | null
  display(value: string): string
  /** The day that the calendar marks. */
  day: string | null
  onPick(day: string): void
  placeholder: string
  /** What stands under the calendar; with it, picking a day does not close. */
  footer?: (close: () => void) => ReactNode
}

/** A day that may be typed in any usual spelling or picked from a calendar. Alt+↓ opens the calendar, Esc closes it. */
export function CalendarEditor({ read, display, day, onPick, placeholder, footer, ...props }: CalendarEditorProps) {
  const { language } = useRuntimeServices()
  const t = useFieldText()
  const ref = useDescription<HTMLInputElement>(props.describedBy)
  const [draft, setDraft] = useState<string | null>(null)
  const [opened, setOpened] = useState(false)
  const common = inputProps(props, language)
  function close() {
    setOpened(false)
    ref.current?.focus()
  }
  function change(text: string) {
    setDraft(text)
    props.onChange(text.trim() === '' ? null : (read(text) ?? text))
  }
  return (
    <TextInput
      {...common}
      ref={ref}
      autoComplete="off"
      placeholder={props.appearance === 'form' ? placeholder : undefined}
      classNames={{ input: `${classes.tabular} ${common.classNames?.input ?? ''}` }}
      value={draft ?? (props.value === null || props.value === undefined ? '' : display(props.value))}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown' || !event.altKey) return
        event.preventDefault()
        setOpened(true)
      }}
      onBlur={() => {
        setDraft(null)
        props.onBlur?.()
      }}
      rightSectionPointerEvents="all"
      rightSection={
        <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus withinPortal>
          <Popover.Target>
            <ActionIcon
              size="sm"
              disabled={props.disabled}
              aria-label={t('pickDate')}
              onClick={() => setOpened((open) => !open)}
            >
              <IconCalendar size={16} stroke={1.6} />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown aria-label={t('pickDate')} className={classes.calendar}>
            <DatePicker
              value={day}
              defaultDate={day ?? undefined}
              onChange={(picked) => {
                if (picked) onPick(picked)
                setDraft(null)
                if (!footer) close()
              }}
            />
            {footer?.(close)}
          </Popover.Dropdown>
        </Popover>
      }
    />
  )
}

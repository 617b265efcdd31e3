import { type FieldInputProps, PlainIconButton, PlainInput, Popover, useRuntimeServices } from '@mortise/ui'
import { IconCalendar } from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import classes from './field.module.css'
import { useFieldText } from './field-texts.ts'
import { plainProps } from './input-props.ts'

// Most calendars are never opened; it is fetched when somebody enters such an input.
const fetchCalendar = () => import('./calendar.tsx')
const Calendar = lazy(async () => ({ default: (await fetchCalendar()).Calendar }))

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
  const ref = useRef<HTMLInputElement>(null)
  const [draft, setDraft] = useState<string | null>(null)
  const [opened, setOpened] = useState(false)
  // What a calendar needs is there from its first opening on: most of them are never opened.
  const [wasOpened, setWasOpened] = useState(false)
  const common = plainProps(props, language)
  function close() {
    setOpened(false)
    ref.current?.focus()
  }
  function open() {
    setWasOpened(true)
    setOpened(true)
  }
  const button = (
    <PlainIconButton
      disabled={props.disabled}
      aria-label={t('pickDate')}
      onClick={() => (opened ? setOpened(false) : open())}
    >
      <IconCalendar size={16} stroke={1.6} />
    </PlainIconButton>
  )
  function change(text: string) {
    setDraft(text)
    props.onChange(text.trim() === '' ? null : (read(text) ?? text))
  }
  return (
    <PlainInput
      {...common}
      ref={ref}
      autoComplete="off"
      placeholder={props.appearance === 'form' ? placeholder : undefined}
      className={`${classes.tabular} ${common.className}`}
      value={draft ?? (props.value === null || props.value === undefined ? '' : display(props.value))}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown' || !event.altKey) return
        event.preventDefault()
        open()
      }}
      onFocus={fetchCalendar}
      onBlur={() => {
        setDraft(null)
        props.onBlur?.()
      }}
      rightSection={
        wasOpened ? (
          <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus withinPortal>
            <Popover.Target>{button}</Popover.Target>
            <Popover.Dropdown aria-label={t('pickDate')} className={classes.calendar}>
              <Suspense fallback={<div className={classes.calendarSpace} />}>
                <Calendar
                  day={day}
                  onPick={(picked) => {
                    onPick(picked)
                    setDraft(null)
                    if (!footer) close()
                  }}
                />
              </Suspense>
              {footer?.(close)}
            </Popover.Dropdown>
          </Popover>
        ) : (
          button
        )
      }
    />
  )
}

import type { FormMessage } from '@mortise/form'
import { Alert, useLocalize } from '@mortise/ui'
import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './record-form.module.css'
import { useFormMessages } from './rules/use-form-state.ts'

const looks: { [Level in FormMessage['level']]: { colour: string; icon: ReactNode } } = {
  error: { colour: 'red', icon: <IconCircleX size={18} aria-hidden /> },
  warning: { colour: 'yellow', icon: <IconAlertTriangle size={18} aria-hidden /> },
  info: { colour: 'indigo', icon: <IconInfoCircle size={18} aria-hidden /> },
}

/** What rules have to say about the whole of the record. */
export function FormMessages() {
  const localize = useLocalize()
  const messages = useFormMessages().filter(({ field, line }) => field === null && line === null)
  return messages.map(({ rule, level, text }) => (
    <Alert
      key={`${rule} ${text.en}`}
      className={classes.notice}
      variant="light"
      color={looks[level].colour}
      icon={looks[level].icon}
      role={level === 'error' ? 'alert' : 'status'}
    >
      {localize(text)}
    </Alert>
  ))
}

/** What rules have to say about a field: an error in the place of others, anything else in that of its help. */
export function useFieldMessages(field: string): { error?: string; note?: string } {
  const localize = useLocalize()
  const own = useFormMessages().filter((message) => message.line === null && message.field === field)
  const error = own.find(({ level }) => level === 'error')
  const note = own.find(({ level }) => level !== 'error')
  return { error: error && localize(error.text), note: note && localize(note.text) }
}

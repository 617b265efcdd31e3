import { Alert, Button, commonTexts, Drawer, Modal, Stack, usePhone, useText } from '@mortise/ui'
import type { FormEvent, ReactNode } from 'react'
import classes from './act.module.css'

interface ActSheetProps {
  title: string
  /** What the button says. */
  submit: string
  danger?: boolean
  busy: boolean
  failure: string | null
  onSubmit(): void
  onClose(): void
  children: ReactNode
}

/** What an action asks before it is done: a dialog; on a phone a sheet from below. */
export function ActSheet(props: ActSheetProps) {
  const { title, onClose, children, failure, submit, danger, busy, onSubmit } = props
  const common = useText(commonTexts)
  const phone = usePhone()
  function onForm(event: FormEvent) {
    event.preventDefault()
    event.stopPropagation()
    onSubmit()
  }
  const body = (
    <form onSubmit={onForm} noValidate>
      <Stack gap="md">
        {failure ? (
          <Alert color="red" variant="light" role="alert">
            {failure}
          </Alert>
        ) : null}
        {children}
        <div className={classes.sheetButtons}>
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" color={danger ? 'red' : undefined} loading={busy}>
            {submit}
          </Button>
        </div>
      </Stack>
    </form>
  )
  if (phone)
    return (
      <Drawer opened onClose={onClose} position="bottom" size="auto" title={title} padding="md">
        {body}
      </Drawer>
    )
  return (
    <Modal opened onClose={onClose} title={title} size="md">
      {body}
    </Modal>
  )
}

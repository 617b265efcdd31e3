import { Alert, Button, Modal, Stack } from '@mortise/ui'
import { type FormEvent, type ReactNode, useState } from 'react'
import { messageOf } from '../../api/api-error.ts'

export interface FormDialogProps {
  title: string
  /** What the button at the end says. */
  submit: string
  /** What is missing or wrong; null when it may be saved. */
  problem(): string | null
  /** What goes wrong in it is told in the dialog, which otherwise closes. */
  save(): Promise<unknown>
  onClose(): void
  children: ReactNode
}

/** A small dialog with inputs that are saved together. */
export function FormDialog({ title, submit, problem, save, onClose, children }: FormDialogProps) {
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  async function onSubmit(event: FormEvent) {
    event.preventDefault()
    // Events of a dialog reach the form that it was opened from, which must not hear of this.
    event.stopPropagation()
    const wrong = problem()
    setError(wrong)
    if (wrong !== null) return
    setBusy(true)
    try {
      await save()
      onClose()
    } catch (failure) {
      setError(messageOf(failure))
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} title={title}>
      <form onSubmit={(event) => void onSubmit(event)} noValidate>
        <Stack gap="lg">
          {error ? (
            <Alert color="red" role="alert">
              {error}
            </Alert>
          ) : null}
          {children}
          <Button type="submit" size="md" loading={busy}>
            {submit}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}

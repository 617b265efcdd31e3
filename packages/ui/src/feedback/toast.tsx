import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertCircle, IconCircleCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { feedbackTexts } from './feedback-texts.ts'
import classes from './toast.module.css'

const shownFor = 4000
const undoShownFor = 8000

/** Says that something was done. */
export function toast(message: ReactNode): void {
  notifications.show(done(message))
}

/** As `toast`, in the place of what was said before about the same thing: steps that are taken quickly do not queue up. */
export function toastInPlace(about: string, message: ReactNode): void {
  replaced += 1
  // Another duration makes it stay its whole time again.
  const said = { ...done(message), id: about, autoClose: shownFor + (replaced % 2) }
  notifications.update(said)
  notifications.show(said)
}

let replaced = 0

const done = (message: ReactNode) => ({
  message,
  autoClose: shownFor,
  icon: <IconCircleCheck size={18} aria-hidden />,
  ...look('success'),
})

/** Says that something failed; stays until it is closed when there is an id to copy. */
export function toastError(message: ReactNode, errorId?: string | null): void {
  notifications.show(failed(message, errorId))
}

/** As `toastError`, but not a second time while it is still there: for what one may run into with every key. */
export function toastErrorOnce(message: string): void {
  notifications.show({ ...failed(message), id: message })
}

function failed(message: ReactNode, errorId?: string | null) {
  return {
    message: (
      <>
        {message}
        {errorId ? <div className={classes.code}>{feedbackTexts.t('copyId', { id: errorId })}</div> : null}
      </>
    ),
    autoClose: errorId ? false : undoShownFor,
    icon: <IconAlertCircle size={18} aria-hidden />,
    ...look('danger'),
    role: 'alert',
  }
}

/** Says that something was done and offers to undo it, for eight seconds. */
export function toastWithUndo(message: ReactNode, undo: () => Promise<unknown>): void {
  const id = notifications.show({
    message: <UndoMessage message={message} onUndo={() => void runUndo()} />,
    autoClose: undoShownFor,
    icon: <IconCircleCheck size={18} aria-hidden />,
    ...look('success'),
  })
  async function runUndo() {
    notifications.hide(id)
    try {
      await undo()
    } catch (error) {
      toastError(error instanceof Error ? error.message : feedbackTexts.t('undoFailed'))
    }
  }
}

function UndoMessage({ message, onUndo }: { message: ReactNode; onUndo(): void }) {
  return (
    <div className={classes.undo}>
      <span>{message}</span>
      <Button size="xs" variant="light" onClick={onUndo}>
        {feedbackTexts.t('undo')}
      </Button>
    </div>
  )
}

function look(tone: 'success' | 'danger') {
  return {
    withBorder: false,
    radius: 'md',
    classNames: { root: classes.root, icon: classes[tone], body: classes.body },
  }
}

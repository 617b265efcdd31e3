import { ActionIcon } from '@mortise/ui'
import { IconArrowDown, IconArrowsDiagonal, IconArrowUp, IconCopy, IconTrash } from '@tabler/icons-react'
import { useFieldText } from './field-texts.ts'
import classes from './lines.module.css'

interface LineActionsProps {
  number: number
  last: boolean
  disabled?: boolean
  onOpen(): void
  onMove(by: -1 | 1): void
  onCopy(): void
  onRemove(): void
}

/** What can be done with one line. */
export function LineActions({ number, last, disabled, onOpen, onMove, onCopy, onRemove }: LineActionsProps) {
  const t = useFieldText()
  const actions = [
    { label: 'editLine', icon: IconArrowsDiagonal, className: undefined, off: false, run: onOpen },
    { label: 'moveLineUp', icon: IconArrowUp, className: classes.move, off: number === 1, run: () => onMove(-1) },
    { label: 'moveLineDown', icon: IconArrowDown, className: classes.move, off: last, run: () => onMove(1) },
    { label: 'copyLine', icon: IconCopy, className: undefined, off: false, run: onCopy },
    { label: 'removeLine', icon: IconTrash, className: undefined, off: false, run: onRemove },
  ] as const
  return (
    <fieldset className={classes.actions} aria-label={t('lineActions', { n: number })}>
      {actions.map(({ label, icon: Icon, className, off, run }) => (
        <ActionIcon
          key={label}
          className={className}
          size="sm"
          disabled={disabled || off}
          aria-label={t(label, { n: number })}
          onClick={run}
        >
          <Icon size={14} stroke={1.7} />
        </ActionIcon>
      ))}
    </fieldset>
  )
}

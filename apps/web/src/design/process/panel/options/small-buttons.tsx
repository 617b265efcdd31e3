import { ActionIcon, Button } from '@mortise/ui'
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'

interface SmallButtonProps {
  label: string
  onClick(): void
  disabled?: boolean
}

export function AddButton({ label, describedBy, onClick, disabled }: SmallButtonProps & { describedBy?: string }) {
  return (
    <div>
      <Button
        size="xs"
        variant="default"
        disabled={disabled}
        aria-describedby={describedBy}
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={onClick}
      >
        {label}
      </Button>
    </div>
  )
}

export function ClearButton({ label, onClick, disabled }: SmallButtonProps) {
  return (
    <ActionIcon disabled={disabled} aria-label={label} onClick={onClick}>
      <IconX size={15} aria-hidden />
    </ActionIcon>
  )
}

export function MoveButtons({ up, down, onMove, first, last }: MoveButtonsProps) {
  return (
    <>
      <ActionIcon size="sm" disabled={first} aria-label={up} onClick={() => onMove(-1)}>
        <IconArrowUp size={14} aria-hidden />
      </ActionIcon>
      <ActionIcon size="sm" disabled={last} aria-label={down} onClick={() => onMove(1)}>
        <IconArrowDown size={14} aria-hidden />
      </ActionIcon>
    </>
  )
}

interface MoveButtonsProps {
  up: string
  down: string
  first: boolean
  last: boolean
  onMove(by: 1 | -1): void
}

import { Button, Drawer, Popover, phoneQuery, useDisclosure, useMediaQuery } from '@mortise/ui'
import { type ReactNode, useEffect, useRef } from 'react'
import classes from './toolbar.module.css'

interface ToolbarPanelProps {
  label: string
  icon: ReactNode
  /** Something is set here: the button says so. */
  active?: boolean
  width: number
  /** On a phone the sheet is as high as the screen. */
  tall?: boolean
  children(close: () => void): ReactNode
}

/** A button of the toolbar with its panel: beside it on a desktop, a sheet from below on a phone. */
export function ToolbarPanel({ label, icon, active = false, width, tall = false, children }: ToolbarPanelProps) {
  const [opened, { toggle, close }] = useDisclosure(false)
  const phone = useMediaQuery(phoneQuery) ?? false
  const target = useRef<HTMLButtonElement>(null)
  useClickElsewhere(target, close, opened && !phone)
  const button = (
    <Button
      ref={target}
      size="xs"
      variant={active ? 'light' : 'subtle'}
      color={active ? undefined : 'gray'}
      leftSection={icon}
      onClick={toggle}
      aria-haspopup="dialog"
      aria-expanded={opened}
      className={classes.button}
    >
      <span className={classes.buttonText}>{label}</span>
    </Button>
  )
  if (phone) {
    return (
      <>
        {button}
        <Drawer
          opened={opened}
          onClose={close}
          position="bottom"
          size={tall ? '100%' : 'auto'}
          title={label}
          radius="lg"
        >
          {children(close)}
        </Drawer>
      </>
    )
  }
  return (
    <Popover
      opened={opened}
      onDismiss={close}
      closeOnClickOutside={false}
      closeOnEscape={false}
      width={width}
      position="bottom-start"
      zIndex={belowDialogs}
      trapFocus
      returnFocus
    >
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown
        className={classes.panel}
        aria-label={label}
        // On the way up, not down: a dialog that the panel opened keeps its own Escape to itself.
        onKeyDown={(event) => event.key === 'Escape' && close()}
      >
        {opened && children(close)}
      </Popover.Dropdown>
    </Popover>
  )
}

/** A panel may open a dialog, which lies over it. */
const belowDialogs = 190

/** Closes on a press outside; lists and calendars that inputs of the panel open stand in portals and belong to it. */
function useClickElsewhere(target: React.RefObject<HTMLElement | null>, close: () => void, enabled: boolean) {
  useEffect(() => {
    if (!enabled) return
    const press = (event: PointerEvent) => {
      const pressed = event.target instanceof Element ? event.target : null
      if (!pressed?.isConnected || pressed.closest('[data-portal]') || target.current?.contains(pressed)) return
      close()
    }
    document.addEventListener('pointerdown', press)
    return () => document.removeEventListener('pointerdown', press)
  }, [target, close, enabled])
}

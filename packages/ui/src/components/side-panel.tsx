import { ActionIcon, Tooltip } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconArrowsDiagonal, IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { commonTexts } from '../text/common-texts.ts'
import { useText } from '../text/use-language.ts'
import { phoneQuery } from '../theme/breakpoints.ts'
import classes from './side-panel.module.css'

export interface SidePanelProps {
  title: ReactNode
  /** Name for screen readers when the title is not plain text. */
  label?: string
  onClose(): void
  /** Steps to the neighbours in the list: J/K and the arrows in the header. */
  onPrevious?: (() => void) | null
  onNext?: (() => void) | null
  /** Opens the same as a page of its own. */
  onOpenFull?: () => void
  /** More buttons of the header. */
  actions?: ReactNode
  /** Stays at the bottom: the unsaved bar. */
  footer?: ReactNode
  width?: number
  children: ReactNode
}

/** The panel at the right that shows a record beside its list; the whole screen on a phone. Escape closes it. */
export function SidePanel(props: SidePanelProps) {
  const { title, label, onClose, footer, width = 480, children } = props
  const titleId = useId()
  const panel = useRef<HTMLElement>(null)
  const phone = useMediaQuery(phoneQuery, false, { getInitialValueInEffect: false })
  usePhoneFocus(panel, phone)
  return (
    <aside
      ref={panel}
      className={classes.panel}
      style={phone ? undefined : { width }}
      aria-label={label}
      aria-labelledby={label ? undefined : titleId}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return
        event.stopPropagation()
        onClose()
      }}
    >
      <header className={classes.header}>
        <h2 id={titleId} className={classes.title}>
          {title}
        </h2>
        <PanelButtons {...props} />
      </header>
      <div className={classes.body}>{children}</div>
      {footer ? <footer className={classes.footer}>{footer}</footer> : null}
    </aside>
  )
}

function PanelButtons({ onClose, onPrevious, onNext, onOpenFull, actions }: SidePanelProps) {
  const t = useText(commonTexts)
  return (
    <div className={classes.buttons}>
      {actions}
      {onPrevious === undefined ? null : (
        <PanelButton name={`${t('previous')} (K)`} disabled={!onPrevious} onClick={() => onPrevious?.()}>
          <IconChevronUp size={16} aria-hidden />
        </PanelButton>
      )}
      {onNext === undefined ? null : (
        <PanelButton name={`${t('next')} (J)`} disabled={!onNext} onClick={() => onNext?.()}>
          <IconChevronDown size={16} aria-hidden />
        </PanelButton>
      )}
      {onOpenFull ? (
        <PanelButton name={t('openFull')} onClick={onOpenFull}>
          <IconArrowsDiagonal size={16} aria-hidden />
        </PanelButton>
      ) : null}
      <PanelButton name={`${t('close')} (Esc)`} onClick={onClose}>
        <IconX size={16} aria-hidden />
      </PanelButton>
    </div>
  )
}

function PanelButton(props: { name: string; disabled?: boolean; onClick(): void; children: ReactNode }) {
  return (
    <Tooltip label={props.name}>
      <ActionIcon aria-label={props.name} disabled={props.disabled} onClick={props.onClick}>
        {props.children}
      </ActionIcon>
    </Tooltip>
  )
}

/** On a phone the panel is the screen, so focus moves into it. Beside a list focus stays where the user works. */
function usePhoneFocus(panel: { current: HTMLElement | null }, phone: boolean | undefined): void {
  useEffect(() => {
    if (phone) panel.current?.focus({ preventScroll: true })
  }, [panel, phone])
}

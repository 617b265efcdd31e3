import { PhoneContext } from '@mortise/ui'
import type { ComponentProps } from 'react'
import classes from './sheet-stage.module.css'

export type PreviewWidth = 'desktop' | 'phone'

interface SheetStageProps extends ComponentProps<'div'> {
  width: PreviewWidth
  sheetClass?: string
}

/** What is designed, as wide as its users see it; what is around it scrolls. */
export function SheetStage({ width, className = '', sheetClass = '', children, ...rest }: SheetStageProps) {
  const phone = width === 'phone'
  return (
    <div {...rest} className={`${classes.stage} ${className}`}>
      <div className={`${classes.sheet} ${sheetClass}`} data-phone={phone || undefined}>
        <PhoneContext value={phone}>{children}</PhoneContext>
      </div>
    </div>
  )
}

import type { ComponentProps } from 'react'
import classes from './sheet-stage.module.css'

export type PreviewWidth = 'desktop' | 'phone'

interface SheetStageProps extends ComponentProps<'div'> {
  width: PreviewWidth
  sheetClass?: string
}

/** What is designed, as wide as its users see it; what is around it scrolls. */
export function SheetStage({ width, className = '', sheetClass = '', children, ...rest }: SheetStageProps) {
  return (
    <div {...rest} className={`${classes.stage} ${className}`}>
      <div className={`${classes.sheet} ${sheetClass}`} data-width={width}>
        {children}
      </div>
    </div>
  )
}

import type { ComponentProps } from 'react'
import classes from './form-stage.module.css'

export type PreviewWidth = 'desktop' | 'phone'

interface FormStageProps extends ComponentProps<'div'> {
  width: PreviewWidth
  sheetClass?: string
}

/** A form as wide as its users see it; what is around it scrolls. */
export function FormStage({ width, className = '', sheetClass = '', children, ...rest }: FormStageProps) {
  return (
    <div {...rest} className={`${classes.stage} ${className}`}>
      <div className={`${classes.sheet} ${sheetClass}`} data-width={width}>
        {children}
      </div>
    </div>
  )
}

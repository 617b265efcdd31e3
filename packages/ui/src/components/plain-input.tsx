import { Input } from '@mantine/core'
import type { ComponentProps, ReactNode } from 'react'
import own from './plain-input.module.css'

export interface PlainInputProps extends Omit<ComponentProps<'input'>, 'size'> {
  size?: 'xs' | 'sm' | 'md'
  variant?: 'default' | 'unstyled'
  error?: boolean
  leftSection?: ReactNode
  /** Takes the pointer where it has something to press in it. */
  rightSection?: ReactNode
}

const { classes } = Input

/**
 * A line of text that looks as `TextInput` does. That one is four components deep, each with styles to work out; a form
 * has hundreds of them, and they were most of the time until it was there.
 */
export function PlainInput(props: PlainInputProps) {
  const { size = 'sm', variant = 'default', error = false, leftSection, rightSection, className, ...input } = props
  const mod = { 'data-error': error || undefined, 'data-disabled': input.disabled || undefined }
  return (
    <div
      {...mod}
      className={`mantine-Input-wrapper ${classes.wrapper} ${own.wrapper}`}
      data-variant={variant}
      data-size={size}
      data-with-left-section={leftSection ? true : undefined}
      data-with-right-section={rightSection ? true : undefined}
    >
      {leftSection ? <Section side="left">{leftSection}</Section> : null}
      <input
        {...input}
        {...mod}
        className={`mantine-Input-input ${classes.input} ${className ?? ''}`}
        data-variant={variant}
        aria-invalid={error || undefined}
      />
      {rightSection ? <Section side="right">{rightSection}</Section> : null}
    </div>
  )
}

function Section({ side, children }: { side: 'left' | 'right'; children: ReactNode }) {
  return (
    <div className={`mantine-Input-section ${classes.section}`} data-position={side}>
      {children}
    </div>
  )
}

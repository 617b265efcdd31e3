import { localize } from '@mortise/core'
import type { FieldInputProps } from '@mortise/ui'
import { type RefObject, useEffect, useRef } from 'react'
import classes from './field.module.css'

/** What every text-like input takes from the field's properties, whatever it holds. */
export function inputProps(props: Omit<FieldInputProps, 'value' | 'onChange'>, language: string) {
  const cell = props.appearance === 'cell'
  return {
    id: props.id,
    disabled: props.disabled,
    error: Boolean(props.error),
    autoFocus: props.autoFocus,
    // In a form the label names the input; in a cell no label is seen.
    'aria-label': cell ? localize(props.field.label, language) : undefined,
    'aria-required': props.field.required || props.rules?.required || undefined,
    variant: cell ? ('unstyled' as const) : ('default' as const),
    size: cell ? 'xs' : 'md',
    classNames: cell ? { input: classes.cellInput } : undefined,
  }
}

/** The same for an input that is drawn plainly. */
export function plainProps(props: Omit<FieldInputProps, 'value' | 'onChange'>, language: string) {
  const { classNames, variant, size, ...rest } = inputProps(props, language)
  return {
    ...rest,
    variant,
    size: size as 'xs' | 'md',
    className: classNames?.input ?? '',
    'aria-describedby': props.describedBy,
  }
}

/**
 * Points the input at the text that describes it. Mantine overwrites aria-describedby with the ids of texts it draws
 * itself, and here the form draws them.
 */
export function useDescription<Element extends HTMLElement>(
  describedBy: string | undefined,
): RefObject<Element | null> {
  const ref = useRef<Element>(null)
  useEffect(() => {
    if (describedBy) ref.current?.setAttribute('aria-describedby', describedBy)
    else ref.current?.removeAttribute('aria-describedby')
  }, [describedBy])
  return ref
}

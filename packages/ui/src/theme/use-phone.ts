import { useMediaQuery } from '@mantine/hooks'
import { createContext, useContext, useLayoutEffect } from 'react'
import { phoneQuery } from './breakpoints.ts'

/**
 * Set where something is drawn as on a phone although the screen is wide: previews. What is around it has the attribute
 * `data-phone` then, which is what style sheets go by: `:where([data-phone]) .card`.
 */
export const PhoneContext = createContext<boolean | null>(null)

/** Whether there is only as much room as on a phone. */
export function usePhone(): boolean {
  const narrow = useNarrow()
  return useContext(PhoneContext) ?? narrow
}

/** Tells the style sheets of a narrow screen as `PhoneContext` tells the components, before anything is painted. */
export function useMarkPhone(): void {
  const narrow = useNarrow()
  useLayoutEffect(() => {
    document.documentElement.toggleAttribute('data-phone', narrow)
  }, [narrow])
}

const useNarrow = (): boolean => useMediaQuery(phoneQuery, false, { getInitialValueInEffect: false })

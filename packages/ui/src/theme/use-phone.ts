import { useMediaQuery } from '@mantine/hooks'
import { createContext, useContext } from 'react'
import { phoneQuery } from './breakpoints.ts'

/** Set where something is drawn as on a phone although the screen is wide: previews. */
export const PhoneContext = createContext<boolean | null>(null)

/** Whether there is only as much room as on a phone. */
export function usePhone(): boolean {
  const narrow = useMediaQuery(phoneQuery, false, { getInitialValueInEffect: false })
  return useContext(PhoneContext) ?? narrow
}

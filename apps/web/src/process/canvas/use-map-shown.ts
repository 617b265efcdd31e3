import { useMediaQuery } from '@mortise/ui'
import { useState } from 'react'

const key = 'mortise-canvas-map'

/** Whether somebody wants the overview map, kept in the browser. Undefined: there is no room for one. */
export function useMapShown(wanted: boolean): [boolean | undefined, (shown: boolean) => void] {
  const wide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false })
  const [shown, setShown] = useState(() => localStorage.getItem(key) !== 'off')
  function keep(next: boolean): void {
    setShown(next)
    try {
      if (next) localStorage.removeItem(key)
      else localStorage.setItem(key, 'off')
    } catch {
      // A full or forbidden storage costs the choice, nothing else.
    }
  }
  return [wanted && wide ? shown : undefined, keep]
}

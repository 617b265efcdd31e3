import { useViewServices } from '@mortise/ui'
import { useEffect, useRef } from 'react'

/** Several changes that come together are looked at once. */
const settleAfter = 400

/** Looks again when records of the view were changed by somebody. */
export function useFollowChanges(refresh: () => void): void {
  const latest = useRef(refresh)
  latest.current = refresh
  const { onChange } = useViewServices()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = onChange(() => {
      clearTimeout(timer)
      timer = setTimeout(() => latest.current(), settleAfter)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [onChange])
}

import { useEffect, useRef } from 'react'
import { currentConnection, onConnectionChange } from '../../api/connection.ts'

/** Tries again as soon as the server can be reached, while `waiting`. */
export function useRetryWhenOnline(waiting: boolean, retry: () => void): void {
  const latest = useRef(retry)
  latest.current = retry
  useEffect(() => {
    if (!waiting) return
    return onConnectionChange(() => {
      if (currentConnection() === 'online') latest.current()
    })
  }, [waiting])
}

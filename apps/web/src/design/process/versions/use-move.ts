import type { MoveProgress } from '@mortise/api'
import { useEffect, useRef, useState } from 'react'
import { messageOf } from '../../../api/api-error.ts'
import { carryOn } from './version-data.ts'

/** A move while it is carried out: part after part, until nothing is left or somebody pauses it. */
export interface RunningMove {
  progress: MoveProgress | null
  what: 'next' | 'undo'
  running: boolean
  error: string | null
  run(progress: MoveProgress, what: 'next' | 'undo'): void
  pause(): void
}

/** Carries moves out. Leaving the page stops it between two parts; it goes on whenever somebody wants it to. */
export function useMove(onPart: () => void): RunningMove {
  const [progress, setProgress] = useState<MoveProgress | null>(null)
  const [what, setWhat] = useState<'next' | 'undo'>('next')
  const [running, setRunning] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const stopped = useRef(false)
  useEffect(
    () => () => {
      stopped.current = true
    },
    [],
  )
  const run = async (from: MoveProgress, doing: 'next' | 'undo') => {
    stopped.current = false
    setWhat(doing)
    setError(null)
    setRunning(true)
    setProgress(from)
    try {
      // What is to be taken back is counted only once it has begun.
      let left = doing === 'undo' && from.undoneAt === null ? from.moved : from.left
      while (left > 0 && !stopped.current) {
        const next = await carryOn(from.id, doing)
        setProgress(next)
        left = next.left
      }
    } catch (failure) {
      setError(messageOf(failure))
    } finally {
      setRunning(false)
      onPart()
    }
  }
  return {
    ...{ progress, what, running, error },
    run: (from, doing) => void run(from, doing),
    pause() {
      stopped.current = true
    },
  }
}

import type { EntityCapabilities } from '@mortise/data'
import { createContext, useContext } from 'react'
import type { RunningApp } from './app-description.ts'

export const RunningAppContext = createContext<RunningApp | null>(null)

/** The app that is open. Only below `/a/:app`. */
export function useApp(): RunningApp {
  const app = useContext(RunningAppContext)
  if (!app) throw new Error('unreachable: no app is open here')
  return app
}

/** The app that is open, or null on pages that belong to none. */
export function useOpenApp(): RunningApp | null {
  return useContext(RunningAppContext)
}

/** What the user may do with a table; nothing, when it is not known. */
export function useCapabilities(entity: string): EntityCapabilities {
  return useApp().capabilities[entity] ?? nothing
}

const nothing: EntityCapabilities = { read: false, create: false, update: false, delete: false, fields: {} }

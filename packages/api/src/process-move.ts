import type { LocalizedText } from '@mortise/core'
import type { MoveProblemCode, VersionDifference } from '@mortise/process'
import type { ProcessDrawing } from './process-instance.ts'

/** GET /api/apps/:app/processes/:process/versions, the latest first. */
export interface ProcessVersions {
  versions: ProcessVersionInfo[]
  /** Earlier moves, the latest first. */
  moves: MoveProgress[]
}

export interface ProcessVersionInfo {
  /** Null: it is in force, and no instance has started on it yet. */
  number: number | null
  inForce: boolean
  createdAt: string | null
  createdBy: string | null
  running: number
  finished: number
  /** From the version in force; null for that one itself. */
  difference: VersionDifference | null
}

/** GET /api/apps/:app/processes/:process/versions/published: every state that was published, the latest first. */
export interface PublishedProcess {
  /** Of the app: what GET …/versions/published/:revision is asked for. */
  revision: number
  at: string
  by: string | null
  note: string | null
  /** The version that instances run on; null: none ever started on it. */
  number: number | null
  /** It is what the app has now. */
  inForce: boolean
}

/** POST /api/apps/:app/processes/:process/versions/:number/trial and …/moves: which node takes the place of which. */
export interface MoveInput {
  mapping: { from: string; to: string }[]
}

/** What would become of the running instances of a version if they were moved to the one in force. Nothing is changed. */
export interface MoveTrial {
  difference: VersionDifference
  /** How many are running, and of how many the trial knows: the oldest. */
  running: number
  looked: number
  /** How many of those would go over. */
  moving: number
  problems: MoveProblemView[]
  from: ProcessDrawing
  to: ProcessDrawing
}

export interface MoveProblemView {
  code: MoveProblemCode
  /** In the version that they are on. */
  node: string
  label: LocalizedText
  count: number
  /** Titles of some of them. */
  examples: string[]
  /** Nodes of the version in force that could take its place; empty where naming one does not help. */
  choices: { node: string; label: LocalizedText }[]
}

/** A move, as far as it is: POST /api/process-moves/:move/next goes on, POST …/undo takes back; both answer with this. */
export interface MoveProgress {
  id: string
  /** Numbers of the versions. */
  from: number
  to: number
  createdAt: string
  createdBy: string
  undoneAt: string | null
  moved: number
  blocked: number
  undone: number
  /** Went on since they were moved, and so could not be taken back. */
  kept: number
  /** Not looked at yet; while it is taken back: still to be taken back. */
  left: number
  /** Why instances could not be moved. */
  problems: { code: MoveProblemCode; label: LocalizedText; count: number }[]
}

import type { StoredFile } from './file.ts'

/** GET /api/instances/:instance/comments: `{comments: InstanceComment[]}`, the oldest first. */
export interface InstanceComment {
  id: string
  by: string
  at: string
  editedAt: string | null
  /** Then text, mentions and files are empty. */
  deleted: boolean
  text: string
  /** May open the instance from then on, and are told. */
  mentions: string[]
  /** GET /api/instances/:instance/files/:file */
  files: StoredFile[]
  /** The task that it is about. */
  visit: number | null
  replyTo: string | null
  /** One's own, for 24 hours. */
  mayChange: boolean
}

/** POST /api/instances/:instance/comments. Files were uploaded to POST /api/apps/:app/files before. */
export interface CommentInput {
  text: string
  mentions?: string[]
  files?: string[]
  visit?: number
  replyTo?: string
  key: string
}

/** PATCH /api/instances/:instance/comments/:comment; DELETE takes it back. */
export interface CommentChangeInput {
  text: string
  mentions?: string[]
}

/** POST /api/instances/:instance/urge. 429 URGED_ALREADY says in `again` when it can be done again. */
export interface UrgeInput {
  visit: number
  text?: string
  key: string
}

/** POST /api/instances/:instance/copies: shows it to others. */
export interface CopyInput {
  users: string[]
  text?: string
  key: string
}

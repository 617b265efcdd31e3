import type { LocalizedText } from '@mortise/core'
import type { RoleDocument } from '@mortise/metadata'

export interface AdminUser {
  id: string
  name: string
  email: string
  title: string | null
  language: 'zh' | 'en'
  departmentId: string | null
  managerId: string | null
  administrator: boolean
  active: boolean
  /** `crm/sales` */
  roles: string[]
  lastSeenAt: string | null
  createdAt: string
}

/** POST /api/admin/users; PATCH takes any part. A password is only taken on creation and reset. */
export interface UserInput {
  name: string
  email: string
  password?: string
  /** What they are in the company: chains of managers in processes may end there. */
  title?: string | null
  language?: 'zh' | 'en'
  departmentId?: string | null
  managerId?: string | null
  administrator?: boolean
  active?: boolean
  roles?: string[]
}

export interface AdminDepartment {
  id: string
  name: LocalizedText
  parentId: string | null
  headId: string | null
  position: number
  userCount: number
}
export interface DepartmentInput {
  name: LocalizedText
  parentId?: string | null
  headId?: string | null
  position?: number
}

/** A role of an app with how many people have it. */
export interface AdminRole {
  app: string
  key: string
  document: RoleDocument
  userCount: number
}

/** GET /api/admin/system: what the server runs on and how much it holds. */
export interface SystemState {
  version: string
  node: string
  startedAt: string
  /** `directory` is that of the embedded database. */
  database: { engine: 'postgres' | 'pglite'; version: string; bytes: number; directory: string | null }
  files: { count: number; bytes: number }
  /** Largest first; `records` is an estimate, null where there is none yet. */
  tables: { app: string; entity: string; bytes: number; records: number | null }[]
  /** What an administrator has to look at. */
  alerts: SystemAlert[]
  outbox: OutboxState
}

/** What is still to go out. POST /api/admin/system/retry tries what failed again. */
export interface OutboxState {
  mail: { configured: boolean; due: number; failed: number }
  /** Of processes, after their transactions. */
  work: number
  /** Changes of records that processes may start at. */
  changes: number
  /** Of these, given up. */
  stuck: number
  problems: {
    what: 'work' | 'change' | 'mail'
    title: string
    instance: string | null
    attempts: number
    problem: string
  }[]
}

/** One of GET /api/admin/secrets: `{secrets: SecretSummary[]}`; values are never given back. */
export interface SecretSummary {
  name: string
  /** The only host that it is sent to. */
  host: string
  updatedAt: string
  updatedBy: string | null
}

/** A condition of a role that does not pass the check, and so holds for no record. */
export interface SystemAlert {
  app: string
  role: string
  /** Where in the role document. */
  path: string
  text: LocalizedText
}

/** PUT /api/admin/calendar/:day: whether the day is worked, and why it is not as the week says. */
export interface CalendarDayInput {
  works: boolean
  name: LocalizedText
}

/** One of GET /api/admin/calendar?year=2026: `{days: CalendarDay[]}`. */
export interface CalendarDay extends CalendarDayInput {
  day: string
  /** Set by an administrator, not by the calendar of the product. */
  edited: boolean
}

/** PATCH /api/admin/workspace */
export interface WorkspaceInput {
  name: LocalizedText
}

export interface ApiToken {
  id: string
  name: string
  /** First characters, to tell tokens apart. */
  prefix: string
  /** `crm:read`, `crm:write`, `crm.customer:read`, `admin` … ; never more than the user may do. */
  scopes: string[]
  expiresAt: string | null
  lastUsedAt: string | null
  createdAt: string
}
export interface TokenInput {
  name: string
  scopes: string[]
  expiresAt?: string | null
}
/** The only answer that holds the token itself. */
export interface NewApiToken extends ApiToken {
  token: string
}

import type { LocalizedText } from '@mortise/core'
import type { EntityCapabilities } from '@mortise/data'
import type { StoredExpression } from '@mortise/expressions'
import type {
  AppDocument,
  CommandDocument,
  EntityDocument,
  FormDocument,
  MenuDocument,
  OptionSetDocument,
  PageDocument,
  PrintDocument,
  ViewDocument,
} from '@mortise/metadata'

/** GET /api/session */
export interface Session {
  user: {
    id: string
    name: string
    email: string
    language: 'zh' | 'en'
    departmentId: string | null
    administrator: boolean
    avatarColour: string
  }
  workspace: { key: string; name: LocalizedText; timeZone: string }
  apps: AppSummary[]
  /** The embedded evaluation database is in use: shown to administrators. */
  database: 'postgres' | 'pglite'
}

export interface AppSummary {
  key: string
  label: LocalizedText
  icon: string | null
  colour: string | null
  revision: number
  canDesign: boolean
}

/** GET /api/apps, for administrators: `{apps: AppOverview[]}`, the archived ones last. */
export interface AppOverview extends AppSummary {
  archivedAt: string | null
}

/**
 * POST /api/apps: an app with nothing in it but a menu, or with what a pack holds. In other languages the label of the
 * pack stays. 409 APP_EXISTS.
 */
export interface NewApp {
  key: string
  label: LocalizedText
  icon?: string
  colour?: string
  /** Key of one of GET /api/packs; without demo data. */
  pack?: string
}

/** POST /api/apps/:app/duplicate: the documents in force under another key; records and people's roles are not copied. */
export interface DuplicateInput {
  key: string
  label?: LocalizedText
}

/** GET /api/packs, for administrators: `{packs: PackSummary[]}`, those that this installation knows. */
export interface PackSummary {
  key: string
  label: LocalizedText
  description: LocalizedText | null
  icon: string | null
  colour: string | null
  version: string
}

/** A process that the user may start by hand: from anywhere, or at records of a table for which `when` holds. */
export interface ProcessOffer {
  key: string
  label: LocalizedText
  description?: LocalizedText
  entity?: string
  when?: StoredExpression
}

/**
 * GET /api/apps/:app — all the browser needs to run the app as this user: documents without what the user may not
 * read, and what may be done. The ETag is the revision and the user's roles.
 */
export interface AppDescription {
  app: AppDocument
  revision: number
  entities: EntityDocument[]
  optionSets: OptionSetDocument[]
  forms: FormDocument[]
  views: ViewDocument[]
  /** Those for the user, without what their actions do: the server knows. */
  commands: CommandDocument[]
  /** Those that the user may start by hand. */
  processes: ProcessOffer[]
  /** Those for the user, without what is on them. */
  prints: PrintDocument[]
  pages: PageDocument[]
  menus: MenuDocument[]
  capabilities: { [entity: string]: EntityCapabilities }
  /** Set where the user may see how long a process takes. */
  insight?: true
}

/** GET /api/apps/:app/stale — computed fields, by table, of which some values are being brought up to date. */
export interface StaleFields {
  entities: { [entity: string]: string[] }
}

/** GET /api/directory/users and /api/directory/departments: names for ids, visible to everyone signed in. */
export interface DirectoryUser {
  id: string
  name: string
  email: string
  departmentId: string | null
  title: string | null
  active: boolean
}
export interface DirectoryDepartment {
  id: string
  name: LocalizedText
  parentId: string | null
}

import type { TSchema } from 'typebox'
import { AppDocument } from './app.ts'
import { CommandDocument } from './command.ts'
import { EntityDocument } from './entity.ts'
import { FormDocument } from './form.ts'
import { MenuDocument } from './menu.ts'
import { OptionSetDocument } from './option-set.ts'
import { PageDocument } from './page.ts'
import { PrintDocument } from './print.ts'
import { ProcessDocument } from './process.ts'
import { PublicFormDocument } from './public-form.ts'
import { RoleDocument } from './role.ts'
import { TranslationDocument } from './translation.ts'
import { ViewDocument } from './view.ts'

/** Every kind of document: its schema and the folder it lives in inside a pack. `app` is the single file app.json. */
export const documentKinds = {
  app: { schema: AppDocument, folder: null },
  command: { schema: CommandDocument, folder: 'commands' },
  entity: { schema: EntityDocument, folder: 'entities' },
  form: { schema: FormDocument, folder: 'forms' },
  menu: { schema: MenuDocument, folder: 'menus' },
  option_set: { schema: OptionSetDocument, folder: 'option-sets' },
  page: { schema: PageDocument, folder: 'pages' },
  process: { schema: ProcessDocument, folder: 'processes' },
  public_form: { schema: PublicFormDocument, folder: 'public-forms' },
  print: { schema: PrintDocument, folder: 'prints' },
  role: { schema: RoleDocument, folder: 'roles' },
  translation: { schema: TranslationDocument, folder: 'translations' },
  view: { schema: ViewDocument, folder: 'views' },
} as const satisfies Record<string, { schema: TSchema; folder: string | null }>

export type DocumentKind = keyof typeof documentKinds

/** The document of each kind. */
export interface DocumentByKind {
  app: AppDocument
  command: CommandDocument
  entity: EntityDocument
  form: FormDocument
  menu: MenuDocument
  option_set: OptionSetDocument
  page: PageDocument
  process: ProcessDocument
  public_form: PublicFormDocument
  print: PrintDocument
  role: RoleDocument
  translation: TranslationDocument
  view: ViewDocument
}

export type AppDocumentAny = DocumentByKind[DocumentKind]

/** `entity/customer`: how a document is named in errors, drafts and revisions. */
export type DocumentId = `${DocumentKind}/${string}`

export function documentId(document: { kind: DocumentKind; key: string }): DocumentId {
  return `${document.kind}/${document.key}`
}

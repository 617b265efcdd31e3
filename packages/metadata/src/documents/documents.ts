import type { TSchema } from 'typebox'
import { AppDocument } from './app.ts'
import { CommandDocument } from './command.ts'
import { type DocumentKind, documentFolders } from './document-names.ts'
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

/** Every kind of document with its schema. Where only the names of kinds are needed, `documentFolders` is lighter. */
export const documentKinds = {
  app: { schema: AppDocument, folder: documentFolders.app },
  command: { schema: CommandDocument, folder: documentFolders.command },
  entity: { schema: EntityDocument, folder: documentFolders.entity },
  form: { schema: FormDocument, folder: documentFolders.form },
  menu: { schema: MenuDocument, folder: documentFolders.menu },
  option_set: { schema: OptionSetDocument, folder: documentFolders.option_set },
  page: { schema: PageDocument, folder: documentFolders.page },
  process: { schema: ProcessDocument, folder: documentFolders.process },
  public_form: { schema: PublicFormDocument, folder: documentFolders.public_form },
  print: { schema: PrintDocument, folder: documentFolders.print },
  role: { schema: RoleDocument, folder: documentFolders.role },
  translation: { schema: TranslationDocument, folder: documentFolders.translation },
  view: { schema: ViewDocument, folder: documentFolders.view },
} as const satisfies { [Kind in DocumentKind]: { schema: TSchema; folder: string | null } }

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

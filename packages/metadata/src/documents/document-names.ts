/** Every kind of document and the folder that it lives in inside a pack. `app` is the single file app.json. */
export const documentFolders = {
  app: null,
  command: 'commands',
  entity: 'entities',
  form: 'forms',
  menu: 'menus',
  option_set: 'option-sets',
  page: 'pages',
  process: 'processes',
  public_form: 'public-forms',
  print: 'prints',
  role: 'roles',
  translation: 'translations',
  view: 'views',
} as const

export type DocumentKind = keyof typeof documentFolders

/** `entity/customer`: how a document is named in errors, drafts and revisions. */
export type DocumentId = `${DocumentKind}/${string}`

export function documentId(document: { kind: DocumentKind; key: string }): DocumentId {
  return `${document.kind}/${document.key}`
}

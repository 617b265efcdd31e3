import type { LocalizedText } from '@mortise/core'
import type { EntityCapabilities } from '@mortise/data'
import type { AppDocument, EntityDocument, FormDocument, OptionSetDocument } from '@mortise/metadata'

/** The documents behind a public form, without all that its visitors are not asked for. */
export interface PublicFormDescription {
  app: AppDocument
  entities: EntityDocument[]
  optionSets: OptionSetDocument[]
  form: FormDocument
  capabilities: { [entity: string]: EntityCapabilities }
  entity: string
}

/** A form as its visitors get it. */
export interface PublicForm {
  title: LocalizedText
  intro: LocalizedText | null
  /** The language it starts in; null: that of the browser. */
  language: 'zh' | 'en' | null
  workspace: { key: string; name: LocalizedText; timeZone: string }
  app: PublicFormDescription
  entity: string
  form: string
  revision: number
  /** Which names in the address fill in a field, and which are only to be sent along. */
  parameters: { shown: { name: string; field: string }[]; hidden: string[] }
  /** Relations in which records can be chosen. */
  choices: string[]
  /** Null: no files. */
  maxFileMb: number | null
  /** To be sent with the answer, and not sooner than so many milliseconds after it came. */
  ticket: string
  notBeforeMs: number
}

export interface PublicAnswerInput {
  /** A UUID made when it is sent first; the same whenever it is sent again. */
  request: string
  ticket: string
  values: { [field: string]: unknown }
  parameters: { [name: string]: string }
  /** A field that people do not see. */
  website?: string
}

/** What comes after an answer. */
export interface PublicAnswerTaken {
  text: LocalizedText | null
  link: string | null
  again: boolean
}

/** A record that visitors may choose. */
export interface PublicChoiceRecord {
  id: string
  title: string
}

/** How a public form stands: what is no part of the documents. */
export interface PublicFormState {
  form: string
  active: boolean
  token: string
  ownerId: string | null
  departmentId: string | null
  renewedAt: string
  answers: number
  lastAnswerAt: string | null
}

export interface PublicFormSettings {
  active: boolean
  /** Whose the records are; null: nobody's yet. */
  ownerId: string | null
  /** Null: that of the owner. */
  departmentId: string | null
}

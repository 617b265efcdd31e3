import type { ValidationIssue } from '@mortise/api'
import { isLocalizedText, type LocalizedText, type Registry } from '@mortise/core'
import type { AppDocumentAny, FieldType } from '@mortise/metadata'
import type { Documents } from '../draft/draft-documents.ts'

/** A finding for people who design: where it is, by the names they gave, and what to do. */
export interface IssueInWords {
  where: LocalizedText[]
  message: LocalizedText
  /** Null where the message says it all. */
  fix: LocalizedText | null
}

interface Draft {
  documents: Documents
  fieldTypes: Registry<FieldType>
}

/** Where a finding is and what it says; an option that is missing goes by its name on the screen. */
export function issueInWords(issue: ValidationIssue, { documents, fieldTypes }: Draft): IssueInWords {
  const document = issue.document ? documents.get(issue.document) : undefined
  const member = memberAt(document, issue.pointer)
  const where = [document?.label, member?.label].filter(isLocalizedText)
  const missing = missingOption(issue, member, fieldTypes)
  if (!missing) return { where, message: issue.message, fix: issue.fix }
  return { where, message: { zh: `缺：${missing.zh}`, en: `Missing: ${missing.en}` }, fix: null }
}

interface Member {
  type?: unknown
  label?: unknown
}

/** The first member that a pointer goes through: the field of a table, the option of a set. */
function memberAt(document: AppDocumentAny | undefined, pointer: string): Member | undefined {
  const [, list, at] = pointer.split('/')
  const members = document && list ? (document as unknown as Record<string, unknown>)[list] : undefined
  return Array.isArray(members) ? (members[Number(at)] as Member | undefined) : undefined
}

function missingOption(
  { code, pointer, message }: ValidationIssue,
  member: Member | undefined,
  fieldTypes: Registry<FieldType>,
): LocalizedText | undefined {
  const inOptions = code === 'SHAPE_MISSING_KEY' && /^\/fields\/\d+\/options$/.test(pointer)
  if (!inOptions || typeof member?.type !== 'string' || !fieldTypes.has(member.type)) return
  const name = /"([^"]+)"/.exec(message.en)?.[1]
  const options = fieldTypes.get(member.type).options.properties as { [name: string]: { label?: LocalizedText } }
  return name ? options[name]?.label : undefined
}

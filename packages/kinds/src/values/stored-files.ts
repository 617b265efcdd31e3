import { isUuid } from '@mortise/core'
import { Type } from '@mortise/metadata/schema'
import { uuidPattern } from './id-list.ts'
import { problem, type ValueResult } from './problem.ts'

/** One file of a field value. Whoever writes needs only the id; the rest is what the file store knows. */
export interface FileValue {
  id: string
  name?: string
  size?: number
  type?: string
}

export const StoredFiles = (maxItems: number) =>
  Type.Array(
    Type.Object(
      {
        id: Type.String({ pattern: uuidPattern }),
        name: Type.Optional(Type.String({ maxLength: 255 })),
        size: Type.Optional(Type.Integer({ minimum: 0 })),
        type: Type.Optional(Type.String({ maxLength: 255 })),
      },
      { additionalProperties: false },
    ),
    { maxItems },
  )

const keys = new Set(['id', 'name', 'size', 'type'])

/** Files in the order given, each once. */
export function normaliseFiles(input: unknown, max: number): ValueResult {
  if (!Array.isArray(input) || !input.every(isFileValue)) return problem('VALUE_NOT_FILES')
  const unique = [...new Map(input.map((file) => [file.id, file])).values()]
  return unique.length > max ? problem('VALUE_TOO_MANY', { max }) : { value: unique }
}

/** The names of the files, as plain text. */
export function fileNames(files: readonly FileValue[]): string {
  return files.map((file) => file.name ?? file.id).join(', ')
}

function isFileValue(value: unknown): value is FileValue {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const { id, name, size, type } = value as { [key: string]: unknown }
  return (
    isUuid(id) &&
    Object.keys(value).every((key) => keys.has(key)) &&
    (name === undefined || isShortText(name)) &&
    (type === undefined || isShortText(type)) &&
    (size === undefined || (Number.isSafeInteger(size) && Number(size) >= 0))
  )
}

function isShortText(value: unknown): boolean {
  return typeof value === 'string' && value.length <= 255 && value.isWellFormed() && !value.includes('\u0000')
}

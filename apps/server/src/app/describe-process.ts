import type { ProcessOffer } from '@mortise/api'
import { type ProcessDocument, serverExpression } from '@mortise/metadata'
import type { AppReader } from './app-reader.ts'

/** A process as the browser needs it to offer it; what it does, and who decides, stays on the server. */
export function describeProcess(process: ProcessDocument, reader: AppReader): ProcessOffer[] {
  const { key, label, description, entity, start, off } = process
  if (off || !start?.hand || (entity !== undefined && !reader.entity(entity))) return []
  const { when } = start.hand
  const known = when && entity !== undefined && reader.expression(entity, when)
  return [
    {
      key,
      label,
      ...(description && { description }),
      ...(entity !== undefined && { entity }),
      ...(when && { when: known ? when : serverExpression }),
    },
  ]
}

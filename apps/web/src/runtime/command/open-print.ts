import { toastError } from '@mortise/ui'
import { errorFromAnswer, messageOf, networkError } from '../../api/api-error.ts'
import { records } from '../../api/records.ts'
import { openWindow } from './open-window.ts'

export interface PrintRequest {
  app: string
  entity: string
  template: string
  ids: readonly string[]
}

/** Shows the PDF of one record, or of several in one document, in a window of its own. */
export async function openPrint({ app, entity, template, ids }: PrintRequest): Promise<void> {
  const [first] = ids
  if (ids.length === 1 && first) {
    openWindow(records.printUrl(app, entity, first, template))
    return
  }
  try {
    const blob = await fetchMany(`/api/apps/${app}/entities/${entity}/print/${template}`, ids)
    const url = URL.createObjectURL(blob)
    openWindow(url)
    setTimeout(() => URL.revokeObjectURL(url), keepMs)
  } catch (error) {
    toastError(messageOf(error))
  }
}

/** So long the window may take to read it. */
const keepMs = 10 * 60_000

async function fetchMany(path: string, ids: readonly string[]): Promise<Blob> {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ids }),
  }).catch(() => {
    throw networkError()
  })
  if (!answer.ok) throw errorFromAnswer(answer.status, await answer.json().catch(() => null))
  return answer.blob()
}

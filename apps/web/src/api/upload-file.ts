import type { StoredFile } from '@mortise/api'
import { currentLanguage } from '@mortise/ui'
import { ApiError, errorFromAnswer, networkError } from './api-error.ts'
import { apiTexts } from './api-texts.ts'
import { reportSessionLost } from './session-lost.ts'

export interface Upload {
  file: File
  /** Called with 0 to 1. */
  onProgress(fraction: number): void
  signal: AbortSignal
}

/** Sends a file into an app. */
export function uploadFile({ app, ...upload }: Upload & { app: string }): Promise<StoredFile> {
  return sendFile(`/apps/${app}/files`, upload)
}

/** Sends a file. By XMLHttpRequest, because fetch tells nothing of the progress of what it sends. */
export function sendFile(path: string, { file, onProgress, signal }: Upload): Promise<StoredFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api${path}?name=${encodeURIComponent(file.name)}`)
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream')
    request.setRequestHeader('Accept-Language', currentLanguage())
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    })
    request.addEventListener('load', () => {
      const body = parse(request.responseText)
      if (request.status >= 200 && request.status < 300) return resolve(body as StoredFile)
      if (request.status === 401) reportSessionLost()
      reject(errorFromAnswer(request.status, body))
    })
    request.addEventListener('error', () => reject(networkError()))
    request.addEventListener('abort', () => reject(new ApiError(0, 'UPLOAD_ABORTED', apiTexts.t('uploadAborted'))))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

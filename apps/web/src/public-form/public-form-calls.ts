import type { PublicAnswerInput, PublicAnswerTaken, PublicChoiceRecord, PublicForm, StoredFile } from '@mortise/api'
import { loadPatterns, usesPatterns } from '@mortise/expressions'
import { compileApp } from '@mortise/metadata'
import { api } from '../api/api-client.ts'
import type { RunningApp } from '../api/app-description.ts'
import { sendFile, type Upload } from '../api/upload-file.ts'

/** A public form, ready to be drawn. */
export interface LoadedPublicForm {
  form: PublicForm
  running: RunningApp
  kinds: typeof import('@mortise/kinds/runtime')
}

const options = { expectUnauthorised: true }

/** The calls that need no session. */
export const publicForms = {
  async load(token: string, signal?: AbortSignal): Promise<LoadedPublicForm> {
    const [form, kinds] = await Promise.all([
      api.get<PublicForm>(`/public/${token}`, { ...options, signal }),
      import('@mortise/kinds/runtime'),
    ])
    if (usesPatterns(form.app)) await loadPatterns()
    const { app, entities, optionSets, form: layout, capabilities } = form.app
    const model = compileApp([app, ...entities, ...optionSets, layout], {
      ...{ fieldTypes: kinds.fieldTypes, revision: form.revision, partial: true },
    })
    const description = {} as RunningApp['description']
    return { form, kinds, running: { key: app.key, model, description, capabilities } }
  },
  send: (token: string, answer: PublicAnswerInput) => api.post<PublicAnswerTaken>(`/public/${token}`, answer, options),
  choices: async (token: string, field: string, query: { search?: string; id?: string }, signal?: AbortSignal) => {
    const path = `/public/${token}/choices/${field}?${new URLSearchParams(query)}`
    return (await api.get<{ records: PublicChoiceRecord[] }>(path, { ...options, signal })).records
  },
  upload: (token: string, upload: Upload): Promise<StoredFile> => sendFile(`/public/${token}/files`, upload),
}

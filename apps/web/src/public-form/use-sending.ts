import type { PublicAnswerTaken, PublicForm } from '@mortise/api'
import { uuidv7 } from '@mortise/core'
import type { EntityRecord } from '@mortise/data'
import { useRef } from 'react'
import { ApiError } from '../api/api-error.ts'
import type { FormValues } from '../runtime/form/form-values.ts'
import { publicForms } from './public-form-calls.ts'

interface Sending {
  token: string
  form: PublicForm
  parameters: { [name: string]: string }
  /** What a person leaves empty. */
  trap(): string
  onTaken(taken: PublicAnswerTaken): void
}

const busyWaitMs = 1500
const clockSlackMs = 100
const attempts = 4

/** Sends an answer. Its request has one id until it is taken, over lost connections and reloads: it is taken once. */
export function useSending({ token, form, parameters, trap, onTaken }: Sending) {
  const ticket = useRef(form.ticket)
  const opened = useRef(performance.now())
  return async function send(values: FormValues): Promise<EntityRecord> {
    const request = requestId(token)
    // Who is quick is no program for that: a short form is filled in at once.
    const early = opened.current + form.notBeforeMs + clockSlackMs - performance.now()
    if (early > 0) await new Promise((done) => setTimeout(done, early))
    for (let attempt = 1; ; attempt++) {
      try {
        const website = trap()
        const taken = await publicForms.send(token, {
          ...{ request, ticket: ticket.current, values, parameters },
          ...(website && { website }),
        })
        forgetRequest(token)
        onTaken(taken)
        return { id: request }
      } catch (error) {
        const code = error instanceof ApiError ? error.code : ''
        if (attempt >= attempts || !(code in remedies)) throw error
        await remedies[code as keyof typeof remedies](token, ticket)
      }
    }
  }
}

/** What helps without the visitor: waiting for the first of two, a new ticket for one that lay open for days. */
const remedies = {
  async PUBLIC_FORM_BUSY() {
    await new Promise((done) => setTimeout(done, busyWaitMs))
  },
  async PUBLIC_FORM_STALE(token: string, ticket: { current: string }) {
    ticket.current = (await publicForms.load(token)).form.ticket
    await new Promise((done) => setTimeout(done, busyWaitMs))
  },
}

const keyOf = (token: string) => `mortise-public-request/${token}`

function requestId(token: string): string {
  try {
    const kept = localStorage.getItem(keyOf(token))
    if (kept) return kept
    const id = uuidv7()
    localStorage.setItem(keyOf(token), id)
    return id
  } catch {
    return uuidv7()
  }
}

function forgetRequest(token: string): void {
  try {
    localStorage.removeItem(keyOf(token))
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

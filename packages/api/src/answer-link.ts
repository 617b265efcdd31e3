import type { LocalizedText } from '@mortise/core'

/** GET /api/answers/:token: what somebody without an account is asked, and nothing else. */
export interface AnswerPage {
  text: LocalizedText
  fields: { label: LocalizedText; text: { zh: string; en: string } }[]
  /** What the two answers are called. */
  approve: LocalizedText
  reject: LocalizedText
  comment: 'none' | 'optional' | 'on_reject'
  /** From 1 to 5 stars. */
  rating: { label: LocalizedText } | null
  expiresAt: string
  workspace: { name: LocalizedText }
}

/** POST /api/answers/:token: once. */
export interface AnswerLinkInput {
  answer: 'approve' | 'reject'
  comment?: string
  rating?: number
}

export interface AnswerSent {
  answer: 'approve' | 'reject'
}

/** POST /api/instances/:instance/tasks/:step/link: the link to be handed out; `…/link/withdraw` ends it. */
export interface AnswerLinkMade {
  url: string
  expiresAt: string
}

import { type StoredExpression, valueToJson } from '@mortise/expressions'
import type { Answer } from '@mortise/process'
import type { Question } from '../process-services.ts'
import { nodeErrors } from './node-errors.ts'

/** Which messages a node waits for, or which one it sends; null where they have no key. */
export async function messageKey(question: Question, stored: StoredExpression | undefined): Promise<string | null> {
  if (!stored) return null
  const { type, value } = await question.services.evaluate(stored)
  const given = valueToJson(type, value)
  const key = typeof given === 'string' || typeof given === 'number' ? String(given).trim() : ''
  if (key === '') throw nodeErrors.NODE_KEY_BLANK({ node: question.node.key })
  return key.slice(0, longestKey)
}

const longestKey = 200

export async function answerKey(question: Question, stored: StoredExpression | undefined): Promise<Answer> {
  return { key: await messageKey(question, stored) }
}

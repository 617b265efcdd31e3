import { createHash } from 'node:crypto'
import { asUser, type Principal } from '@mortise/data'
import type { AppScope, DataEngine } from '@mortise/data/server'
import type { AppModel } from '@mortise/metadata'
import { type DescribedKinds, describeApp } from './describe-app.ts'
import { describeOpenApi } from './describe-openapi.ts'
import { rolesIn } from './session-of.ts'

/** An answer that is the same for everyone with the same roles: made once, sent as text. */
export interface PreparedAnswer {
  text: string
  etag: string
}

export type AnswerKind = 'description' | 'openapi'

const maxRoleSets = 200

/** Makes and keeps the large answers about an app, per published model and set of roles. */
export function createAppAnswers(engine: DataEngine, kinds: DescribedKinds, baseUrl: string) {
  const byModel = new WeakMap<AppModel, Map<string, PreparedAnswer>>()
  const make: Record<AnswerKind, (scope: AppScope, principal: Principal) => unknown> = {
    description: (scope, principal) => describe(scope, principal),
    openapi: (scope, principal) => describeOpenApi(scope.model, describe(scope, principal), baseUrl),
  }
  const describe = (scope: AppScope, principal: Principal) => {
    const { model } = scope
    const roles = principal.administrator ? null : new Set(rolesIn(principal, model))
    return describeApp(model, engine.capabilities(asUser(principal), scope), roles, kinds)
  }
  return (kind: AnswerKind, scope: AppScope, principal: Principal): PreparedAnswer => {
    const { model } = scope
    const answers = byModel.get(model) ?? new Map<string, PreparedAnswer>()
    byModel.set(model, answers)
    const key = `${kind} ${principal.administrator ? '*' : rolesIn(principal, model).join(',')}`
    let answer = answers.get(key)
    if (!answer) {
      if (answers.size >= maxRoleSets) answers.clear()
      const text = JSON.stringify(make[kind](scope, principal))
      answer = { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` }
      answers.set(key, answer)
    }
    return answer
  }
}

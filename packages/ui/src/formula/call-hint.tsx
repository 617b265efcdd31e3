import { localize } from '@mortise/core'
import { functionDocs } from '@mortise/expressions/docs'
import type { FormulaToken } from '@mortise/expressions/text'
import { callAt } from './call-at.ts'
import classes from './formula-editor.module.css'
import { presentPart, signatureParts } from './signature-parts.ts'

interface CallHintProps {
  tokens: readonly FormulaToken[]
  caret: number
  language: string
  /** What is said outside of any function. */
  otherwise: string
}

const marks = { '': '', optional: '?', repeated: ' …' } as const

/** The function that the caret is in: its parameters, the present one in bold, and what it does. */
export function CallHint({ tokens, caret, language, otherwise }: CallHintProps) {
  const call = callAt(tokens, caret)
  const docs = call ? functionDocs.get(call.name) : undefined
  if (!call || !docs) {
    return (
      <div className={classes.hint} aria-hidden>
        {otherwise}
      </div>
    )
  }
  const present = presentPart(docs.signature, call.argument)
  return (
    <div className={classes.hint}>
      <div className={classes.signature}>
        {docs.spelling}(
        {signatureParts(docs.signature).map(({ name, mark }, index) => {
          const words = localize(docs.parameters[name] ?? { zh: name, en: name }, language)
          return (
            <span key={name}>
              {index > 0 ? ', ' : ''}
              {name === present?.name ? <b>{words}</b> : words}
              {marks[mark]}
            </span>
          )
        })}
        )
      </div>
      <div>{localize(docs.summary, language)}</div>
    </div>
  )
}

import { type BlankAs, type ExpressionJson, expressionLimits, type StoredExpression } from '@mortise/expressions'
import type { TSchema } from 'typebox'
import { Type } from '../schema/type.ts'
import { strict } from './common.ts'

const blankModes: BlankAs[] = ['zero', 'blank']

/** An expression inside a document: its shape only; what it says is checked against the tables. */
export const StoredExpressionSchema = Type.Unsafe<StoredExpression>(
  Type.Object(
    {
      v: Type.Literal(1),
      expr: Type.Unsafe<ExpressionJson>({ description: 'JSON-Logic shape, one operator per object.' } as TSchema),
      text: Type.Optional(
        Type.String({
          maxLength: expressionLimits.textLength,
          description: 'The formula as it was written, with keys.',
        }),
      ),
      blankAs: Type.Optional(Type.Enum(blankModes)),
    },
    strict,
  ),
)

import type { ExpressionType } from '../model/expression-type.ts'
import type { CallNode, TypedNode } from '../model/typed-node.ts'
import type { Closure, EvaluationContext, Value } from '../model/value.ts'

export const functionGroups = [
  'logic',
  'compare',
  'number',
  'text',
  'date',
  'set',
  'relation',
  'lookup',
  'context',
  'change',
] as const
export type FunctionGroup = (typeof functionGroups)[number]

/**
 * One function or operator. Its SQL, where it has one, is under the same name in the `.sql.ts` file beside it, its
 * documentation in the `.docs.ts` file.
 *
 * The signature says what it takes and gives: `'number: num, places?: num -> num'`. After a name `?` marks what may be
 * left out, `...` what may be repeated (once or more); in parentheses with `+` a group that may be repeated:
 * `'(condition: bool, value: T)+, otherwise?: T -> T'`. Types: `num text bool date datetime user department files
 * set enum`; `day` (date or datetime), `any`, `list` (of the type of T), `option` (a text literal naming an option of
 * the set T), `T` (the same wherever it stands), `unit(days|months)` (one of these texts, as a literal), `int` (a
 * number written out, whole), `words` (a text written out).
 */
export interface FunctionDefinition {
  /** In the stored form: `round`, `==`. Lower case. */
  name: string
  /** In formula text: `ROUND`; operators are written as they are: `=`. */
  spelling: string
  /** How it stands in text. Default: `call`. */
  notation?: 'call' | 'infix' | 'prefix'
  group: FunctionGroup
  signature: string
  /** `js`: there is no SQL, so that it cannot be used in filters, permissions and roll-ups. Default: `sql`. */
  class?: 'sql' | 'js'
  /** `propagate` (default): any blank argument makes the result blank, and it is not called. */
  blanks?: 'propagate' | 'handled'
  /** Whether the result can be blank though no argument is, or by rule. Default: any argument nullable. */
  nullable?: boolean | ((args: readonly TypedNode[]) => boolean)
  /** Values of the moment or person that it uses. */
  uses?: readonly ('now' | 'user' | 'calendar' | 'zone')[]
  /** Beyond the signature; a code of `expressionProblems` with its params, or null. */
  check?(args: readonly TypedNode[]): { code: string; params?: { [name: string]: unknown }; argument?: number } | null
  /** The type of the result where the signature cannot say it. */
  result?(args: readonly TypedNode[]): ExpressionType
  /** Total: gives null where there is no answer, never throws. */
  evaluate?(args: readonly Value[], context: EvaluationContext, node: CallNode): Value
  /**
   * Instead of `evaluate`, for what should not look at every argument or is used most. Numbers are compact here, both
   * those it gets and the one it gives; `evaluate` has them as bigints.
   */
  closure?(args: readonly Closure[], node: CallNode): Closure
}

/** Declares functions; the names stay known to the compiler, so that each `.sql.ts` can be held complete. */
export function defineFunctions<Names extends string>(
  definitions: Record<Names, Omit<FunctionDefinition, 'name'>>,
): Record<Names, FunctionDefinition> {
  const named: Partial<Record<Names, FunctionDefinition>> = {}
  for (const name of Object.keys(definitions) as Names[]) named[name] = { name, ...definitions[name] }
  return named as Record<Names, FunctionDefinition>
}

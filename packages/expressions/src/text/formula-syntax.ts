import type { ExpressionJson } from '../model/expression.ts'

/** What the parser makes of a formula: its shape, with names as they are written. A closed set. */
export type FormulaSyntax = LiteralSyntax | ListSyntax | NameSyntax | CallSyntax | OperatorSyntax | MissingSyntax

interface SyntaxBase {
  start: number
  end: number
  /** How many levels there are below, itself included. */
  height: number
}

export interface LiteralSyntax extends SyntaxBase {
  syntax: 'literal'
  value: ExpressionJson
}

export interface ListSyntax extends SyntaxBase {
  syntax: 'list'
  items: readonly FormulaSyntax[]
}

/** `{Customer.Level}` */
export interface NameSyntax extends SyntaxBase {
  syntax: 'name'
  /** Between the braces. */
  name: string
  /** Without braces: wrong, but what is meant may be clear. */
  bare: boolean
}

export interface CallSyntax extends SyntaxBase {
  syntax: 'call'
  /** In upper case. */
  name: string
  nameEnd: number
  args: readonly FormulaSyntax[]
}

export interface OperatorSyntax extends SyntaxBase {
  syntax: 'operator'
  /** In the stored form. */
  operator: string
  args: readonly FormulaSyntax[]
  /** It stands in parentheses, so that it is not part of a chain. */
  grouped: boolean
}

/** Where an operand should be. */
export interface MissingSyntax extends SyntaxBase {
  syntax: 'missing'
}

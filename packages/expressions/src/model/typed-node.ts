import type { AggregateName } from '../functions/aggregates.ts'
import type { FunctionDefinition } from '../functions/function-definition.ts'
import type { ContextName } from './expression.ts'
import type { SchemaEntity, SchemaField, SchemaRelation } from './expression-schema.ts'
import type { ExpressionType } from './expression-type.ts'
import type { Value } from './value.ts'

/** An expression that passed the checker. A closed set: compilers answer for each node by a `Record` over `node`. */
export type TypedNode = LiteralNode | FieldNode | ContextNode | CallNode | AggregateNode | LookupNode | ChangeNode

interface NodeBase {
  type: ExpressionType
  /** Whether the value can be blank. */
  nullable: boolean
  /** JSON pointer to where it is stored. */
  at: string
}

export interface LiteralNode extends NodeBase {
  node: 'literal'
  value: Value
}

export interface FieldNode extends NodeBase {
  node: 'field'
  /** How many aggregates or look-ups to step out of; 0 is the record at hand. */
  level: number
  /** To-one relations on the way, with the table that each belongs to. */
  steps: readonly FieldStep[]
  entity: SchemaEntity
  field: SchemaField
}

export interface FieldStep {
  entity: SchemaEntity
  field: SchemaField
}

export interface ContextNode extends NodeBase {
  node: 'context'
  name: ContextName
}

export interface CallNode extends NodeBase {
  node: 'call'
  definition: FunctionDefinition
  args: readonly TypedNode[]
}

export interface AggregateNode extends NodeBase {
  node: 'aggregate'
  name: AggregateName
  /** To-one relations before the to-many one. */
  steps: readonly FieldStep[]
  entity: SchemaEntity
  relation: SchemaRelation
  /** The value of each item, or for any, every and none the condition; in the scope of the item. */
  item: TypedNode | null
  filter: TypedNode | null
  /** `joinof`: what stands between; a literal. `joinof`, `first`, `latest`: what they go by. */
  separator: string
  order: TypedNode | null
  direction: 'asc' | 'desc'
}

/** The first record of a table, by id, for which a condition holds. */
export interface LookupNode extends NodeBase {
  node: 'lookup'
  entity: SchemaEntity
  match: TypedNode
  /** Null asks only whether there is one. */
  value: TypedNode | null
}

/** What a field was before, and whether it changed. Only in rules. */
export interface ChangeNode extends NodeBase {
  node: 'old' | 'changed'
  entity: SchemaEntity
  field: SchemaField
}

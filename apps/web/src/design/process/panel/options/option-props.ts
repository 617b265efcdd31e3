import type { NodeOptionSchema } from './option-schema.ts'

/** An option of a node, and where its value goes. */
export interface NodeOptionProps {
  label: string
  schema: NodeOptionSchema
  required: boolean
  value: unknown
  /** Pointer inside the options: `/approvers`. */
  pointer: string
  /** Undefined takes the option away; `typed` joins what is typed to one step. */
  onChange(value: unknown, typed?: boolean): void
}

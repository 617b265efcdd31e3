import type { FieldModel } from '@mortise/metadata'
import { type FieldCellProps, type FieldInputProps, useRuntimeServices } from '@mortise/ui'
import type { ComponentType } from 'react'

/** Input and cell of a field, for values whose type is known to nobody but the field. */
export function useFieldKind(field: FieldModel): {
  Input: ComponentType<FieldInputProps>
  Cell: ComponentType<FieldCellProps>
} {
  const { Input, Cell } = useRuntimeServices().fieldRuntimes.get(field.type)
  return { Input: Input as ComponentType<FieldInputProps>, Cell: Cell as ComponentType<FieldCellProps> }
}

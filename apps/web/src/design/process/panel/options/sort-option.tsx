import type { Sort } from '@mortise/metadata'
import { useId } from 'react'
import { SortEditor } from '../../../../runtime/list/toolbar/sort-editor.tsx'
import { tryPart, usePanelPlace } from '../panel-context.ts'
import { OptionFrame } from './option-frame.tsx'
import type { NodeOptionProps } from './option-props.ts'

const anySort: Sort[] = [{ field: 'id', direction: 'asc' }]

/** In which order records are found. */
export function SortOption({ label, value, pointer, onChange }: NodeOptionProps) {
  const id = useId()
  const panel = usePanelPlace()
  const part = tryPart(
    { ...panel, node: withSort(panel.node, pointer) },
    { pointer: `${pointer}/0/field`, value: 'id', part: 'field' },
  )
  const table = part && panel.place.model.entities.get(part.entity)
  if (!table) return null
  return (
    <OptionFrame label={label} pointer={pointer} id={id}>
      <SortEditor
        entity={table}
        sort={Array.isArray(value) ? (value as Sort[]) : []}
        onChange={(sort) => onChange(sort.length > 0 ? sort : undefined)}
      />
    </OptionFrame>
  )
}

/** What the type says of the table is asked with something to sort by in place. */
function withSort<Node extends { options?: object }>(node: Node, pointer: string): Node {
  return { ...node, options: { ...node.options, [pointer.slice(1)]: anySort } }
}

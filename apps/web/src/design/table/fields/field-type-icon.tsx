import { fieldDesigners } from '@mortise/kinds/designer'
import { IconSquare } from '@tabler/icons-react'

/** The icon of a type of field; beside its name, so hidden from screen readers. */
export function FieldTypeIcon({ type, size = 15 }: { type: string; size?: number }) {
  const Icon = fieldDesigners.has(type) ? fieldDesigners.get(type).icon : IconSquare
  return (
    <span className="ui-icon" aria-hidden>
      <Icon size={size} stroke={1.75} />
    </span>
  )
}

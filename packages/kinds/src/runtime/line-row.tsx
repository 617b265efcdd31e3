import type { FieldModel } from '@mortise/metadata'
import type { FieldInputProps } from '@mortise/ui'
import { IconGripVertical } from '@tabler/icons-react'
import type { KeyboardEvent, PointerEvent } from 'react'
import { useFieldText } from './field-texts.ts'
import { LineActions } from './line-actions.tsx'
import { LineCell } from './line-cell.tsx'
import type { Line } from './line-columns.ts'
import classes from './lines.module.css'
import type { LineDrag } from './use-line-drag.ts'
import type { LinesModel } from './use-lines.ts'

interface LineRowProps extends Omit<FieldInputProps<readonly Line[]>, 'columns'> {
  columns: readonly FieldModel[]
  line: Line
  index: number
  model: LinesModel
  drag: LineDrag | null
  onOpen(index: number): void
  onDragStart(event: PointerEvent<HTMLElement>, index: number): void
  onKeyDown(event: KeyboardEvent<HTMLElement>, index: number): void
}

/** One line as it is edited: its handle, its values, what can be done with it. */
export function LineRow({ columns, line, index, model, drag, onOpen, onDragStart, onKeyDown, ...props }: LineRowProps) {
  const t = useFieldText()
  const count = model.lines.length
  const drop = drag?.slot === index ? 'before' : drag?.slot === count && index === count - 1 ? 'after' : undefined
  return (
    <tr
      onKeyDown={(event) => onKeyDown(event, index)}
      data-dragged={drag?.from === index || undefined}
      data-drop={drop}
    >
      <td className={classes.number}>
        {/* For the pointer; the keyboard has Alt+Shift+↑/↓ and the buttons at the end of the line. */}
        <span
          className={classes.handle}
          title={t('dragLine', { n: index + 1 })}
          onPointerDown={props.disabled ? undefined : (event) => onDragStart(event, index)}
        >
          <IconGripVertical size={14} className={classes.grip} aria-hidden />
          {index + 1}
        </span>
      </td>
      {columns.map((field) => (
        <LineCell
          key={field.key}
          {...props}
          column={field}
          line={line}
          index={index}
          unread={model.unreadIn(index)[field.key]}
          onCell={(value) => model.set(index, field.key, value)}
        />
      ))}
      <td className={classes.actionCell}>
        <LineActions
          number={index + 1}
          last={index === count - 1}
          disabled={props.disabled}
          onOpen={() => onOpen(index)}
          onMove={(by) => model.move(index, index + by)}
          onCopy={() => model.copy(index)}
          onRemove={() => model.remove(index)}
        />
      </td>
    </tr>
  )
}

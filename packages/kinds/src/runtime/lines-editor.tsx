import { localize } from '@mortise/core'
import type { EntityModel } from '@mortise/metadata'
import { Button, type FieldInputProps, parseTsv, toast, toastError, useRuntimeServices } from '@mortise/ui'
import { IconPlus } from '@tabler/icons-react'
import { type ClipboardEvent, useMemo, useRef, useState } from 'react'
import { useFieldText } from './field-texts.ts'
import { type Line, lineColumns, useLineEntity } from './line-columns.ts'
import { LineDialog } from './line-dialog.tsx'
import { afterRender, focusCell, lineKeys } from './line-keys.ts'
import { type LineHandlers, LineRow } from './line-row.tsx'
import classes from './lines.module.css'
import { LinesFoot } from './lines-foot.tsx'
import { LinesHead } from './lines-head.tsx'
import { pasteLines } from './pasted-lines.ts'
import { useLineDrag } from './use-line-drag.ts'
import { type LinesModel, useLines } from './use-lines.ts'

type LinesProps = FieldInputProps<readonly Line[]>
type EntityLinesProps = LinesProps & { entity: EntityModel }

/**
 * The lines of a sub-table, edited in place. Enter goes to the next line and adds one after the last, Alt+Shift+↑/↓
 * moves a line, Alt+Enter opens it with all its fields, and cells of a spreadsheet can be pasted.
 */
export function LinesEditor(props: LinesProps) {
  const entity = useLineEntity(props.field)
  return entity ? <EntityLinesEditor {...props} entity={entity} /> : null
}

function EntityLinesEditor({ entity, ...props }: EntityLinesProps) {
  const { language } = useRuntimeServices()
  const t = useFieldText()
  const wanted = props.lines?.columns
  const columns = useMemo(() => lineColumns(entity, wanted), [entity, wanted])
  const model = useLines(entity, props)
  const table = useRef<HTMLTableElement>(null)
  const [open, setOpen] = useState<number | null>(null)
  const { drag, start } = useLineDrag(table, model.move)
  const onPaste = useLinePaste(entity, props, model)
  const onKeyDown = lineKeys(model, table, props.disabled, setOpen)
  const handlers = useHandlers({ model: () => model, onOpen: setOpen, onDragStart: start, onKeyDown })
  function add() {
    model.add()
    afterRender(() => focusCell(table.current, model.lines.length, 1))
  }
  return (
    <fieldset
      className={classes.wrap}
      data-error={props.error ? true : undefined}
      aria-label={localize(props.field.label, language)}
      onPaste={props.disabled ? undefined : onPaste}
    >
      <table ref={table} className={classes.table}>
        <LinesHead columns={columns} actions />
        <tbody>
          {model.lines.map((line, index) => (
            <LineRow
              key={model.keys[index]}
              field={props.field}
              id={props.id}
              disabled={props.disabled}
              problems={props.problems}
              columns={columns}
              line={line}
              index={index}
              count={model.lines.length}
              unread={model.unreadIn(index)}
              rules={props.lineRules?.[index]}
              drag={drag}
              handlers={handlers}
            />
          ))}
        </tbody>
        <LinesFoot columns={columns} totals={props.lines?.totals} lines={model.lines} actions />
      </table>
      {model.lines.length === 0 && <div className={classes.none}>{t('noLines')}</div>}
      <div className={classes.footer}>
        <Button
          id={props.id}
          // The label of the form points here, so that a click on it leads in; it is not what the button does.
          aria-label={t('addLine')}
          variant="subtle"
          size="xs"
          disabled={props.disabled}
          leftSection={<IconPlus size={14} stroke={1.8} />}
          onClick={add}
        >
          {t('addLine')}
        </Button>
      </div>
      {open === null ? null : (
        <LineDialog
          {...props}
          entity={entity}
          model={model}
          index={open}
          onGo={setOpen}
          onClose={() => {
            setOpen(null)
            afterRender(() => focusCell(table.current, open, 1))
          }}
        />
      )}
    </fieldset>
  )
}

/** Handlers that stay the same, so that a line is drawn again only when it changes, and do what the latest ones do. */
function useHandlers(now: LineHandlers): LineHandlers {
  const latest = useRef(now)
  latest.current = now
  return useMemo(
    () => ({
      model: () => latest.current.model(),
      onOpen: (index) => latest.current.onOpen(index),
      onDragStart: (event, index) => latest.current.onDragStart(event, index),
      onKeyDown: (event, index) => latest.current.onKeyDown(event, index),
    }),
    [],
  )
}

/** Several cells from a spreadsheet go into lines; a single text goes where the cursor is, as ever. */
function useLinePaste(entity: EntityModel, props: LinesProps, model: LinesModel) {
  const services = useRuntimeServices()
  const t = useFieldText()
  const latest = useRef(model)
  latest.current = model
  return (event: ClipboardEvent<HTMLElement>) => {
    const text = event.clipboardData.getData('text/plain')
    const cells = parseTsv(text)
    if (cells.length < 2 && (cells[0]?.length ?? 0) < 2) return
    event.preventDefault()
    const { line, column } = placeOf(event.target as Element, model.lines.length)
    const columns = lineColumns(entity, props.lines?.columns)
    pasteLines({ cells, lines: () => latest.current.lines, line, column, columns, entity, services }).then(
      (pasted) => {
        latest.current.accept(pasted)
        toast(t('linesPasted', { count: pasted.count }))
        if (pasted.refused > 0) toastError(t('tooManyLines', { max: pasted.lines.length, count: pasted.refused }))
      },
      // The lookup of records failed; the clipboard still holds everything.
      () => toastError(t('searchFailed')),
    )
  }
}

/** The cell that something happened in; behind the last line when it was in none. */
function placeOf(target: Element, count: number): { line: number; column: number } {
  const cell = target.closest('td')
  const row = target.closest('tr')
  if (!cell || !row || row.closest('tbody') === null) return { line: count, column: 0 }
  return { line: row.sectionRowIndex, column: Math.max(0, cell.cellIndex - 1) }
}

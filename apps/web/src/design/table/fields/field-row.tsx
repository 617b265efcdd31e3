import type { ValidationIssue } from '@mortise/api'
import type { EntityDocument, FieldDocument } from '@mortise/metadata'
import { Checkbox, StatusChip, Tooltip, UnstyledButton, useLanguage, useLocalize, useText } from '@mortise/ui'
import { IconAlertCircle, IconGripVertical } from '@tabler/icons-react'
import { type KeyboardEvent, memo } from 'react'
import { useDesign } from '../../draft/design-context.ts'
import { dragIntoList } from '../../drop-list/drag-into-list.ts'
import { withMain } from '../../with-main.ts'
import { LiveInput } from '../live-input.tsx'
import classes from '../table-designer.module.css'
import type { TableActions } from '../use-table.ts'
import { FieldMenu } from './field-menu.tsx'
import { fieldTexts } from './field-texts.ts'
import { FieldTypeIcon } from './field-type-icon.tsx'
import { useMissingOptions } from './use-missing-options.ts'

export interface FieldRowProps {
  table: EntityDocument
  field: FieldDocument
  /** Among the fields in use. */
  place: number
  actions: TableActions
  selected: boolean
  issues: readonly ValidationIssue[]
  onSelect(key: string): void
  /** Before the row of that place. */
  onMove(key: string, to: number): void
}

/** A field in the list: its name and flags are changed here, the rest in its properties. */
export function FieldRow(props: FieldRowProps) {
  const { table, field, place, actions, selected, issues, onSelect, onMove } = props
  const t = useText(fieldTexts)
  const localize = useLocalize()
  const language = useLanguage()
  const { fieldTypes } = useDesign()
  const kind = fieldTypes.has(field.type) ? fieldTypes.get(field.type) : null
  const name = localize(field.label)
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (step === undefined || event.nativeEvent.isComposing) return
    event.preventDefault()
    if (event.altKey) onMove(field.key, step < 0 ? place - 1 : place + 2)
    else focusNeighbour(event.currentTarget, event.target, step)
  }
  return (
    <tr
      className={classes.row}
      data-drop-row
      data-field={field.key}
      data-selected={selected || undefined}
      aria-selected={selected}
      onFocus={() => selected || onSelect(field.key)}
      onClick={() => selected || onSelect(field.key)}
      onKeyDown={onKeyDown}
    >
      <td>
        <Tooltip label={t('moveHint')} openDelay={600}>
          <UnstyledButton
            className={classes.handle}
            aria-label={`${t('move', { name })}（${t('moveHint')}）`}
            onPointerDown={(event) => dragIntoList(event, { what: field.key, onDrop: (to) => onMove(field.key, to) })}
          >
            <IconGripVertical size={14} aria-hidden />
          </UnstyledButton>
        </Tooltip>
      </td>
      <td>
        <span className={classes.nameCell}>
          <FieldTypeIcon type={field.type} />
          <LiveInput
            size="xs"
            variant="unstyled"
            className={classes.nameInput}
            aria-label={`${t('label')}: ${name}`}
            maxLength={100}
            value={name}
            onChange={(typed) =>
              actions.changeField(
                field.key,
                (present) => ({ ...present, label: withMain(present.label, typed, language) ?? present.label }),
                'label',
              )
            }
          />
          <FieldMarks table={table} field={field} issues={issues} />
        </span>
      </td>
      <td className={classes.keyCell}>{field.key}</td>
      <td className={classes.typeCell}>{kind ? localize(kind.label) : field.type}</td>
      <Flags field={field} figures={table.figures !== undefined} actions={actions} name={name} />
      <td>
        <FieldMenu table={table} field={field} place={place} actions={actions} onMove={onMove} onSelect={onSelect} />
      </td>
    </tr>
  )
}

/** The same input of the row before or behind. */
function focusNeighbour(row: HTMLElement, target: EventTarget, step: number): void {
  const cell = target instanceof HTMLElement ? target.closest('td') : null
  const index = cell ? [...row.children].indexOf(cell) : 1
  const sibling = step < 0 ? row.previousElementSibling : row.nextElementSibling
  sibling?.children[index]?.querySelector<HTMLElement>('input, button')?.focus()
}

const FieldMarks = memo(function FieldMarks({
  table,
  field,
  issues,
}: {
  table: EntityDocument
  field: FieldDocument
  issues: readonly ValidationIssue[]
}) {
  const t = useText(fieldTexts)
  const localize = useLocalize()
  const { published } = useDesign()
  const missing = useMissingOptions(field)
  const faults =
    missing.length > 0 ? [t('missing', { what: missing.join('、') })] : issues.map(({ message }) => localize(message))
  const former = published.get(`entity/${table.key}`)
  const known = former?.kind === 'entity' && former.fields.some(({ key }) => key === field.key)
  return (
    <>
      {table.titleField === field.key ? (
        <Tooltip label={t('titleHint')}>
          <span>
            <StatusChip size="sm" colour="indigo">
              {t('title')}
            </StatusChip>
          </span>
        </Tooltip>
      ) : null}
      {former && !known ? (
        <StatusChip size="sm" colour="green">
          {t('draftNew')}
        </StatusChip>
      ) : null}
      {issues.length > 0 ? (
        <Tooltip label={faults.join(' ')} multiline maw={320}>
          <span className={classes.issueMark} data-severity={issues[0]?.severity}>
            <IconAlertCircle size={15} aria-hidden />
            <span className="ui-visually-hidden">{t('issuesHere')}</span>
          </span>
        </Tooltip>
      ) : null}
    </>
  )
})

interface FlagsProps {
  field: FieldDocument
  figures: boolean
  actions: TableActions
  name: string
}

function Flags({ field, figures, actions, name }: FlagsProps) {
  const t = useText(fieldTexts)
  const flags = useFlags(field, figures)
  return (['required', 'unique', 'searchable'] as const).map((flag) => (
    <td key={flag} className={classes.flag}>
      {flags[flag] ? (
        <Checkbox
          size="xs"
          aria-label={`${t(flag)}: ${name}`}
          checked={field[flag] ?? false}
          onChange={(event) => {
            const on = event.currentTarget.checked
            actions.changeField(field.key, (present) => withFlag(present, flag, on))
          }}
        />
      ) : null}
    </td>
  ))
}

export type FieldFlag = 'required' | 'unique' | 'searchable' | 'indexed'

/** The field with a flag set, or without it. */
export function withFlag(field: FieldDocument, flag: FieldFlag, on: boolean): FieldDocument {
  const { [flag]: _, ...rest } = field
  return on ? { ...rest, [flag]: true } : rest
}

/** Which flags a field of this type may have; nothing is demanded of figures, which nobody enters. */
export function useFlags({ type }: FieldDocument, figures: boolean): Record<FieldFlag, boolean> {
  const { fieldTypes } = useDesign()
  const kind = fieldTypes.has(type) ? fieldTypes.get(type) : null
  const plain = kind !== null && kind.relation === undefined && kind.lookupOption === undefined
  return {
    required: !figures && kind !== null && kind.writable !== false,
    unique: !figures && (kind?.unique ?? false),
    indexed: !figures && (kind?.unique ?? false),
    searchable: plain && kind.text !== undefined,
  }
}

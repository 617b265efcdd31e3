import { localize } from '@mortise/core'
import { type EntityModel, type FieldModel, shownField } from '@mortise/metadata'
import { ActionIcon, Button, type FieldInputProps, Input, Modal, usePhone, useRuntimeServices } from '@mortise/ui'
import { IconChevronLeft, IconChevronRight, IconCopy, IconPlus, IconTrash } from '@tabler/icons-react'
import { type ComponentType, type KeyboardEvent, useEffect, useRef } from 'react'
import { useFieldText } from './field-texts.ts'
import { type Line, lineColumns } from './line-columns.ts'
import classes from './line-dialog.module.css'
import type { LinesModel } from './use-lines.ts'

interface LineDialogProps extends FieldInputProps<readonly Line[]> {
  entity: EntityModel
  model: LinesModel
  index: number
  onGo(index: number): void
  onClose(): void
}

/**
 * One line with all its fields, those too that are no columns; on a phone over the whole screen. Alt+↑/↓ (or Ctrl+↑/↓
 * on a Mac) goes to the line before and after it.
 */
export function LineDialog({ entity, model, index, onGo, onClose, ...props }: LineDialogProps) {
  const t = useFieldText()
  const { language } = useRuntimeServices()
  const isPhone = usePhone()
  const count = model.lines.length
  const line = model.lines[index]
  const body = useRef<HTMLFieldSetElement>(null)
  const columns = fieldsOf(entity, props.lines?.columns)
  useFirstInput(body, index)
  if (!line) return null
  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (step === 0 || !(event.altKey || event.ctrlKey) || event.shiftKey) return
    event.preventDefault()
    event.stopPropagation()
    const next = index + step
    if (next >= 0 && next < count) onGo(next)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      fullScreen={isPhone}
      size={640}
      title={t('lineOf', { n: index + 1, count, name: localize(props.field.label, language) })}
    >
      <fieldset ref={body} className={classes.body} onKeyDown={onKeyDown} aria-label={t('editLine', { n: index + 1 })}>
        <div className={classes.fields}>
          {columns.map((column) => (
            <LineField
              key={`${model.keys[index]} ${column.key}`}
              {...props}
              column={column}
              line={line}
              index={index}
              unread={model.unreadIn(index)[column.key]}
              onCell={(value) => model.set(index, column.key, value)}
            />
          ))}
        </div>
        <div className={classes.foot}>
          <ActionIcon aria-label={t('previousLine')} disabled={index === 0} onClick={() => onGo(index - 1)}>
            <IconChevronLeft size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon aria-label={t('nextLine')} disabled={index === count - 1} onClick={() => onGo(index + 1)}>
            <IconChevronRight size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            aria-label={t('copyLine', { n: index + 1 })}
            disabled={props.disabled}
            onClick={() => {
              model.copy(index)
              onGo(index + 1)
            }}
          >
            <IconCopy size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            aria-label={t('removeLine', { n: index + 1 })}
            disabled={props.disabled}
            onClick={() => {
              model.remove(index)
              if (count === 1) onClose()
              else if (index === count - 1) onGo(index - 1)
            }}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
          <span className={classes.gap} />
          <Button
            variant="default"
            disabled={props.disabled}
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => {
              model.add()
              onGo(count)
            }}
          >
            {t('addLine')}
          </Button>
          <Button onClick={onClose}>{t('lineDone')}</Button>
        </div>
      </fieldset>
    </Modal>
  )
}

/** The columns in their order, then the other fields of the line. */
function fieldsOf(entity: EntityModel, columns: readonly string[] | undefined): FieldModel[] {
  return [...new Set([...lineColumns(entity, columns), ...lineColumns(entity, undefined)])]
}

/** Each line is filled in from its first input on. */
function useFirstInput(body: { readonly current: HTMLFieldSetElement | null }, index: number): void {
  useEffect(() => {
    const timer = setTimeout(() => body.current?.querySelector<HTMLElement>('input, textarea')?.focus(), 60)
    return () => clearTimeout(timer)
  }, [body, index])
}

interface LineFieldProps extends FieldInputProps<readonly Line[]> {
  column: FieldModel
  line: Line
  index: number
  unread?: string | undefined
  onCell(value: unknown): void
}

function LineField({ column, line, index, unread, onCell, id, disabled, problems, lineRules }: LineFieldProps) {
  const t = useFieldText()
  const { language, fieldRuntimes } = useRuntimeServices()
  const rules = lineRules?.[index]?.get(column.key)
  const { Input: Editor, Cell } = fieldRuntimes.get(column.type)
  const Typed = Editor as unknown as ComponentType<FieldInputProps>
  const Shown = fieldRuntimes.get(shownField(column).type).Cell as unknown as ComponentType<{
    field: FieldModel
    value: unknown
    appearance: 'text'
  }>
  const cellId = `${id}-line-${index}-${column.key}`
  const problem = unread === undefined ? problems?.[`${index}/${column.key}`] : t('unread', { text: unread })
  const isRead = column.kind.writable === false
  const value = line[column.key] ?? column.kind.blank ?? null
  return (
    <Input.Wrapper
      id={cellId}
      label={localize(column.label, language)}
      required={column.required || rules?.required}
      error={problem}
      labelProps={{ id: `${cellId}-label` }}
    >
      {isRead ? (
        <div className={classes.read}>
          {Cell ? <Shown field={shownField(column)} value={value} appearance="text" /> : null}
        </div>
      ) : (
        <Typed
          id={cellId}
          field={column}
          value={value}
          onChange={onCell}
          disabled={disabled}
          readOnly={rules?.readOnly === true}
          rules={rules}
          error={problem}
          describedBy={problem ? `${cellId}-error` : undefined}
          appearance="form"
        />
      )}
    </Input.Wrapper>
  )
}

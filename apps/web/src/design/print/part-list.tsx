import type { EntityModel, PrintDocument, PrintItem } from '@mortise/metadata'
import { ActionIcon, Button, Menu, UnstyledButton, useLocalize, useText } from '@mortise/ui'
import { IconDots, IconGripVertical, IconPlus } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { freeMemberKey } from '../button/button-edits.ts'
import { Findings } from '../button/command-steps.tsx'
import { useDesignModel } from '../draft/design-context.ts'
import { dragIntoList } from '../drop-list/drag-into-list.ts'
import { inBoth } from '../in-both.ts'
import { newPart, partKinds } from './new-part.ts'
import { PartPanel } from './parts/part-panel.tsx'
import classes from './print.module.css'
import { printTexts } from './print-texts.ts'

interface PartListProps {
  print: PrintDocument
  entity: EntityModel
  onChange(items: PrintItem[], merge?: string): void
}

/** The parts of a page from the top to the bottom; the open one with its properties. */
export function PartList({ print, entity, onChange }: PartListProps) {
  const t = useText(printTexts)
  const model = useDesignModel()
  const [open, setOpen] = useState<string | null>(null)
  const [said, say] = useState('')
  const name = usePartName(entity)
  const { items } = print
  function move(from: number, to: number) {
    const place = Math.max(0, Math.min(to > from ? to - 1 : to, items.length - 1))
    const [moved] = items.slice(from, from + 1)
    if (!moved || place === from) return
    onChange(items.toSpliced(from, 1).toSpliced(place, 0, moved))
    say(t('moved', { name: name(moved), place: place + 1, count: items.length }))
  }
  function add(kind: PrintItem['item']) {
    const key = freeMemberKey(items, kind)
    const made = newPart(kind, key, { model, entity, words: inBoth(printTexts, 'newText') })
    if (!made) return
    const at = open === null ? items.length : items.findIndex((one) => one.key === open) + 1
    onChange(items.toSpliced(at, 0, made))
    setOpen(key)
  }
  const put = (at: number, change: object, merge?: string) => {
    const made = Object.entries({ ...items[at], ...change }).filter(([, value]) => value !== undefined)
    onChange(items.with(at, Object.fromEntries(made) as PrintItem), merge && `${items[at]?.key} ${merge}`)
  }
  return (
    <section aria-label={t('parts')}>
      <ol className={classes.parts} data-drop-list>
        {items.map((item, at) => (
          <li key={item.key} className={classes.part} data-drop-row data-open={open === item.key || undefined}>
            <PartHead
              item={item}
              entity={entity}
              at={at}
              open={open === item.key}
              last={items.length === 1}
              onToggle={() => setOpen(open === item.key ? null : item.key)}
              onMove={move}
              onRemove={() => onChange(items.toSpliced(at, 1))}
              onDuplicate={() => onChange(items.toSpliced(at + 1, 0, { ...item, key: freeMemberKey(items, item.key) }))}
            />
            {open === item.key ? (
              <PartPanel item={item} entity={entity} put={(change, merge) => put(at, change, merge)} />
            ) : null}
            <Findings document={`print/${print.key}`} place={`/items/${at}`} />
          </li>
        ))}
      </ol>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button mt={10} size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />}>
            {t('addPart')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {partKinds
            .filter((kind) => newPart(kind, 'x', { model, entity, words: { zh: 'x', en: 'x' } }) !== null)
            .map((kind) => (
              <Menu.Item key={kind} onClick={() => add(kind)}>
                {t(`item_${kind}`)}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
      <span className="ui-visually-hidden" role="status">
        {said}
      </span>
    </section>
  )
}

interface PartHeadProps {
  item: PrintItem
  entity: EntityModel
  at: number
  open: boolean
  /** The only one, which has to stay. */
  last: boolean
  onToggle(): void
  onMove(from: number, to: number): void
  onRemove(): void
  onDuplicate(): void
}

function PartHead({ item, entity, at, open, last, onToggle, onMove, onRemove, onDuplicate }: PartHeadProps) {
  const t = useText(printTexts)
  const name = usePartName(entity)(item)
  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowUp: -1, ArrowDown: 2 }[event.key]
    if (!event.altKey || step === undefined) return
    event.preventDefault()
    onMove(at, at + step)
  }
  return (
    <div className={classes.partHead}>
      <span
        className={classes.handle}
        aria-hidden
        title={t('moveHint')}
        onPointerDown={(event) => dragIntoList(event, { what: item.key, onDrop: (to) => onMove(at, to) })}
      >
        <IconGripVertical size={13} />
      </span>
      <UnstyledButton
        className={classes.partName}
        aria-expanded={open}
        title={t('moveHint')}
        onClick={onToggle}
        onKeyDown={onKeyDown}
      >
        <span className={classes.partKind}>{t(`item_${item.item}`)}</span>
        <span className="ui-truncate">{name}</span>
      </UnstyledButton>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size="sm" aria-label={t('more', { name: name || t(`item_${item.item}`) })}>
            <IconDots size={14} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onDuplicate}>{t('duplicate')}</Menu.Item>
          <Menu.Item color="red" disabled={last} onClick={onRemove}>
            {t('remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

/** What a part is called in the list: its text, or the fields that are in it. */
function usePartName(entity: EntityModel): (item: PrintItem) => string {
  const localize = useLocalize()
  const model = useDesignModel()
  const named = (path: string) => {
    const field = entity.fields.get(path.split('.')[0] ?? '')
    return field ? localize(field.label) : path
  }
  return (item) => {
    if (item.item === 'text') return localize(item.text)
    if (item.item === 'fields') return item.fields.map(named).join(localize({ zh: '、', en: ', ' }))
    if (item.item === 'approvals') {
      const process = item.process === undefined ? undefined : model.processes.get(item.process)
      return process ? localize(process.label) : ''
    }
    return 'field' in item && item.field !== undefined ? named(item.field) : ''
  }
}

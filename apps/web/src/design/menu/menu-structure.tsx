import type { MenuDocument } from '@mortise/metadata'
import { AppIcon, useLocalize, useText } from '@mortise/ui'
import { IconGripVertical, IconUsers } from '@tabler/icons-react'
import { type KeyboardEvent, useRef } from 'react'
import { useDesignModel } from '../draft/design-context.ts'
import { dragIntoList } from '../drop-list/drag-into-list.ts'
import { menuDesignTexts } from './menu-design-texts.ts'
import classes from './menu-designer.module.css'
import { type MenuRow, moveRow, removeRow, rowId, rowsOfMenu, shiftRow } from './menu-edits.ts'
import { targetOf } from './menu-target.ts'
import { useMenuEdit } from './use-menu-edit.ts'

interface MenuStructureProps {
  menu: MenuDocument
  selected: string | null
  onSelect(id: string | null): void
}

/** Groups and entries in their order: dragged, or moved by the keys. */
export function MenuStructure({ menu, selected, onSelect }: MenuStructureProps) {
  const t = useText(menuDesignTexts)
  const localize = useLocalize()
  const model = useDesignModel()
  const edit = useMenuEdit(menu.key)
  const live = useRef<HTMLDivElement>(null)
  const rows = rowsOfMenu(menu)
  const labelOf = (row: MenuRow) =>
    row.row === 'group'
      ? row.group.label
      : (row.entry.label ?? targetOf(model, row.entry)?.label ?? { zh: row.entry.key, en: row.entry.key })
  function move(row: MenuRow, change: (menu: MenuDocument) => MenuDocument) {
    edit('didMove', labelOf(row), change)
    const after = rowsOfMenu(change(menu))
    const index = after.findIndex((one) => rowId(one) === rowId(row)) + 1
    if (live.current)
      live.current.textContent = t('moved', { name: localize(labelOf(row)), index, count: after.length })
  }
  function onKeyDown(event: KeyboardEvent) {
    const at = rows.findIndex((row) => rowId(row) === selected)
    const row = rows[at]
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] as 1 | -1 | undefined
    if (step && event.altKey && row) move(row, (present) => shiftRow(present, rowId(row), step))
    else if (step) {
      const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))]
      if (next) onSelect(rowId(next))
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && row) {
      edit('didRemove', labelOf(row), (present) => removeRow(present, rowId(row)))
      onSelect(null)
    } else return
    event.preventDefault()
  }
  return (
    <>
      <p className={classes.hint}>{t('structureHint')}</p>
      {rows.length === 0 ? <p className={classes.hint}>{t('empty')}</p> : null}
      <div
        className={classes.structure}
        role="listbox"
        tabIndex={0}
        aria-label={t('structure')}
        aria-activedescendant={selected === null ? undefined : domId(selected)}
        data-drop-list
        onKeyDown={onKeyDown}
      >
        {rows.map((row) => {
          const id = rowId(row)
          const target = row.row === 'entry' ? targetOf(model, row.entry) : null
          const roles = row.row === 'entry' ? (row.entry.roles?.length ?? 0) : 0
          return (
            // The keys are those of the list around it.
            // biome-ignore lint/a11y/useKeyWithClickEvents: see above
            // biome-ignore lint/a11y/useFocusableInteractive: see above
            <div
              key={id}
              id={domId(id)}
              role="option"
              aria-selected={id === selected}
              className={classes.row}
              data-kind={row.row}
              data-drop-row={id}
              onClick={() => onSelect(id)}
              onPointerDown={(event) =>
                dragIntoList(event, {
                  what: id,
                  onDrop: (at) => move(row, (present) => moveRow(present, id, at)),
                })
              }
            >
              <IconGripVertical size={13} aria-hidden className={classes.grip} />
              {row.row === 'entry' ? (
                <AppIcon name={row.entry.icon ?? target?.icon ?? 'alert-triangle'} size={15} />
              ) : null}
              <span className="ui-truncate">{localize(labelOf(row))}</span>
              {row.row === 'entry' && !target ? <span className={classes.gone}>{t('gone')}</span> : null}
              {roles > 0 ? (
                <span className={classes.roles} title={t('rolesCount', { count: roles })}>
                  <IconUsers size={13} aria-hidden />
                  {roles}
                </span>
              ) : null}
            </div>
          )
        })}
      </div>
      <div ref={live} className="ui-visually-hidden" role="status" aria-live="assertive" />
    </>
  )
}

const domId = (id: string) => `menu-${id.replace(' ', '-')}`

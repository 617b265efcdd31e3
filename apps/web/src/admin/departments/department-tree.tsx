import type { AdminDepartment, AdminUser } from '@mortise/api'
import { phoneQuery, Tree, useLocalize, useMediaQuery, useText, useTree } from '@mortise/ui'
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react'
import { deleteDepartment } from './delete-department.ts'
import { type DepartmentMove, dropMove, type MoveDirection, stepMove } from './department-moves.ts'
import { DepartmentRow } from './department-row.tsx'
import { departmentTexts } from './department-texts.ts'
import classes from './department-tree.module.css'
import { InUseDialog, isInUse } from './in-use-dialog.tsx'
import { useDepartmentNodes } from './use-department-nodes.ts'
import { useMoveDepartment } from './use-move-department.ts'

export interface DepartmentTreeProps {
  departments: readonly AdminDepartment[]
  people: readonly AdminUser[]
  onEdit(department: AdminDepartment): void
  onAddBelow(parentId: string): void
}

/** The departments as a tree that is rearranged by dragging, with the keyboard, or by the menu of a row. */
export function DepartmentTree({ departments, people, onEdit, onAddBelow }: DepartmentTreeProps) {
  const t = useText(departmentTexts)
  const phone = useMediaQuery(phoneQuery, false, { getInitialValueInEffect: false })
  const nodes = useDepartmentNodes(departments)
  const byId = useMemo(() => new Map(departments.map((department) => [department.id, department])), [departments])
  const names = useMemo(() => new Map(people.map(({ id, name }) => [id, name])), [people])
  const { tree, move, said } = useTreeMoves(departments)
  const step = (id: string, direction: MoveDirection) => move(stepMove(departments, id, direction))
  const [blocked, setBlocked] = useState<AdminDepartment | null>(null)
  const remove = (department: AdminDepartment) =>
    isInUse(department, departments) ? setBlocked(department) : void deleteDepartment(department)
  function onKey(event: KeyboardEvent<HTMLElement>) {
    const item = (event.target as HTMLElement).closest<HTMLElement>('[role=treeitem]')
    const department = byId.get(item?.dataset.value ?? '')
    // Keys pressed in a menu or on a button of the row are theirs.
    if (!department || event.target !== item) return
    const act = keyAction(event, {
      step: (direction) => step(department.id, direction),
      edit: () => onEdit(department),
      remove: () => remove(department),
    })
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  return (
    <div className={classes.root}>
      <p className={classes.hint}>{t(phone ? 'hintPhone' : 'hint')}</p>
      <span className="ui-visually-hidden" role="status">
        {said}
      </span>
      <Tree
        tree={tree}
        data={nodes}
        levelOffset={0}
        expandOnClick={false}
        aria-label={t('tree')}
        classNames={{ root: classes.tree, node: classes.node, label: classes.label }}
        onKeyDownCapture={onKey}
        allowDrop={({ draggedNode, targetNode, position }) =>
          dropMove(departments, { id: draggedNode, target: targetNode, position }) !== null
        }
        onDragDrop={({ draggedNode, targetNode, position }) =>
          move(dropMove(departments, { id: draggedNode, target: targetNode, position }))
        }
        renderNode={(payload) => {
          const department = byId.get(payload.node.value)
          return department ? (
            <DepartmentRow
              payload={payload}
              department={department}
              head={names.get(department.headId ?? '') ?? null}
              canMove={(direction) => stepMove(departments, department.id, direction) !== null}
              onMove={(direction) => step(department.id, direction)}
              onEdit={() => onEdit(department)}
              onAddBelow={() => onAddBelow(department.id)}
              onDelete={() => remove(department)}
            />
          ) : null
        }}
      />
      {blocked ? <InUseDialog department={blocked} departments={departments} onClose={() => setBlocked(null)} /> : null}
    </div>
  )
}

/** The tree with everything open, a way to move in it, and what a move comes to, for who does not see it. */
function useTreeMoves(departments: readonly AdminDepartment[]) {
  const t = useText(departmentTexts)
  const localize = useLocalize()
  const tree = useTree({ initialExpandedState: Object.fromEntries(departments.map(({ id }) => [id, true])) })
  const { moveDepartment, last } = useMoveDepartment(departments)
  const { expand } = tree
  // A row that changed its parent is another element; the keyboard user goes on from it.
  useEffect(() => {
    if (!last?.byKeyboard) return
    document.querySelector<HTMLElement>(`[role=treeitem][data-value="${last.id}"]`)?.focus()
  }, [last])
  function move(wanted: DepartmentMove | null) {
    if (!wanted) return
    if (wanted.parentId) expand(wanted.parentId)
    const byKeyboard = document.activeElement?.getAttribute('data-value') === wanted.id
    void moveDepartment(wanted, byKeyboard)
  }
  const nameOf = (id: string | null) => {
    const found = departments.find((department) => department.id === id)
    return found ? localize(found.name) : ''
  }
  const said = last
    ? t(last.parentId ? 'movedBelow' : 'movedTop', {
        name: nameOf(last.id),
        parent: nameOf(last.parentId),
        place: last.index + 1,
      })
    : ''
  return { tree, move, said }
}

interface KeyActions {
  step(direction: MoveDirection): void
  edit(): void
  remove(): void
}

const arrows: { readonly [key: string]: MoveDirection } = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowRight: 'in',
  ArrowLeft: 'out',
}

function keyAction({ key, altKey }: KeyboardEvent, { step, edit, remove }: KeyActions): (() => void) | null {
  const direction = arrows[key]
  if (altKey && direction) return () => step(direction)
  if (key === 'Enter' || key === 'F2') return edit
  return key === 'Delete' ? remove : null
}

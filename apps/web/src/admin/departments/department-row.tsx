import type { AdminDepartment } from '@mortise/api'
import { ActionIcon, Menu, PersonAvatar, type RenderTreeNodePayload, useLocalize, useText } from '@mortise/ui'
import {
  IconArrowDown,
  IconArrowUp,
  IconChevronRight,
  IconDots,
  IconGripVertical,
  IconIndentDecrease,
  IconIndentIncrease,
  IconPencil,
  IconPlus,
  IconTrash,
  type TablerIcon,
} from '@tabler/icons-react'
import type { MoveDirection } from './department-moves.ts'
import { departmentTexts } from './department-texts.ts'
import classes from './department-tree.module.css'

interface DepartmentRowProps {
  payload: RenderTreeNodePayload
  department: AdminDepartment
  head: string | null
  canMove(direction: MoveDirection): boolean
  onMove(direction: MoveDirection): void
  onEdit(): void
  onAddBelow(): void
  onDelete(): void
}

/** One department of the tree: name, head, how many people, and its menu. */
export function DepartmentRow({ payload, department, head, ...actions }: DepartmentRowProps) {
  const t = useText(departmentTexts)
  const localize = useLocalize()
  const { elementProps, expanded, hasChildren, tree, node, level } = payload
  const name = localize(department.name)
  return (
    <div {...elementProps} className={`${elementProps.className} ${classes.row}`}>
      <IconGripVertical size={14} aria-hidden className={classes.grip} />
      <span style={{ width: (level - 1) * 22 }} className={classes.indent} />
      {hasChildren ? (
        <ActionIcon
          size="sm"
          tabIndex={-1}
          aria-label={`${t(expanded ? 'collapse' : 'expand')}: ${name}`}
          onClick={() => tree.toggleExpanded(node.value)}
        >
          <IconChevronRight size={14} aria-hidden className={classes.chevron} data-expanded={expanded || undefined} />
        </ActionIcon>
      ) : (
        <span className={classes.noChevron} />
      )}
      <span className={classes.name}>{name}</span>
      {head ? (
        <span className={classes.head}>
          <PersonAvatar name={head} seed={department.headId ?? head} size={20} />
          <span className={classes.headName}>
            <span className="ui-visually-hidden">{t('head')}: </span>
            {head}
          </span>
        </span>
      ) : null}
      <span className={classes.people}>{t('people', { count: department.userCount })}</span>
      {/* The tree answers to arrows and clicks too, also to those inside the open menu. */}
      <span
        role="none"
        onKeyDown={(event) => event.stopPropagation()}
        onClick={(event) => event.stopPropagation()}
        className={classes.menu}
      >
        <RowMenu name={name} {...actions} />
      </span>
    </div>
  )
}

const moves: readonly {
  direction: MoveDirection
  label: 'moveUp' | 'moveDown' | 'moveIn' | 'moveOut'
  icon: TablerIcon
}[] = [
  { direction: 'up', label: 'moveUp', icon: IconArrowUp },
  { direction: 'down', label: 'moveDown', icon: IconArrowDown },
  { direction: 'in', label: 'moveIn', icon: IconIndentIncrease },
  { direction: 'out', label: 'moveOut', icon: IconIndentDecrease },
]

function RowMenu({
  name,
  canMove,
  onMove,
  onEdit,
  onAddBelow,
  onDelete,
}: { name: string } & Omit<DepartmentRowProps, 'payload' | 'department' | 'head'>) {
  const t = useText(departmentTexts)
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon aria-label={t('actionsOf', { name })}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} onClick={onEdit}>
          {t('edit')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPlus size={15} aria-hidden />} onClick={onAddBelow}>
          {t('newBelow')}
        </Menu.Item>
        <Menu.Divider />
        {moves.map(({ direction, label, icon: Icon }) => (
          <Menu.Item
            key={direction}
            leftSection={<Icon size={15} aria-hidden />}
            disabled={!canMove(direction)}
            onClick={() => onMove(direction)}
          >
            {t(label)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<IconTrash size={15} aria-hidden />} onClick={onDelete}>
          {t('delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

import { AppIcon, shortcutParts, Tooltip, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { taskCountQuery } from '../api/process-queries.ts'
import { shellTexts } from './shell-texts.ts'
import menu from './sidebar-menu.module.css'
import classes from './tasks-entry.module.css'

/** To the tasks of the user, with how many wait. It belongs to no app, so it stands above their menu. */
export function TasksEntry({ folded = false, onFollow }: { folded?: boolean; onFollow?(): void }) {
  const t = useText(shellTexts)
  const { todo, overdue } = useQuery(taskCountQuery).data ?? { todo: 0, overdue: 0 }
  const name = todo > 0 ? t('tasksWaiting', { count: todo }) : t('tasks')
  return (
    <Tooltip
      label={folded ? name : shortcutParts('g t').join(' ')}
      position="right"
      openDelay={folded ? 100 : 900}
      disabled={false}
    >
      <Link
        to="/tasks"
        className={`${menu.entry} ${classes.entry}`}
        data-folded={folded || undefined}
        activeProps={{ 'data-active': true, 'aria-current': 'page' }}
        onClick={onFollow}
      >
        <AppIcon name="clipboard-check" size={16} />
        <span className="ui-visually-hidden">{name}</span>
        {folded ? null : (
          <span className="ui-truncate" aria-hidden>
            {t('tasks')}
          </span>
        )}
        {todo > 0 ? (
          <span
            aria-hidden
            className={classes.count}
            data-overdue={overdue > 0 || undefined}
            data-folded={folded || undefined}
          >
            {todo > 99 ? '99+' : todo}
          </span>
        ) : null}
      </Link>
    </Tooltip>
  )
}

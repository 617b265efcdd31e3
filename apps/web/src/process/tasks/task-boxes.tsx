import type { InboxBox } from '@mortise/api'
import { useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { taskCountQuery } from '../../api/process-queries.ts'
import classes from './task-boxes.module.css'
import { type TaskSearch, taskBoxes } from './task-search.ts'
import { taskTexts } from './task-texts.ts'

/** The four boxes; what narrows one of them stays when another is opened. */
export function TaskBoxes({ search }: { search: TaskSearch }) {
  const t = useText(taskTexts)
  const { todo, copies: copied } = useQuery(taskCountQuery).data ?? { todo: 0, copies: 0 }
  const counts: { [box in InboxBox]?: number } = { todo, copied }
  const { box: present = 'todo', visit: _, overdue: __, ...kept } = search
  return (
    <nav className={classes.boxes} aria-label={t('boxes')}>
      {taskBoxes.map((box) => (
        <Link
          key={box}
          to="/tasks"
          search={box === 'todo' ? kept : { ...kept, box }}
          className={classes.box}
          data-active={box === present || undefined}
          aria-current={box === present ? 'page' : undefined}
        >
          {t(box)}
          <Count count={counts[box] ?? 0} />
        </Link>
      ))}
    </nav>
  )
}

function Count({ count }: { count: number }) {
  return count > 0 ? <span className={classes.count}>{count > 999 ? '999+' : count}</span> : null
}

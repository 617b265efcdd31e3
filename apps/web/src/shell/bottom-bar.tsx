import { UnstyledButton, useText } from '@mortise/ui'
import { IconClipboardCheck, IconHome, IconMenu2, IconPlus, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { taskCountQuery } from '../api/process-queries.ts'
import { useOpenApp } from '../api/use-app.ts'
import classes from './bottom-bar.module.css'
import { useShell } from './shell-context.ts'
import { shellTexts } from './shell-texts.ts'
import { useCreateRecord } from './use-create-record.ts'

/** On a phone: home, tasks, search, new, menu, within reach of the thumb. */
export function BottomBar() {
  const t = useText(shellTexts)
  const { openPalette, openMenu } = useShell()
  const { entity } = useParams({ strict: false })
  const mayCreate = useOpenApp()?.capabilities[entity ?? '']?.create === true
  const create = useCreateRecord()
  return (
    <nav className={classes.bar} aria-label={t('navigation')}>
      <Link to="/" className={classes.item} activeOptions={{ exact: true }} activeProps={{ 'data-active': true }}>
        <IconHome size={20} aria-hidden />
        {t('home')}
      </Link>
      <TasksItem />
      <UnstyledButton className={classes.item} onClick={openPalette}>
        <IconSearch size={20} aria-hidden />
        {t('searchShort')}
      </UnstyledButton>
      <UnstyledButton
        className={classes.item}
        onClick={() => (entity && mayCreate ? void create(entity) : openPalette())}
      >
        <IconPlus size={20} aria-hidden />
        {t('newRecord')}
      </UnstyledButton>
      <UnstyledButton className={classes.item} onClick={openMenu} aria-haspopup="dialog">
        <IconMenu2 size={20} aria-hidden />
        {t('menu')}
      </UnstyledButton>
    </nav>
  )
}

function TasksItem() {
  const t = useText(shellTexts)
  const { todo } = useQuery(taskCountQuery).data ?? { todo: 0 }
  return (
    <Link to="/tasks" className={classes.item} activeProps={{ 'data-active': true }}>
      <span className={classes.counted} aria-hidden>
        <IconClipboardCheck size={20} />
        {todo > 0 ? <span className={classes.count}>{todo > 99 ? '99+' : todo}</span> : null}
      </span>
      <span aria-hidden={todo > 0}>{t('tasksShort')}</span>
      {todo > 0 ? <span className="ui-visually-hidden">{t('tasksWaiting', { count: todo })}</span> : null}
    </Link>
  )
}

import type { SystemState } from '@mortise/api'
import { CopyButton, Table, useLocalize, useText } from '@mortise/ui'
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useId } from 'react'
import { appQuery } from '../../api/app-description.ts'
import { useSession } from '../../api/session.ts'
import { systemQuery } from '../admin-data.ts'
import { AdminPage } from '../frame/admin-page.tsx'
import { Notice } from '../frame/notice.tsx'
import { QueryState } from '../frame/query-state.tsx'
import { useFormat } from '../frame/use-format.ts'
import { OutboxCard } from './outbox-card.tsx'
import { SecretsCard } from './secrets-card.tsx'
import classes from './system-page.module.css'
import { systemTexts } from './system-texts.ts'
import { WorkCalendar } from './work-calendar.tsx'
import { WorkspaceName } from './workspace-name.tsx'

/** `/admin/system`: what the server runs on and how much it holds. */
export function SystemPage() {
  const system = useQuery(systemQuery)
  return (
    <AdminPage section="system">
      {system.data ? <System state={system.data} /> : <QueryState queries={[system]} />}
    </AdminPage>
  )
}

function System({ state }: { state: SystemState }) {
  const t = useText(systemTexts)
  const format = useFormat()
  const { workspace } = useSession()
  const { database, files } = state
  return (
    <div className={classes.page}>
      <Alerts alerts={state.alerts} />
      {database.engine === 'pglite' ? <EmbeddedNotice /> : null}
      <div className={classes.facts}>
        <Facts title={t('server')}>
          <Fact name={t('product')}>{state.version}</Fact>
          <Fact name={t('node')}>{state.node}</Fact>
          <Fact name={t('startedAt')}>{format.instant(state.startedAt)}</Fact>
        </Facts>
        <Facts title={t('database')}>
          <Fact name={t('engine')}>{t(database.engine)}</Fact>
          <Fact name={t('version')}>{database.version}</Fact>
          <Fact name={t('size')}>{format.bytes(database.bytes)}</Fact>
          {database.directory ? <Fact name={t('directory')}>{database.directory}</Fact> : null}
        </Facts>
        <Facts title={t('workspace')}>
          <Fact name={t('workspaceName')}>
            <WorkspaceName />
          </Fact>
          <Fact name={t('timeZone')}>{workspace.timeZone}</Fact>
          <Fact name={t('files')}>{t('filesValue', { count: files.count, size: format.bytes(files.bytes) })}</Fact>
        </Facts>
      </div>
      <div className={classes.facts}>
        <OutboxCard outbox={state.outbox} />
        <SecretsCard />
      </div>
      <TableSizes tables={state.tables} />
      <WorkCalendar />
    </div>
  )
}

/** Conditions of roles that must not be used: until they are mended, nobody gets the records that they gave. */
function Alerts({ alerts }: Pick<SystemState, 'alerts'>) {
  const t = useText(systemTexts)
  const localize = useLocalize()
  if (alerts.length === 0) return null
  return (
    <Notice title={t('alertsTitle')}>
      <p>{t('alertsText')}</p>
      <ul className={classes.steps}>
        {alerts.map(({ app, role, path, text }) => (
          <li key={`${app}/${role}/${path}`}>
            <Link to="/admin/$" params={{ _splat: `roles/${app}/${role}` }}>
              {t('alertRole', { app, role })}
            </Link>{' '}
            <code>{path}</code>: {localize(text)}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

const startCommand = 'DATABASE_URL=postgres://user:password@host:5432/mortise npm start'

function EmbeddedNotice() {
  const t = useText(systemTexts)
  return (
    <Notice title={t('embeddedTitle')}>
      <p>{t('embeddedText')}</p>
      <ol className={classes.steps}>
        <li>{t('stepCreate')}</li>
        <li>
          {t('stepStart')}
          <span className={classes.command}>
            <code>{startCommand}</code>
            <CopyButton value={startCommand} label={t('copyCommand')} />
          </span>
        </li>
        <li>{t('stepData')}</li>
      </ol>
    </Notice>
  )
}

function Facts({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section className={classes.card} aria-labelledby={id}>
      <h2 id={id} className={classes.title}>
        {title}
      </h2>
      <dl className={classes.list}>{children}</dl>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function TableSizes({ tables }: Pick<SystemState, 'tables'>) {
  const t = useText(systemTexts)
  const format = useFormat()
  const nameOf = useTableNames()
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={classes.title}>
        {t('tables')}
      </h2>
      <Table className={classes.tables} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('table')}</Table.Th>
            <Table.Th className={classes.numeric}>{t('records')}</Table.Th>
            <Table.Th className={classes.numeric}>{t('tableSize')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tables.map(({ app, entity, records, bytes }) => (
            <Table.Tr key={`${app}/${entity}`}>
              <Table.Td>{nameOf(app, entity)}</Table.Td>
              <Table.Td className={classes.numeric}>
                {records === null ? (
                  <span className={classes.quiet}>{t('recordsUnknown')}</span>
                ) : (
                  format.number(records)
                )}
              </Table.Td>
              <Table.Td className={classes.numeric}>{format.bytes(bytes)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}

/** Labels of tables of all apps; their keys until the apps are there. */
function useTableNames(): (app: string, entity: string) => string {
  const localize = useLocalize()
  const { apps } = useSession()
  const models = useQueries({ queries: apps.map(({ key }) => appQuery(key)) })
  return (app, entity) => {
    const running = models.find(({ data }) => data?.key === app)?.data
    const label = running?.model.entities.get(entity)?.label
    const name = label ? localize(label) : entity
    const appLabel = apps.find(({ key }) => key === app)?.label
    return apps.length > 1 && appLabel ? `${localize(appLabel)} · ${name}` : name
  }
}

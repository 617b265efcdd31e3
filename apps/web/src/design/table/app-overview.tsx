import type { EntityDocument } from '@mortise/metadata'
import { AppIcon, Button, EmptyState, SegmentedControl, useLocalize, useText } from '@mortise/ui'
import { IconPlus, IconRestore } from '@tabler/icons-react'
import { useState } from 'react'
import { useDesign, useDesignDocuments } from '../draft/design-context.ts'
import { useDesignAddress } from '../frame/design-address.ts'
import classes from './app-overview.module.css'
import { TableDiagram } from './diagram/table-diagram.tsx'
import { changeTable } from './edits/field-edits.ts'
import { NewTableDialog } from './new-table-dialog.tsx'
import { overviewTexts } from './overview-texts.ts'
import { tableTexts } from './table-texts.ts'
import { liveFields, stepLabel } from './use-table.ts'

/** All tables of the app and how they are related. */
export function AppOverview() {
  const t = useText(overviewTexts)
  const tables = useDesignDocuments('entity')
  const live = tables.filter(({ archived }) => !archived)
  const [making, setMaking] = useState(false)
  const [shown, setShown] = useState('diagram')
  const make = (
    <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setMaking(true)}>
      {t('newTable')}
    </Button>
  )
  return (
    <div className={classes.overview}>
      {live.length === 0 ? (
        <EmptyState icon="table" title={t('overviewEmpty')} text={t('overviewEmptyText')} actions={make} />
      ) : (
        <>
          <header className={classes.head}>
            <h2 className={classes.title}>{t('overview')}</h2>
            <span className={classes.quiet}>{t('tableCount', { count: live.length })}</span>
            <SegmentedControl
              className={classes.switch}
              size="xs"
              aria-label={t('overview')}
              value={shown}
              onChange={setShown}
              data={[
                { value: 'diagram', label: t('asDiagram') },
                { value: 'list', label: t('asList') },
              ]}
            />
            {make}
          </header>
          {shown === 'diagram' ? <TableDiagram tables={live} /> : <TableList tables={live} />}
        </>
      )}
      <ArchivedTables tables={tables.filter(({ archived }) => archived)} />
      {making ? <NewTableDialog onClose={() => setMaking(false)} /> : null}
    </div>
  )
}

function TableList({ tables }: { tables: readonly EntityDocument[] }) {
  const t = useText(overviewTexts)
  const localize = useLocalize()
  const { open } = useDesignAddress()
  return (
    <ul className={classes.list}>
      {tables.map((table) => (
        <li key={table.key}>
          <button type="button" className={classes.entry} onClick={() => open(`entity/${table.key}`)}>
            <AppIcon name={table.icon ?? 'table'} colour={table.colour} size={16} tile />
            <span className={classes.name}>{localize(table.label)}</span>
            <code className={classes.quiet}>{table.key}</code>
            <span className={classes.quiet}>{t('fieldCount', { count: liveFields(table).length })}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function ArchivedTables({ tables }: { tables: readonly EntityDocument[] }) {
  const t = useText(tableTexts)
  const localize = useLocalize()
  const { store } = useDesign()
  if (tables.length === 0) return null
  const restore = (table: EntityDocument) =>
    store.change(
      stepLabel('didRestoreTable', table.label),
      changeTable(table.key, ({ archived: _, ...present }) => present),
    )
  return (
    <section className={classes.archived} aria-labelledby="archived-tables">
      <h3 id="archived-tables">{t('archivedTables')}</h3>
      <ul className={classes.list}>
        {tables.map((table) => (
          <li key={table.key} className={classes.entry}>
            <AppIcon name={table.icon ?? 'table'} size={16} />
            <span className={classes.name}>{localize(table.label)}</span>
            <code className={classes.quiet}>{table.key}</code>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconRestore size={14} aria-hidden />}
              onClick={() => restore(table)}
            >
              {t('restore')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

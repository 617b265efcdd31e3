import { AppIcon, Tabs, useLocalize, useMediaQuery, useText } from '@mortise/ui'
import { useState } from 'react'
import { useDesign } from '../draft/design-context.ts'
import { useDesignAddress } from '../frame/design-address.ts'
import type { DesignerProps } from '../frame/designers.tsx'
import { lazyPart } from '../lazy-part.tsx'
import { FieldList } from './fields/field-list.tsx'
import { FieldPalette } from './fields/field-palette.tsx'
import { FieldPanel } from './fields/field-panel.tsx'
import { fieldTexts } from './fields/field-texts.ts'
import { TablePanel } from './fields/table-panel.tsx'
import { useFieldBuilder } from './fields/use-field-builder.ts'
import classes from './table-designer.module.css'
import { tableTexts } from './table-texts.ts'
import { liveFields, useTable } from './use-table.ts'

const TableRules = lazyPart(async () => (await import('./table-rules.tsx')).TableRules)
const ArchivedFields = lazyPart(async () => (await import('./archived-fields.tsx')).ArchivedFields)

/** A table: its fields with a palette of types and their properties; indexes, duplicate checks, archived fields. */
export function TableDesigner({ documentKey }: DesignerProps) {
  const t = useText(tableTexts)
  const localize = useLocalize()
  const { table, actions } = useTable(documentKey)
  const { at, select } = useDesignAddress()
  const [tab, setTab] = useState<string | null>('fields')
  const builder = useFieldBuilder(table, actions)
  const wide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false })
  const selected = liveFields(table).find(({ key }) => key === at) ?? null
  const archived = table.fields.length - liveFields(table).length
  return (
    <div className={classes.designer}>
      {tab === 'fields' ? <FieldPalette table={table} builder={builder} folded={!wide} /> : null}
      <div className={classes.main}>
        <header className={classes.head}>
          <AppIcon name={table.icon ?? 'table'} colour={table.colour} size={16} tile />
          <h2 className={classes.title}>{localize(table.label)}</h2>
          <code className={classes.key}>{table.key}</code>
          <TableState table={documentKey} />
        </header>
        <Tabs value={tab} onChange={setTab} className={classes.tabs}>
          <Tabs.List>
            <Tabs.Tab value="fields">
              {t('fields')} <span className={classes.count}>{liveFields(table).length}</span>
            </Tabs.Tab>
            {table.figures ? null : <Tabs.Tab value="rules">{t('rules')}</Tabs.Tab>}
            <Tabs.Tab value="archived">
              {t('archived')} {archived > 0 ? <span className={classes.count}>{archived}</span> : null}
            </Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="fields" className={classes.panel}>
            <FieldList table={table} actions={actions} builder={builder} selected={at} onSelect={select} />
          </Tabs.Panel>
          <Tabs.Panel value="rules" className={classes.panel}>
            {tab === 'rules' ? <TableRules table={table} /> : null}
          </Tabs.Panel>
          <Tabs.Panel value="archived" className={classes.panel}>
            {tab === 'archived' ? <ArchivedFields table={table} onRestored={() => setTab('fields')} /> : null}
          </Tabs.Panel>
        </Tabs>
      </div>
      {selected ? (
        <FieldPanel
          key={`${table.key}.${selected.key}`}
          table={table}
          field={selected}
          actions={actions}
          onSelect={select}
        />
      ) : (
        <TablePanel table={table} actions={actions} />
      )}
    </div>
  )
}

function TableState({ table }: { table: string }) {
  const t = useText(fieldTexts)
  const { published } = useDesign()
  if (published.has(`entity/${table}`)) return null
  return <span className={classes.fresh}>{t('draftNew')}</span>
}

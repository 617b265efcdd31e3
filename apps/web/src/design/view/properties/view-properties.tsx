import type { EntityModel, ViewDocument } from '@mortise/metadata'
import { AppIcon, Switch, useLocalize, useText } from '@mortise/ui'
import { useEffect, useRef } from 'react'
import { ViewOptionsEditor } from '../../../runtime/list/kinds/view-options-editor.tsx'
import { listOptionsOf } from '../../../runtime/list/views/view-options.ts'
import { useDesign, useIssues } from '../../draft/design-context.ts'
import { LocalizedInput } from '../../table/localized-input.tsx'
import { useViewDesign } from '../use-view-design.ts'
import { viewDesignTexts } from '../view-design-texts.ts'
import classes from '../view-designer.module.css'
import { ColourRules } from './colour-rules.tsx'
import { ColumnSettings } from './column-settings.tsx'

/** What a view is called and shows: the columns of a list, the options of any other type as its schema says. */
export function ViewProperties({ view, entity }: { view: ViewDocument; entity: EntityModel }) {
  const t = useText(viewDesignTexts)
  const localize = useLocalize()
  const { viewTypes } = useDesign()
  const { change, setOptions } = useViewDesign()
  const type = viewTypes.get(view.type)
  const isList = view.type === 'list'
  return (
    <aside className={classes.right} aria-label={t('typeOptions')}>
      <ViewIssues view={view.key} />
      <div className={classes.typeLine}>
        <AppIcon name={type.icon} size={15} />
        <span>{localize(type.label)}</span>
        <code>{view.key}</code>
      </div>
      <LocalizedInput
        label={t('name')}
        maxLength={100}
        value={view.label}
        onChange={(label) => label && change((present) => ({ ...present, label }), 'label')}
      />
      <Switch
        label={t('lock')}
        description={t('lockHint')}
        checked={view.locked === true}
        onChange={(event) => {
          const { checked } = event.currentTarget
          change(({ locked: _, ...present }) => ({ ...present, ...(checked && { locked: true }) }))
        }}
      />
      <h3 className={classes.partTitle}>{t(isList ? 'columns' : 'typeOptions')}</h3>
      {isList ? (
        <ColumnSettings
          entity={entity}
          columns={listOptionsOf(view.options).columns}
          onChange={(columns, merge) => setOptions({ columns }, merge)}
        />
      ) : (
        <ViewOptionsEditor entity={entity} type={type} options={view.options} onChange={setOptions} />
      )}
      <ColourRules view={view} entity={entity} />
    </aside>
  )
}

function ViewIssues({ view }: { view: string }) {
  const localize = useLocalize()
  const issues = useIssues(`view/${view}`)
  const box = useRef<HTMLDivElement>(null)
  const some = issues.length > 0
  // A finding that was clicked leads here.
  useEffect(() => {
    if (some) box.current?.scrollIntoView({ block: 'nearest' })
  }, [some])
  if (!some) return null
  return (
    <div ref={box} className={classes.findings}>
      {issues.map(({ code, pointer, message, severity }) => (
        <p key={`${code} ${pointer}`} data-severity={severity}>
          {localize(message)}
        </p>
      ))}
    </div>
  )
}

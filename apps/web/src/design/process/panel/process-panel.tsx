import type { LocalizedText } from '@mortise/core'
import type { EntityModel, Placeholder, ProcessDocument } from '@mortise/metadata'
import { Select, Switch, useLocalize, useText } from '@mortise/ui'
import { PlaceholderList } from '../../button/placeholder-list.tsx'
import { useDesignModel, useIssues } from '../../draft/design-context.ts'
import { inBoth } from '../../in-both.ts'
import { RoleSetting } from '../../page/properties/role-setting.tsx'
import { LocalizedInput } from '../../table/localized-input.tsx'
import { type Change, changeProcess, type ProcessPanelProps } from './edit-process.ts'
import classes from './panel.module.css'
import { IssueList } from './panel-issues.tsx'
import { panelTexts } from './panel-texts.ts'
import { processSettingsTexts } from './process-settings-texts.ts'
import { StartSettings } from './starts/start-settings.tsx'
import { WithServices } from './with-services.tsx'

/** The drawer of the process itself: what it is about, what its instances are called, and how they are started. */
export function ProcessPanel(props: ProcessPanelProps) {
  return (
    <WithServices>
      <ProcessSettings {...props} />
    </WithServices>
  )
}

/** Sets properties of the process; `what` is what they are called on the screen. */
export type PutProcess = (change: Change<ProcessDocument>, what: LocalizedText, merge?: string) => void

function ProcessSettings({ process, onChange }: ProcessPanelProps) {
  const t = useText(processSettingsTexts)
  const panelText = useText(panelTexts)
  const localize = useLocalize()
  const model = useDesignModel()
  const issues = useIssues(`process/${process.key}`)
  const table = model.entities.get(process.entity ?? '') ?? null
  const tables = [...model.entities.values()].filter(({ parent }) => !parent)
  const put: PutProcess = (change, what, merge) =>
    onChange(changeProcess(process, change), {
      label: inBoth(processSettingsTexts, 'didProcess', (own) => ({ what: what[own] })),
      ...(merge === undefined ? {} : { merge: `process/${process.key} ${merge}` }),
    })
  const own = issues.filter(({ pointer }) => !/^\/(nodes|transitions|start|title)/.test(pointer))
  return (
    <div className={classes.panel}>
      <header>
        <h2 className={classes.title}>{localize(process.label)}</h2>
        <p className={classes.kind}>{t('process')}</p>
      </header>
      <IssueList issues={own} />
      <LocalizedInput
        label={panelText('name')}
        maxLength={100}
        value={process.label}
        onChange={(label) => label && put({ label }, inBoth(panelTexts, 'name'), 'label')}
      />
      <LocalizedInput
        optional
        rows={2}
        label={panelText('description')}
        maxLength={1000}
        value={process.description}
        onChange={(description) => put({ description }, inBoth(panelTexts, 'description'), 'description')}
      />
      <Select
        clearable
        searchable
        label={t('processTable')}
        description={t('processTableHint')}
        placeholder={panelText('none')}
        data={tables.map((one) => ({ value: one.key, label: localize(one.label) }))}
        value={process.entity ?? null}
        onChange={(entity) => put({ entity: entity ?? undefined }, inBoth(processSettingsTexts, 'processTable'))}
      />
      <TitleSetting process={process} table={table} put={put} />
      <IssueList issues={issues.filter(({ pointer }) => pointer.startsWith('/title'))} />
      <StartSettings process={process} table={table} issues={issues} put={put} />
      {table ? (
        <Switch
          label={t('lock')}
          description={t('lockHint')}
          checked={process.lock ?? false}
          onChange={({ currentTarget: { checked } }) =>
            put({ lock: checked || undefined }, inBoth(processSettingsTexts, 'lock'))
          }
        />
      ) : null}
      <RoleSetting
        label={t('insightRoles')}
        description={t('insightHint')}
        none={t('insightNobody')}
        value={process.insight?.roles}
        onChange={(roles) => put({ insight: roles && { roles } }, inBoth(processSettingsTexts, 'insightRoles'))}
      />
      <Switch
        label={t('off')}
        description={t('offHint')}
        checked={process.off ?? false}
        onChange={({ currentTarget: { checked } }) =>
          put({ off: checked || undefined }, inBoth(processSettingsTexts, 'off'))
        }
      />
      <p className={classes.quiet}>
        {panelText('key')}: <code className={classes.code}>{process.key}</code>
      </p>
    </div>
  )
}

interface TitleSettingProps {
  process: ProcessDocument
  table: EntityModel | null
  put: PutProcess
}

/** What an instance is called: a text with names in braces, each of them a field or a formula. */
function TitleSetting({ process, table, put }: TitleSettingProps) {
  const t = useText(processSettingsTexts)
  const { title } = process
  const what = inBoth(processSettingsTexts, 'instanceTitle')
  const placeholders = title?.placeholders ?? []
  function setPlaceholders(next: Placeholder[], added?: string) {
    const before = title?.text ?? process.label
    const text =
      added === undefined ? before : { ...before, zh: `${before.zh} {${added}}`, en: `${before.en} {${added}}` }
    put({ title: { text, ...(next.length > 0 ? { placeholders: next } : {}) } }, what)
  }
  return (
    <section className={classes.option}>
      <LocalizedInput
        optional
        label={t('instanceTitle')}
        description={t('instanceTitleHint')}
        maxLength={200}
        value={title?.text}
        onChange={(text) => put({ title: text ? { ...title, text } : undefined }, what, 'title')}
      />
      {table ? <PlaceholderList formatted table={table} values={placeholders} onChange={setPlaceholders} /> : null}
    </section>
  )
}

import { type LocalizedText, localize } from '@mortise/core'
import {
  type NodeOptionSection,
  nodeOptionSections,
  nodePlace,
  type ProcessDocument,
  type ProcessNode,
} from '@mortise/metadata'
import type { ProcessNodeType } from '@mortise/process'
import { AppIcon, Select, Switch, Tabs, useLanguage, useText } from '@mortise/ui'
import { useMemo } from 'react'
import { useDesign, useDesignModel, useIssues } from '../../draft/design-context.ts'
import { inBoth } from '../../in-both.ts'
import { LocalizedInput } from '../../table/localized-input.tsx'
import { type Change, changeNode, changeOption, type ProcessPanelProps } from './edit-process.ts'
import { issuesOfNode } from './issues-of-node.ts'
import { NamesServices } from './names-services.tsx'
import { OptionRow } from './options/option-row.tsx'
import type { NodeOptionSchema } from './options/option-schema.ts'
import classes from './panel.module.css'
import { type PanelPlace, PanelPlaceContext } from './panel-context.ts'
import { IssueList } from './panel-issues.tsx'
import { panelTexts } from './panel-texts.ts'
import { WithServices } from './with-services.tsx'

interface NodePanelProps extends ProcessPanelProps {
  nodeKey: string
}

/** The drawer of one node: what it is called, its options, and what is wrong with it. */
export function NodePanel(props: NodePanelProps) {
  return (
    <WithServices>
      <NodeSettings {...props} key={props.nodeKey} />
    </WithServices>
  )
}

function NodeSettings({ process, nodeKey, onChange }: NodePanelProps) {
  const t = useText(panelTexts)
  const language = useLanguage()
  const panel = usePanel(process, nodeKey)
  if (!panel) return <p className={classes.panel}>{t('gone')}</p>
  const { node, type, nameOf } = panel
  const say = (what: LocalizedText) =>
    inBoth(panelTexts, 'didNode', (own) => ({ name: localize(nameOf(node), own), what: localize(what, own) }))
  const put = (change: Change<ProcessNode>, what: LocalizedText, merge?: string) =>
    onChange(changeNode(process, nodeKey, change), {
      label: say(what),
      ...(merge === undefined ? {} : { merge: `process/${process.key} ${nodeKey} ${merge}` }),
    })
  return (
    <PanelPlaceContext value={panel}>
      <NamesServices names={panel.place.names}>
        <div className={classes.panel}>
          <header className={classes.head}>
            <AppIcon tile name={type.icon} size={18} colour="grey" />
            <div style={{ minWidth: 0 }}>
              <h2 className={`${classes.title} ui-truncate`}>{localize(nameOf(node), language)}</h2>
              <p className={classes.kind}>{localize(type.description, language)}</p>
            </div>
          </header>
          <NodeIssues panel={panel} />
          <LocalizedInput
            optional
            label={t('name')}
            description={node.label ? undefined : t('nameHint', { type: localize(type.label, language) })}
            maxLength={100}
            value={node.label}
            onChange={(label) => put({ label }, inBoth(panelTexts, 'name'), 'label')}
          />
          <NodeOptions
            panel={panel}
            onChange={(option, value, typed) => {
              const { label } = schemaOf(type).properties?.[option] ?? {}
              onChange(changeOption(process, nodeKey, option, value), {
                label: say(label ?? { zh: option, en: option }),
                ...(typed ? { merge: `process/${process.key} ${nodeKey} option ${option}` } : {}),
              })
            }}
          />
          <MoreSettings panel={panel} put={put} />
        </div>
      </NamesServices>
    </PanelPlaceContext>
  )
}

const schemaOf = (type: ProcessNodeType) => type.options as unknown as NodeOptionSchema

/** Null for a node that is not there, or whose type is not. */
function usePanel(process: ProcessDocument, nodeKey: string): PanelPlace | null {
  const { nodeTypes } = useDesign()
  const model = useDesignModel()
  const issues = useIssues(`process/${process.key}`)
  return useMemo(() => {
    const position = process.nodes.findIndex(({ key }) => key === nodeKey)
    const node = process.nodes[position]
    if (!node || !nodeTypes.has(node.type)) return null
    const nameOf = ({ label, type, key }: ProcessNode) =>
      label ?? (nodeTypes.has(type) ? nodeTypes.get(type).label : { zh: key, en: key })
    const type = nodeTypes.get(node.type)
    const base = `/nodes/${position}/options`
    return {
      ...{ process, node, nameOf, type, base },
      issues: issuesOfNode(issues, base, schemaOf(type)),
      place: nodePlace(process, node, { model, nodeTypes }),
    }
  }, [process, nodeKey, nodeTypes, model, issues])
}

/** What is wrong with the node itself; what is wrong with an option is told there. */
function NodeIssues({ panel: { issues, base, type, node } }: { panel: PanelPlace }) {
  const own = base.slice(0, -'/options'.length)
  const options = Object.entries(schemaOf(type).properties ?? {}).filter(([, { label }]) => label)
  const shown = options.map(([option]) => `${base}/${option}`)
  const elsewhere = (pointer: string) => shown.some((one) => pointer === one || pointer.startsWith(`${one}/`))
  const mine = issues.filter(({ pointer }) => pointer === own || pointer.startsWith(`${own}/`))
  return <IssueList key={node.key} issues={mine.filter(({ pointer }) => !elsewhere(pointer))} />
}

interface NodeOptionsProps {
  panel: PanelPlace
  onChange(option: string, value: unknown, typed?: boolean): void
}

/** The options of the type, in tabs where there are many. */
function NodeOptions({ panel, onChange }: NodeOptionsProps) {
  const t = useText(panelTexts)
  const { properties = {}, required = [] } = schemaOf(panel.type)
  const options = Object.entries(properties).filter(([, { label }]) => label)
  const row = ([option, schema]: (typeof options)[number]) => (
    <OptionRow
      key={option}
      schema={schema}
      required={required.includes(option)}
      value={panel.node.options?.[option]}
      pointer={`/${option}`}
      onChange={(value, typed) => onChange(option, value, typed)}
    />
  )
  const sectionOf = ([, { section = 'main' }]: (typeof options)[number]): NodeOptionSection => section
  const sections = nodeOptionSections.filter((section) => options.some((one) => sectionOf(one) === section))
  const optionsOf = (section: NodeOptionSection) => options.filter((one) => sectionOf(one) === section)
  if (options.length === 0) return <p className={classes.quiet}>{t('noOptions')}</p>
  if (sections.length < 2) return <div className={classes.section}>{options.map(row)}</div>
  return (
    <Tabs defaultValue="main" keepMounted={false}>
      <Tabs.List grow aria-label={t('sections')} mb="md">
        {sections.map((section) => (
          <Tabs.Tab
            key={section}
            value={section}
            rightSection={<TabMark count={countIssues(panel, optionsOf(section))} />}
          >
            {t(`section_${section}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {sections.map((section) => (
        <Tabs.Panel key={section} value={section}>
          <div className={classes.section}>{optionsOf(section).map(row)}</div>
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

/** How much is wrong on a tab that may not be the open one. */
function TabMark({ count }: { count: number }) {
  const t = useText(panelTexts)
  if (count === 0) return null
  return (
    <span className={classes.mark} role="img" aria-label={t('tabIssues', { count })}>
      {count}
    </span>
  )
}

function countIssues({ issues, base }: PanelPlace, options: readonly (readonly [string, unknown])[]): number {
  const own = options.map(([option]) => `${base}/${option}`)
  return issues.filter(({ pointer }) => own.some((one) => pointer === one || pointer.startsWith(`${one}/`))).length
}

/** Groups of types that do something which could be taken back. */
const undoable: ReadonlySet<string> = new Set(['people', 'records', 'calls', 'scopes'])

interface MoreSettingsProps {
  panel: PanelPlace
  put(change: Change<ProcessNode>, what: LocalizedText, merge?: string): void
}

function MoreSettings({ panel: { process, node, type, nameOf }, put }: MoreSettingsProps) {
  const t = useText(panelTexts)
  const language = useLanguage()
  const lined = new Set(process.transitions.flatMap(({ from, to }) => [from, to]))
  const choices = (suits: (other: ProcessNode) => boolean) =>
    process.nodes
      .filter((other) => other.key !== node.key && suits(other))
      .map((other) => ({ value: other.key, label: localize(nameOf(other), language) }))
  const handlers = choices(({ key, in: within, on }) => !lined.has(key) && on === undefined && within === node.in)
  return (
    <details className={classes.more}>
      <summary>{t('more')}</summary>
      <div className={classes.section}>
        <LocalizedInput
          optional
          rows={2}
          label={t('description')}
          maxLength={500}
          value={node.description}
          onChange={(description) => put({ description }, inBoth(panelTexts, 'description'), 'description')}
        />
        {type.catches ? (
          <Select
            label={t('host')}
            allowDeselect={false}
            data={choices(({ on, in: within }) => on === undefined && within === node.in)}
            value={node.on ?? null}
            onChange={(on) => on && put({ on }, inBoth(panelTexts, 'host'))}
          />
        ) : null}
        {undoable.has(type.group) ? (
          <>
            <Select
              clearable
              label={t('compensation')}
              description={t('compensationHint')}
              placeholder={t('none')}
              data={handlers}
              value={node.compensation ?? null}
              onChange={(handler) => put({ compensation: handler ?? undefined }, inBoth(panelTexts, 'compensation'))}
            />
            <Switch
              label={t('irreversible')}
              description={t('irreversibleHint')}
              checked={node.irreversible ?? false}
              onChange={({ currentTarget: { checked } }) =>
                put({ irreversible: checked || undefined }, inBoth(panelTexts, 'irreversible'))
              }
            />
          </>
        ) : null}
        <p className={classes.quiet}>
          {t('key')}: <code className={classes.code}>{node.key}</code>
        </p>
      </div>
    </details>
  )
}

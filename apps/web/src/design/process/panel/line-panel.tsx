import { type LocalizedText, localize } from '@mortise/core'
import type { StoredExpression } from '@mortise/expressions'
import { nodeOutcomes, nodePlace, type ProcessNode, type ProcessTransition } from '@mortise/metadata'
import { Radio, Select, useLanguage, useText } from '@mortise/ui'
import { useId, useMemo } from 'react'
import { useDesign, useDesignModel, useIssues } from '../../draft/design-context.ts'
import { ConditionSetting } from '../../form/properties/condition-setting.tsx'
import { inBoth } from '../../in-both.ts'
import { LocalizedInput } from '../../table/localized-input.tsx'
import { controlAt } from '../edits/node-knowledge.ts'
import {
  changeLine,
  type LineWay,
  linesFrom,
  moveLine,
  nodesBefore,
  type ProcessPanelProps,
  setWay,
  wayOf,
} from './edit-process.ts'
import { lineTexts } from './line-texts.ts'
import { NamesServices } from './names-services.tsx'
import { MoveButtons } from './options/small-buttons.tsx'
import classes from './panel.module.css'
import { IssueList } from './panel-issues.tsx'
import { panelTexts } from './panel-texts.ts'
import { WithServices } from './with-services.tsx'

interface LinePanelProps extends ProcessPanelProps {
  lineKey: string
  /** Opens another line out of the same node. */
  onOpen?(line: string): void
}

/** The drawer of one line: when it is taken, and which of those beside it comes first. */
export function LinePanel(props: LinePanelProps) {
  const t = useText(panelTexts)
  const line = props.process.transitions.find(({ key }) => key === props.lineKey)
  if (!line) return <p className={classes.panel}>{t('gone')}</p>
  return (
    <WithServices>
      <LineSettings {...props} line={line} key={line.key} />
    </WithServices>
  )
}

type LineSettingsProps = LinePanelProps & { line: ProcessTransition }

function LineSettings(props: LineSettingsProps) {
  const { process, line, onChange } = props
  const t = useText(lineTexts)
  const language = useLanguage()
  const nameOf = useNodeName(process.nodes)
  const issues = useIssues(`process/${process.key}`)
  const own = `/transitions/${process.transitions.indexOf(line)}`
  return (
    <div className={classes.panel}>
      <header>
        <h2 className={classes.title}>
          {t('lineTitle', { from: nameOf(line.from)[language], to: nameOf(line.to)[language] })}
        </h2>
        <p className={classes.kind}>{t('line')}</p>
      </header>
      <IssueList issues={issues.filter(({ pointer }) => pointer === own || pointer.startsWith(`${own}/`))} />
      <LocalizedInput
        optional
        label={t('lineLabel')}
        description={line.label ? undefined : t('lineLabelHint')}
        maxLength={100}
        value={line.label}
        onChange={(label) =>
          onChange(changeLine(process, line.key, { label }), {
            label: inBoth(lineTexts, 'didLine', (own) => ({ name: lineName(line, nameOf, own) })),
            merge: `process/${process.key} line ${line.key}`,
          })
        }
      />
      <WayChoice {...props} nameOf={nameOf} />
      <LineOrder {...props} nameOf={nameOf} />
    </div>
  )
}

type NodeName = (key: string) => LocalizedText

function useNodeName(nodes: readonly ProcessNode[]): NodeName {
  const { nodeTypes } = useDesign()
  return (key) => {
    const node = nodes.find((one) => one.key === key)
    return node?.label ?? (node && nodeTypes.has(node.type) ? nodeTypes.get(node.type).label : { zh: key, en: key })
  }
}

const lineName = ({ label, to }: ProcessTransition, nameOf: NodeName, language: 'zh' | 'en') =>
  localize(label ?? nameOf(to), language)

const noOutcome = { of: '', is: 'approved' } as const

/** When it is taken: always, by a condition, by how people decided, or when no other is. */
function WayChoice({ process, line, onChange, nameOf }: LineSettingsProps & { nameOf: NodeName }) {
  const t = useText(lineTexts)
  const language = useLanguage()
  const id = useId()
  const { nodeTypes } = useDesign()
  const model = useDesignModel()
  const from = process.nodes.find(({ key }) => key === line.from)
  const place = useMemo(() => from && nodePlace(process, from, { model, nodeTypes }), [process, from, model, nodeTypes])
  const table = place?.root
  const chooses = from !== undefined && nodeTypes.has(from.type) && nodeTypes.get(from.type).ports.conditions === true
  // What comes later, or only tells people, has decided nothing by then.
  const deciders = nodesBefore(process, line.from).filter((node) => {
    const control = nodeTypes.has(node.type) ? controlAt(process, node, nodeTypes) : undefined
    return control?.do === 'people' && control.settings.task !== 'notice'
  })
  const way = wayOf(line)
  const put = (next: Parameters<typeof setWay>[2]) =>
    onChange(setWay(process, line.key, next), {
      label: inBoth(lineTexts, 'didLine', (own) => ({ name: lineName(line, nameOf, own) })),
    })
  const choose: { readonly [Way in LineWay]: () => void } = {
    always: () => put({}),
    when: () => put({ when: { v: 1, expr: true } }),
    outcome: () => put({ outcome: { of: deciders.at(-1)?.key ?? noOutcome.of, is: noOutcome.is } }),
    otherwise: () => put({ otherwise: true }),
  }
  if (!chooses && way === 'always') return <p className={classes.quiet}>{t('lineAlways')}</p>
  const ways: readonly LineWay[] = ['when', 'outcome', 'otherwise', 'always']
  return (
    <section className={classes.option} aria-labelledby={id}>
      <h3 id={id} className={classes.label}>
        {t('lineWay')}
      </h3>
      {chooses ? null : <p className={classes.quiet}>{t('lineAlways')}</p>}
      <Radio.Group aria-labelledby={id} value={way} onChange={(next) => choose[next as LineWay]()}>
        <div className={classes.list}>
          {ways.map((one) => (
            <Radio
              key={one}
              value={one}
              disabled={(one === 'when' && !table) || (one === 'outcome' && deciders.length === 0)}
              label={t(`way_${one}`)}
              description={t(`way_${one}_hint`)}
            />
          ))}
        </div>
      </Radio.Group>
      {way === 'when' && table ? (
        <NamesServices names={place.names}>
          <div className={classes.group}>
            <ConditionSetting
              label={t('lineCondition')}
              entity={table}
              value={isAlways(line.when) ? undefined : line.when}
              none={t('lineConditionNone')}
              onChange={(when) => put({ when: when ?? { v: 1, expr: true } })}
            />
          </div>
        </NamesServices>
      ) : null}
      {way === 'outcome' && line.outcome ? (
        <div className={classes.group}>
          <Select
            label={t('outcomeOf')}
            allowDeselect={false}
            data={deciders.map(({ key }) => ({ value: key, label: localize(nameOf(key), language) }))}
            value={line.outcome.of}
            onChange={(of) => of && put({ outcome: { of, is: line.outcome?.is ?? noOutcome.is } })}
          />
          <Select
            label={t('outcomeIs')}
            allowDeselect={false}
            data={nodeOutcomes.map((is) => ({ value: is, label: t(`outcome_${is}`) }))}
            value={line.outcome.is}
            onChange={(is) => put({ outcome: { of: line.outcome?.of ?? '', is: is as (typeof nodeOutcomes)[number] } })}
          />
        </div>
      ) : null}
    </section>
  )
}

const isAlways = (when: StoredExpression | undefined) => when === undefined || when.expr === true

/** The lines out of the same node, in the order in which they are tried. */
function LineOrder({ process, line, onChange, onOpen, nameOf }: LineSettingsProps & { nameOf: NodeName }) {
  const t = useText(lineTexts)
  const panelText = useText(panelTexts)
  const language = useLanguage()
  const id = useId()
  const lines = linesFrom(process, line.from)
  if (lines.length < 2) return null
  return (
    <section className={classes.option} aria-labelledby={id}>
      <h3 id={id} className={classes.label}>
        {t('lineOrder')}
      </h3>
      <p className={classes.quiet}>{t('lineOrderHint')}</p>
      <ol className={classes.list} aria-labelledby={id}>
        {lines.map((one, at) => {
          const name = lineName(one, nameOf, language)
          return (
            <li key={one.key} className={classes.card} data-current={one.key === line.key || undefined}>
              <div className={classes.cardHead}>
                <button
                  type="button"
                  className={classes.cardName}
                  aria-current={one.key === line.key || undefined}
                  disabled={!onOpen}
                  onClick={() => onOpen?.(one.key)}
                >
                  <span className="ui-truncate">{name}</span>
                  {one.otherwise && name !== t('way_otherwise') ? (
                    <span className={classes.quiet}>{t('way_otherwise')}</span>
                  ) : null}
                </button>
                <MoveButtons
                  up={panelText('up', { name })}
                  down={panelText('down', { name })}
                  first={at === 0}
                  last={at === lines.length - 1}
                  onMove={(by) =>
                    onChange(moveLine(process, one.key, by), {
                      label: inBoth(lineTexts, 'didOrder', (own) => ({ name: localize(nameOf(line.from), own) })),
                    })
                  }
                />
              </div>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

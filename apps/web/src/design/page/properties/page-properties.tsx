import type { BlockType, PageBlock, PageDocument, PageTab } from '@mortise/metadata'
import { ActionIcon, Button, NumberInput, useLanguage, useLocalize, useText } from '@mortise/ui'
import { IconArrowDown, IconArrowUp, IconPlus } from '@tabler/icons-react'
import { useDesign, useDesignModel, useIssues } from '../../draft/design-context.ts'
import { useSelected } from '../../form/model/selection-store.ts'
import { ConditionSetting } from '../../form/properties/condition-setting.tsx'
import classes from '../../form/properties/form-properties.module.css'
import { memberAt } from '../../frame/issues-panel.tsx'
import { LocalizedInput } from '../../table/localized-input.tsx'
import { usePageDesign } from '../page-design-context.ts'
import { pageDesignTexts } from '../page-design-texts.ts'
import { fullSpan } from '../tree/edit-page.ts'
import { indexPage, isBlock } from '../tree/page-node.ts'
import { BlockOptions } from './block-options.tsx'
import { PagePanel } from './page-panel.tsx'
import { RoleSetting } from './role-setting.tsx'

/** What is selected, or else the page itself. */
export function PageProperties({ page }: { page: PageDocument }) {
  const t = useText(pageDesignTexts)
  const { selection } = usePageDesign()
  const { ids, lead } = useSelected(selection)
  const member = lead === null ? null : (indexPage(page.blocks).get(lead)?.member ?? null)
  if (ids.size > 1) return <p className={classes.panel}>{t('several', { count: ids.size })}</p>
  if (!member) return <PagePanel page={page} />
  return isBlock(member) ? (
    <BlockPanel key={member.key} page={page} block={member} />
  ) : (
    <TabPanel key={member.key} page={page} tab={member} />
  )
}

function BlockPanel({ page, block }: { page: PageDocument; block: PageBlock }) {
  const t = useText(pageDesignTexts)
  const localize = useLocalize()
  const language = useLanguage()
  const { blockTypes } = useDesign()
  const { actions } = usePageDesign()
  const model = useDesignModel()
  const entity = page.entity === undefined ? null : (model.entities.get(page.entity) ?? null)
  const type = blockTypes.has(block.block) ? blockTypes.get(block.block) : null
  const change = (next: Partial<PageBlock>, merge?: string) => actions.change(block.key, next, merge)
  const hasOptions = type && Object.keys(type.options.properties).length > 0
  return (
    <div className={classes.panel}>
      <h2 className={classes.title}>
        <span className="ui-truncate">{actions.nameOf(block.key, language)}</span>
        <span className={classes.kind}>{type ? localize(type.label) : block.block}</span>
      </h2>
      {type ? null : <p className={classes.quiet}>{t('typeMissing')}</p>}
      <MemberIssues page={page} id={block.key} />
      {type?.labelled ? (
        <LocalizedInput
          label={t('title')}
          description={t('titleHint')}
          optional
          maxLength={100}
          value={block.label}
          onChange={(label) => change({ label }, 'label')}
        />
      ) : null}
      <SpanSetting block={block} type={type} />
      {block.tabs ? <TabList tabs={block.tabs} block={block} /> : null}
      {type && hasOptions ? (
        <>
          <h3 className={classes.head}>{t('options')}</h3>
          <BlockOptions
            schema={type.options}
            roles={type.roles}
            values={block.options ?? {}}
            page={entity}
            onChange={(options, merge) => change({ options }, merge && `options ${merge}`)}
          />
        </>
      ) : null}
      <h3 className={classes.head}>{t('visibleTo')}</h3>
      <RoleSetting value={block.roles} onChange={(roles) => change({ roles })} />
      {entity ? (
        <ConditionSetting
          label={t('condition')}
          entity={entity}
          value={block.when}
          none={t('noCondition')}
          onChange={(when) => change({ when })}
        />
      ) : (
        <p className={classes.quiet}>{t('conditionAlone')}</p>
      )}
    </div>
  )
}

/** The width in columns: by the handle on the canvas, by its keys, or here. */
function SpanSetting({ block, type }: { block: PageBlock; type: BlockType | null }) {
  const t = useText(pageDesignTexts)
  const { actions } = usePageDesign()
  return (
    <NumberInput
      label={t('columns')}
      allowDecimal={false}
      min={type?.span.least ?? 1}
      max={fullSpan}
      value={block.span ?? fullSpan}
      onChange={(span) => typeof span === 'number' && void actions.resize(block.key, span)}
    />
  )
}

/** The tabs in their order. */
function TabList({ tabs, block }: { tabs: readonly PageTab[]; block: PageBlock }) {
  const t = useText(pageDesignTexts)
  const localize = useLocalize()
  const { actions } = usePageDesign()
  return (
    <section className={classes.row} aria-label={t('tabs')}>
      <span className={classes.rowLabel}>{t('tabs')}</span>
      {tabs.map((tab, index) => (
        <div key={tab.key} className={classes.part}>
          <LocalizedInput
            label={t('tab')}
            maxLength={100}
            value={tab.label}
            onChange={(label) => label && actions.change(tab.key, { label }, 'label')}
          />
          <ActionIcon
            disabled={index === 0}
            aria-label={t('tabUp', { name: localize(tab.label) })}
            onClick={() => actions.move([tab.key], { parent: block.key, index: index - 1 })}
          >
            <IconArrowUp size={14} aria-hidden />
          </ActionIcon>
          <ActionIcon
            disabled={index === tabs.length - 1}
            aria-label={t('tabDown', { name: localize(tab.label) })}
            onClick={() => actions.move([tab.key], { parent: block.key, index: index + 2 })}
          >
            <IconArrowDown size={14} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => actions.addTab(block.key)}
      >
        {t('addTab')}
      </Button>
    </section>
  )
}

function TabPanel({ page, tab }: { page: PageDocument; tab: PageTab }) {
  const t = useText(pageDesignTexts)
  const localize = useLocalize()
  const { actions } = usePageDesign()
  return (
    <div className={classes.panel}>
      <h2 className={classes.title}>
        <span className="ui-truncate">{localize(tab.label)}</span>
        <span className={classes.kind}>{t('tab')}</span>
      </h2>
      <MemberIssues page={page} id={tab.key} />
      <LocalizedInput
        label={t('title')}
        maxLength={100}
        value={tab.label}
        onChange={(label) => label && actions.change(tab.key, { label }, 'label')}
      />
    </div>
  )
}

/** What is wrong with a block, where it is mended. */
function MemberIssues({ page, id }: { page: PageDocument; id: string }) {
  const localize = useLocalize()
  const issues = useIssues(`page/${page.key}`)
  const own = issues.filter(({ pointer }) => pointer.startsWith('/blocks') && memberAt(page, pointer) === id)
  return own.map((issue) => (
    <p key={`${issue.code} ${issue.pointer}`} className={classes.issue} data-severity={issue.severity}>
      {localize(issue.message)}
      <span className={classes.fix}>{localize(issue.fix)}</span>
    </p>
  ))
}

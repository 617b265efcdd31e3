import type { EntityModel, FormDocument, FormRule } from '@mortise/metadata'
import {
  ActionIcon,
  Button,
  EmptyState,
  Menu,
  Switch,
  UnstyledButton,
  useLanguage,
  useLocalize,
  useText,
} from '@mortise/ui'
import { IconDots, IconPlus } from '@tabler/icons-react'
import { type KeyboardEvent, useMemo, useState } from 'react'
import { useDesignModel, useIssues } from '../../draft/design-context.ts'
import { dragIntoList } from '../../drop-list/drag-into-list.ts'
import { useFormDesign } from '../form-design-context.ts'
import { ConditionReading } from '../properties/condition-reading.tsx'
import { RuleEditor } from './rule-editor.tsx'
import { freeRuleKey, withMovedRule, withRules } from './rule-edits.ts'
import { ruleTexts } from './rule-texts.ts'
import { actionWords, type RuleWordsContext, ruleName, tableOfRule } from './rule-words.ts'
import classes from './rules-panel.module.css'

/** The rules of the form in their order, each in words, with what is wrong with it. */
export function RulesPanel({ form, entity }: { form: FormDocument; entity: EntityModel }) {
  const t = useText(ruleTexts)
  const model = useDesignModel()
  const { actions } = useFormDesign()
  const [editing, setEditing] = useState<FormRule | null>(null)
  const context = useMemo(() => ({ model, entity, form }), [model, entity, form])
  const rules = form.rules ?? []
  function save(rule: FormRule) {
    setEditing(null)
    const known = rules.some(({ key }) => key === rule.key)
    const next = known ? rules.map((one) => (one.key === rule.key ? rule : one)) : [...rules, rule]
    actions.change('didChangeRules', (present) => withRules(present, next))
  }
  return (
    <div className={classes.panel}>
      {rules.length === 0 ? (
        <EmptyState compact icon="bolt" title={t('none')} text={t('noneText')} />
      ) : (
        <p className={classes.quiet}>{t('hint')}</p>
      )}
      <ol className={classes.list} data-drop-list>
        {rules.map((rule, at) => (
          <RuleRow key={rule.key} rule={rule} at={at} context={context} onEdit={() => setEditing(rule)} />
        ))}
      </ol>
      <Button
        variant={rules.length === 0 ? 'light' : 'default'}
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={() => setEditing({ key: freeRuleKey(form), actions: [] })}
      >
        {t('add')}
      </Button>
      {editing ? <RuleEditor rule={editing} context={context} onSave={save} onClose={() => setEditing(null)} /> : null}
    </div>
  )
}

interface RuleRowProps {
  rule: FormRule
  at: number
  context: RuleWordsContext
  onEdit(): void
}

function RuleRow({ rule, at, context, onEdit }: RuleRowProps) {
  const t = useText(ruleTexts)
  const language = useLanguage()
  const { actions } = useFormDesign()
  const name = ruleName(rule, context, language)
  const table = tableOfRule(rule.lines, context)
  const move = (to: number) => actions.change('didChangeRules', (form) => withMovedRule(form, rule.key, to))
  function onKeyDown(event: KeyboardEvent) {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    move(at + (event.key === 'ArrowUp' ? -1 : 1))
  }
  return (
    <li
      className={classes.rule}
      data-drop-row
      data-off={rule.off || undefined}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => dragIntoList(event, { what: rule.key, onDrop: (to) => move(to > at ? to - 1 : to) })}
    >
      <div className={classes.head}>
        <UnstyledButton className={classes.words} title={t('moveHint')} onClick={onEdit}>
          {rule.label ? <span className={classes.name}>{name}</span> : null}
          <span className={classes.when}>
            {rule.lines === undefined ? null : <LinesName rule={rule} context={context} />}
            {rule.when && table ? <ConditionReading entity={table} condition={rule.when} /> : t('always')}
          </span>
          {rule.actions.map((action, position) => (
            <span key={`${position} ${action.do}`} className={classes.then}>
              → {actionWords(action, rule, context, language)}
            </span>
          ))}
        </UnstyledButton>
        <RuleButtons rule={rule} at={at} context={context} onMove={move} />
      </div>
      <RuleIssues at={at} form={context.form.key} />
    </li>
  )
}

function LinesName({ rule, context }: { rule: FormRule; context: RuleWordsContext }) {
  const t = useText(ruleTexts)
  const localize = useLocalize()
  const field = context.entity.fields.get(rule.lines ?? '')
  return (
    <span className={classes.quiet}>{t('ofLines', { name: field ? localize(field.label) : (rule.lines ?? '') })}</span>
  )
}

interface RuleButtonsProps {
  rule: FormRule
  at: number
  context: RuleWordsContext
  onMove(to: number): void
}

function RuleButtons({ rule, at, context, onMove }: RuleButtonsProps) {
  const t = useText(ruleTexts)
  const language = useLanguage()
  const { actions } = useFormDesign()
  const name = ruleName(rule, context, language)
  const rules = context.form.rules ?? []
  const put = (change: (rules: readonly FormRule[]) => readonly FormRule[]) =>
    actions.change('didChangeRules', (form) => withRules(form, change(form.rules ?? [])))
  function setOn(on: boolean) {
    const { off: _, ...rest } = rule
    put((all) => all.map((one) => (one.key === rule.key ? (on ? rest : { ...rest, off: true }) : one)))
  }
  return (
    <div className={classes.buttons}>
      <Switch
        size="xs"
        aria-label={t('switchOf', { name })}
        checked={!rule.off}
        onChange={(event) => setOn(event.currentTarget.checked)}
      />
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon size="sm" aria-label={t('more', { name })}>
            <IconDots size={14} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={at === 0} onClick={() => onMove(at - 1)}>
            {t('up')}
          </Menu.Item>
          <Menu.Item disabled={at === rules.length - 1} onClick={() => onMove(at + 1)}>
            {t('down')}
          </Menu.Item>
          <Menu.Item
            onClick={() => put((all) => all.toSpliced(at + 1, 0, { ...rule, key: freeRuleKey(context.form) }))}
          >
            {t('duplicate')}
          </Menu.Item>
          <Menu.Item color="red" onClick={() => put((all) => all.filter(({ key }) => key !== rule.key))}>
            {t('remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

/** What the check of the app says about a rule. */
function RuleIssues({ at, form }: { at: number; form: string }) {
  const localize = useLocalize()
  const place = `/rules/${at}`
  const own = useIssues(`form/${form}`).filter(({ pointer }) => pointer === place || pointer.startsWith(`${place}/`))
  return own.map((issue) => (
    <p key={`${issue.code} ${issue.pointer}`} className={classes.issue} data-severity={issue.severity}>
      {localize(issue.message)} <span className={classes.fix}>{localize(issue.fix)}</span>
    </p>
  ))
}

import { type Language, localize } from '@mortise/core'
import type { AppModel, EntityModel, FormAction, FormDocument, FormRule } from '@mortise/metadata'
import { nodeName } from '../model/node-name.ts'
import { indexForm } from '../tree/form-node.ts'
import { ruleTexts } from './rule-texts.ts'

export interface RuleWordsContext {
  model: AppModel
  entity: EntityModel
  form: FormDocument
}

/** The table whose records a rule looks at: that of the form, or of the lines. */
export function tableOfRule(lines: string | undefined, { model, entity }: RuleWordsContext): EntityModel | undefined {
  return lines === undefined ? entity : model.entities.get(entity.fields.get(lines)?.target ?? '')
}

/** What a rule does, in words: "Show: Amount, Costs". */
export function actionWords(action: FormAction, rule: FormRule, context: RuleWordsContext, language: Language): string {
  const { t } = ruleTexts
  const names = namesOf(action, rule, context, language)
  const shown = names.slice(0, most).join(language === 'zh' ? '、' : ', ')
  const all = names.length > most ? t('saidMore', { names: shown, count: names.length }, language) : shown
  const words = t(`do_${action.do}`, {}, language)
  return all === '' ? words : t('saidThen', { action: words, names: all }, language)
}

const most = 4

function namesOf(action: FormAction, rule: FormRule, context: RuleWordsContext, language: Language): string[] {
  if (action.do === 'message') return [localize(action.text, language)]
  const table = tableOfRule(rule.lines, context)
  const fieldName = (key: string) => localize(table?.fields.get(key)?.label ?? { zh: key, en: key }, language)
  if (action.do === 'fill') return action.values.map(({ field }) => fieldName(field))
  if ('field' in action && action.field !== undefined) return [fieldName(action.field)]
  const index = indexForm(context.form.items)
  const itemName = (key: string) => (index.has(key) ? nodeName(index.get(key), context, language) : key)
  const fields = 'fields' in action ? (action.fields ?? []) : []
  const items = 'items' in action ? (action.items ?? []) : []
  return [...fields.map(fieldName), ...items.map(itemName)]
}

/** What a rule is called: its name, else what it does. */
export function ruleName(rule: FormRule, context: RuleWordsContext, language: Language): string {
  if (rule.label) return localize(rule.label, language)
  return rule.actions
    .map((action) => actionWords(action, rule, context, language))
    .join(language === 'zh' ? '；' : '; ')
}

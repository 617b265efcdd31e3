import type { EntityDocument } from '@mortise/metadata'
import { ActionIcon, Button, MultiSelect, useLocalize, useText } from '@mortise/ui'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useDesign } from '../draft/design-context.ts'
import { firstFree } from '../keys/free-key.ts'
import { tableRuleTexts } from './table-rule-texts.ts'
import classes from './table-rules.module.css'
import { liveFields } from './use-table.ts'

/** What goes for several fields of a table together. */
export interface TableRule {
  key: string
  fields: string[]
}

type PutRule<Rule> = (rule: Rule, merge?: string) => void

interface TableRuleListProps<Rule extends TableRule> {
  /** What the rules are called, also the start of the keys of new ones. */
  name: string
  title: string
  hint: string
  add: string
  table: EntityDocument
  rules: readonly Rule[]
  /** Edits with the same `merge` are one step. */
  put(rules: Rule[], merge?: string): void
  make(rule: TableRule): Rule
  /** What is set besides the fields: in their line, and below it. */
  setting(rule: Rule, put: PutRule<Rule>): ReactNode
  below?(rule: Rule, put: PutRule<Rule>): ReactNode
}

/** The rules of one sort, each with its fields. */
export function TableRuleList<Rule extends TableRule>(props: TableRuleListProps<Rule>) {
  const { name, title, hint, add, table, rules, put, make, setting, below } = props
  const t = useText(tableRuleTexts)
  const choices = useChoices(table)
  const first = choices[0]?.value
  return (
    <section aria-labelledby={`${name}-rules`} className={classes.group}>
      <h3 id={`${name}-rules`}>{title}</h3>
      <p className={classes.quiet}>{hint}</p>
      <ul className={classes.entries}>
        {rules.map((rule, at) => {
          const putRule: PutRule<Rule> = (next, merge) => put(rules.with(at, next), merge)
          return (
            <li key={rule.key} className={classes.entry}>
              <MultiSelect
                className={classes.wide}
                aria-label={t('fieldsOf')}
                data={choices}
                maxValues={6}
                value={rule.fields}
                onChange={(fields) => fields.length > 0 && putRule({ ...rule, fields })}
              />
              {setting(rule, putRule)}
              <ActionIcon aria-label={t('remove')} onClick={() => put(rules.toSpliced(at, 1))}>
                <IconTrash size={15} aria-hidden />
              </ActionIcon>
              {below?.(rule, putRule)}
            </li>
          )
        })}
      </ul>
      <Button
        variant="default"
        disabled={first === undefined}
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={() => first && put([...rules, make({ key: freeRuleKey(rules, name), fields: [first] })])}
      >
        {add}
      </Button>
    </section>
  )
}

/** The fields that may be in a rule. */
function useChoices(table: EntityDocument) {
  const localize = useLocalize()
  const { fieldTypes } = useDesign()
  return liveFields(table)
    .filter(({ type }) => fieldTypes.has(type) && fieldTypes.get(type).unique)
    .map(({ key, label }) => ({ value: key, label: localize(label) }))
}

function freeRuleKey(rules: readonly TableRule[], name: string): string {
  return firstFree(`${name}_${rules.length + 1}`, (key) => rules.some((rule) => rule.key === key))
}

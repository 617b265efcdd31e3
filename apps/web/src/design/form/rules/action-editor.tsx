import type { EntityModel } from '@mortise/metadata'
import { ActionIcon, Select, useText } from '@mortise/ui'
import { IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { MessageOptions, StyleOptions, TargetOptions } from './action-targets.tsx'
import { ChoiceOptions, FillOptions, SetOptions } from './action-values.tsx'
import { type ActionName, actionNames, changedTo, type PartialAction } from './rule-edits.ts'
import { ruleTexts } from './rule-texts.ts'
import type { RuleWordsContext } from './rule-words.ts'
import classes from './rules-panel.module.css'

export interface ActionOptionsProps {
  action: PartialAction
  /** The table that the rule looks at. */
  table: EntityModel
  /** Whether that is the table of lines: then there are no items. */
  lines: boolean
  context: RuleWordsContext
  onChange(action: PartialAction): void
}

const options: { readonly [Name in ActionName]: (props: ActionOptionsProps) => ReactNode } = {
  show: TargetOptions,
  hide: TargetOptions,
  read_only: TargetOptions,
  editable: TargetOptions,
  require: TargetOptions,
  optional: TargetOptions,
  set: SetOptions,
  fill: FillOptions,
  options: ChoiceOptions,
  message: MessageOptions,
  style: StyleOptions,
}

/** One action of a rule: what is done, and to what. */
export function ActionEditor({ onRemove, ...props }: ActionOptionsProps & { onRemove: (() => void) | null }) {
  const t = useText(ruleTexts)
  const { action, onChange } = props
  const Options = options[action.do]
  return (
    <div className={classes.action}>
      <div className={classes.actionHead}>
        <Select
          label={t('action')}
          allowDeselect={false}
          data={actionNames.map((name) => ({ value: name, label: t(`do_${name}`) }))}
          value={action.do}
          onChange={(next) => next && onChange(changedTo(action, next as ActionName))}
        />
        {onRemove ? (
          <ActionIcon aria-label={t('removeAction')} onClick={onRemove}>
            <IconTrash size={15} aria-hidden />
          </ActionIcon>
        ) : null}
      </div>
      <Options {...props} />
    </div>
  )
}

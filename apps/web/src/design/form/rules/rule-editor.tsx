import { deepEqual } from '@mortise/core'
import type { FormAction, FormRule } from '@mortise/metadata'
import { Button, Group, Modal, Select, Stack, useLocalize, useText } from '@mortise/ui'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { ConditionInput } from '../../../runtime/filter/condition-input.tsx'
import { LocalizedInput } from '../../table/localized-input.tsx'
import { propertyTexts } from '../properties/property-texts.ts'
import { withoutUndefined } from '../properties/use-node-edit.ts'
import { ActionEditor } from './action-editor.tsx'
import { finished, isComplete, type PartialAction } from './rule-edits.ts'
import { ruleTexts } from './rule-texts.ts'
import { type RuleWordsContext, tableOfRule } from './rule-words.ts'
import classes from './rules-panel.module.css'

interface RuleEditorProps {
  rule: FormRule
  context: RuleWordsContext
  onSave(rule: FormRule): void
  onClose(): void
}

/** A rule while it is being filled in; each action with a number of its own, so that its inputs stay with it. */
interface RuleDraft extends Omit<FormRule, 'actions'> {
  actions: readonly { id: number; action: PartialAction }[]
}

let lastId = 0

const numbered = (action: FormAction | PartialAction) => ({ id: ++lastId, action: action as PartialAction })

/** What a rule looks at, under which condition, and what it then does. */
export function RuleEditor({ rule, context, onSave, onClose }: RuleEditorProps) {
  const t = useText(ruleTexts)
  const p = useText(propertyTexts)
  const isNew = rule.actions.length === 0
  const [draft, setDraft] = useState<RuleDraft>(() => ({
    ...rule,
    actions: isNew ? [numbered({ do: 'require' })] : rule.actions.map(numbered),
  }))
  const [unfinished, setUnfinished] = useState(false)
  const put = (change: Partial<RuleDraft>) => setDraft((before) => ({ ...before, ...change }))
  const table = tableOfRule(draft.lines, context)
  const ready = draft.actions.length > 0 && draft.actions.every(({ action }) => isComplete(action))
  function save() {
    const actions = draft.actions.map(({ action }) => finished(action))
    const made = withoutUndefined({ ...draft, actions }) as FormRule
    if (deepEqual(made, rule)) onClose()
    else onSave(made)
  }
  const setAction = (id: number, action: PartialAction | null) =>
    put({ actions: draft.actions.flatMap((one) => (one.id === id ? (action ? [{ id, action }] : []) : [one])) })
  return (
    <Modal opened onClose={onClose} title={t(isNew ? 'newRule' : 'editRule')} size={760} closeOnClickOutside={false}>
      <Stack gap="lg">
        <RuleBasics draft={draft} context={context} onChange={put} />
        <section className={classes.section}>
          <h3 className={classes.sectionTitle}>{t('when')}</h3>
          {table ? (
            <ConditionInput
              key={draft.lines ?? ''}
              entity={table}
              value={draft.when ?? null}
              onChange={(when) => put({ when: when ?? undefined })}
              onUnfinished={setUnfinished}
              emptyHint={p('conditionEmpty')}
            />
          ) : null}
        </section>
        <section className={classes.section}>
          <h3 className={classes.sectionTitle}>{t('thenDo')}</h3>
          {table
            ? draft.actions.map(({ id, action }) => (
                <ActionEditor
                  key={id}
                  action={action}
                  table={table}
                  lines={draft.lines !== undefined}
                  context={context}
                  onChange={(next) => setAction(id, next)}
                  onRemove={draft.actions.length > 1 ? () => setAction(id, null) : null}
                />
              ))
            : null}
          <Group>
            <Button
              size="xs"
              variant="subtle"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => put({ actions: [...draft.actions, numbered({ do: 'require' })] })}
            >
              {t('addAction')}
            </Button>
          </Group>
        </section>
        <Group justify="flex-end" gap="xs">
          {ready ? null : <span className={classes.quiet}>{t('unfinished')}</span>}
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button disabled={!ready || unfinished} onClick={save}>
            {t('done')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

interface RuleBasicsProps {
  draft: RuleDraft
  context: RuleWordsContext
  onChange(change: Partial<RuleDraft>): void
}

/** Its name, and whether it looks at the record or at the lines of a sub-table. */
function RuleBasics({ draft, context: { entity }, onChange }: RuleBasicsProps) {
  const t = useText(ruleTexts)
  const localize = useLocalize()
  const lines = entity.ownFields.filter(({ kind }) => kind.relation === 'children')
  return (
    <div className={classes.section}>
      <LocalizedInput
        optional
        label={t('label')}
        description={draft.label ? undefined : t('labelHint')}
        maxLength={100}
        value={draft.label}
        onChange={(label) => onChange({ label })}
      />
      {lines.length > 0 ? (
        <Select
          label={t('looksAt')}
          allowDeselect={false}
          data={[
            { value: '', label: t('ofRecord') },
            ...lines.map(({ key, label }) => ({ value: key, label: t('ofLines', { name: localize(label) }) })),
          ]}
          value={draft.lines ?? ''}
          // Conditions and actions are about the fields of one table.
          onChange={(next) =>
            onChange({ lines: next || undefined, when: undefined, actions: [numbered({ do: 'require' })] })
          }
        />
      ) : null}
    </div>
  )
}

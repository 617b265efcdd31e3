import { type DeadlineAction, type Duration, hoursOf } from '@mortise/process'
import { Button, Select, useText } from '@mortise/ui'
import { IconArrowsSort } from '@tabler/icons-react'
import { useId } from 'react'
import { firstFree } from '../../../keys/free-key.ts'
import classes from '../panel.module.css'
import { panelTexts } from '../panel-texts.ts'
import { DurationInput, firstDuration } from './duration-editor.tsx'
import { OptionFrame } from './option-frame.tsx'
import type { NodeOptionProps } from './option-props.ts'
import { optionTexts } from './option-texts.ts'
import { AddButton, ClearButton } from './small-buttons.tsx'

interface DeadlineStep {
  key: string
  after: Duration
  action: DeadlineAction
}

const actions: readonly DeadlineAction[] = ['remind', 'copy', 'transfer_up', 'pass', 'reject', 'return']

/** What happens when a task takes long: one step after the other, from the task's arrival. */
export function DeadlinesEditor({ label, schema, value, pointer, onChange }: NodeOptionProps) {
  const t = useText(optionTexts)
  const panelText = useText(panelTexts)
  const id = useId()
  const steps = (Array.isArray(value) ? value : []) as DeadlineStep[]
  const set = (next: DeadlineStep[], typed?: boolean) => onChange(next.length > 0 ? next : undefined, typed)
  const sorted = steps.toSorted((one, other) => hoursOf(one.after) - hoursOf(other.after))
  return (
    <OptionFrame label={label} hint={steps.length === 0 ? t('deadlineNone') : undefined} pointer={pointer} id={id}>
      {steps.length > 0 ? (
        <ol className={classes.list}>
          {steps.map((step, at) => (
            <li key={step.key} className={classes.deadline}>
              <DurationInput
                label={t('deadlineAfter')}
                value={step.after}
                onChange={(after, typed) => set(steps.with(at, { ...step, after }), typed)}
              />
              <ClearButton
                label={panelText('remove', { name: t('deadlineNumber', { number: at + 1 }) })}
                onClick={() => set(steps.toSpliced(at, 1))}
              />
              <Select
                aria-label={t('deadlineAction', { number: at + 1 })}
                allowDeselect={false}
                data={actions.map((action) => ({ value: action, label: t(`action_${action}`) }))}
                value={step.action}
                onChange={(action) => set(steps.with(at, { ...step, action: action as DeadlineAction }))}
              />
            </li>
          ))}
        </ol>
      ) : null}
      {sorted.some((step, at) => step !== steps[at]) ? (
        <div>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconArrowsSort size={14} aria-hidden />}
            onClick={() => set(sorted)}
          >
            {t('deadlineSort')}
          </Button>
        </div>
      ) : null}
      <AddButton
        label={t('deadlineAdd')}
        disabled={steps.length >= (schema.maxItems ?? 10)}
        onClick={() => set([...steps, nextStep(steps)])}
      />
    </OptionFrame>
  )
}

/** A reminder first; after one, the superior. It is due after the last one. */
function nextStep(steps: readonly DeadlineStep[]): DeadlineStep {
  const action: DeadlineAction = steps.length === 0 ? 'remind' : 'transfer_up'
  const last = steps.at(-1)?.after
  const key = firstFree(action, (taken) => steps.some((step) => step.key === taken))
  return { key, action, after: last ? { ...last, amount: last.amount + 1 } : firstDuration }
}

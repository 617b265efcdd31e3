import { Button, commonTexts, SaveState, ShortcutHint, useText } from '@mortise/ui'
import { formTexts } from '../form/form-texts.ts'
import { countProblems } from '../form/problem-map.ts'
import type { RecordFormModel } from '../form/use-record-form.ts'
import classes from './create-bar.module.css'

interface CreateBarProps {
  model: RecordFormModel
  /** What saving is called. Default: save. */
  label?: string
  onCancel(): void
}

/** Cancel and save of a record that is filled in, and why it could not be saved. */
export function CreateBar({ model, label, onCancel }: CreateBarProps) {
  const t = useText(formTexts)
  const common = useText(commonTexts)
  const problems = countProblems(model.problems)
  const detail = model.failure ?? (problems > 0 ? t('problems', { count: problems }) : null)
  const bad = model.state === 'failed' || model.state === 'offline'
  return (
    <div className={classes.bar} data-bad={bad || undefined}>
      <div className={classes.words}>
        {bad ? <SaveState state={model.state} /> : null}
        {detail ? <span className={classes.detail}>{detail}</span> : null}
      </div>
      <Button variant="subtle" color="gray" onClick={onCancel} disabled={model.state === 'saving'}>
        {common('cancel')}
      </Button>
      <Button
        onClick={() => void model.save()}
        loading={model.state === 'saving'}
        rightSection={<ShortcutHint keys="mod+Enter" onAccent />}
      >
        {label ?? common('save')}
      </Button>
    </div>
  )
}

import { offers } from '@mortise/command'
import type { CommandDocument } from '@mortise/metadata'
import { toast, useLocalize, useText } from '@mortise/ui'
import { useContext } from 'react'
import { useApp } from '../../api/use-app.ts'
import { CommandButton } from '../command/command-buttons.tsx'
import { commandTexts } from '../command/command-texts.ts'
import { useSaveFirst } from '../command/record-commands.tsx'
import { useCommandRun } from '../command/use-command-run.tsx'
import { useFormEditing } from './editing-context.ts'
import { FormCanvasContext } from './form-canvas-context.ts'
import classes from './form-items.module.css'
import type { ItemProps } from './item-props.ts'
import { useEvaluationContext } from './rules/use-evaluation-context.ts'
import { useItemState } from './rules/use-form-state.ts'

/** A button on a form; there while its command is offered for the record. */
export function ButtonItem({ item, model }: ItemProps<'button'>) {
  const app = useApp()
  const context = useEvaluationContext(false)
  const onCanvas = useContext(FormCanvasContext) !== null
  const { visible } = useItemState(item.key)
  const { recordId } = useFormEditing()
  const command = app.model.commands.get(item.command)
  if (!visible || !command) return null
  const { record } = model
  if (!onCanvas && (!record || recordId === null || record.archived_at)) return null
  if (!onCanvas && !offers(app.model, command, { values: record, context })) return null
  return <Press item={item} model={model} command={command} />
}

function Press({ item, model, command }: Pick<ItemProps<'button'>, 'item' | 'model'> & { command: CommandDocument }) {
  const localize = useLocalize()
  const { run, busy, dialogs } = useCommandRun(model.entity)
  const saveFirst = useSaveFirst(model)
  const t = useText(commandTexts)
  const known = useApp().model.forms.has(model.form.key)
  const { record } = model
  async function press() {
    // A form that is only tried out belongs to a draft; what runs is what is published.
    if (!known) return toast(t('triedOut'))
    const version = await saveFirst(command)
    if (record && version !== null) await run(command, { record: { id: record.id, version } })
  }
  return (
    <div className={classes.button}>
      <CommandButton
        command={command}
        label={item.label && localize(item.label)}
        busy={busy}
        onRun={() => void press()}
      />
      {dialogs}
    </div>
  )
}

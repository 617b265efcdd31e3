import type { CommandDocument } from '@mortise/metadata'
import { confirm, toastError, useLocalize, useText } from '@mortise/ui'
import { useEffect, useRef } from 'react'
import type { RecordFormModel } from '../form/use-record-form.ts'
import type { OpenRecord } from '../record/use-open-record.ts'
import { commandTexts } from './command-texts.ts'
import { type CommandRun, useCommandRun } from './use-command-run.tsx'
import { type Offered, useOffered } from './use-offered.ts'

/** The commands of an open record: which ones are buttons, which are in the menu, and how they are run. */
export interface RecordCommands extends Pick<CommandRun, 'busy' | 'dialogs'> {
  buttons: readonly CommandDocument[]
  menu: Offered
  run(command: CommandDocument): void
}

export function useRecordCommands({ entity, record, model }: OpenRecord, visible: number): RecordCommands {
  const offered = useOffered(entity, 'record', record)
  const { run, busy, dialogs } = useCommandRun(entity)
  const saveFirst = useSaveFirst(model)
  const buttons = offered.commands.filter(({ primary }) => primary).slice(0, visible)
  return {
    ...{ busy, dialogs, buttons },
    menu: { ...offered, commands: offered.commands.filter((command) => !buttons.includes(command)) },
    run(command) {
      void saveFirst(command).then((version) =>
        version === null ? undefined : run(command, { record: { id: record.id, version } }),
      )
    },
  }
}

/** Commands work on what is saved: asks to save what is not. The version that is saved then; null when it is not. */
export function useSaveFirst(model: RecordFormModel): (command: CommandDocument) => Promise<number | null> {
  const t = useText(commandTexts)
  const localize = useLocalize()
  const latest = useRef(model)
  useEffect(() => {
    latest.current = model
  })
  return async (command) => {
    const name = localize(command.label)
    const { record } = latest.current
    if (!record) {
      toastError(t('saveNew', { name }))
      return null
    }
    if (!latest.current.isDirty()) return latest.current.start.current.version
    const options = { title: t('saveFirst', { name }), text: t('saveFirstText'), confirmLabel: t('saveAndRun') }
    if (!(await confirm(options))) return null
    await latest.current.save()
    return latest.current.isDirty() ? null : latest.current.start.current.version
  }
}

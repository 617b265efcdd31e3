import { offers } from '@mortise/command'
import { type PageCommands, toast, usePageServices, useText } from '@mortise/ui'
import { useContext, useMemo } from 'react'
import { useApp } from '../../api/use-app.ts'
import { commandTexts } from '../command/command-texts.ts'
import { useSaveFirst } from '../command/record-commands.tsx'
import { useCommandRun } from '../command/use-command-run.tsx'
import { useEvaluationContext } from '../form/rules/use-evaluation-context.ts'
import type { RecordFormModel } from '../form/use-record-form.ts'
import { PageCanvasContext } from './page-canvas-context.ts'
import { usePageRecord } from './page-record-context.ts'

/** On pages that stand alone there is no record to run anything on. */
export function useNoCommands(): PageCommands {
  return none
}

const none: PageCommands = { offered: [], busy: null, dialogs: null, run: () => {} }

/** The actions of the record of the page, for its buttons; the designer shows all of them and runs none. */
export function usePageCommands(): PageCommands {
  const t = useText(commandTexts)
  const app = useApp()
  const { record } = usePageServices()
  const onCanvas = useContext(PageCanvasContext) !== null
  const context = useEvaluationContext(false)
  const form = usePageRecord()
  if (!form) throw new Error('unreachable: the page of a record has its form around it')
  const { entity } = form
  const { run, busy, dialogs } = useCommandRun(entity)
  const saveFirst = useSaveFirst(form)
  const offered = useMemo(() => {
    if (!onCanvas && (!record || record.archived_at)) return []
    return [...app.model.commands.values()].filter(
      (command) =>
        command.entity === entity.key && (onCanvas || offers(app.model, command, { values: record, context })),
    )
  }, [app.model, entity, record, context, onCanvas])
  return {
    ...{ offered, busy, dialogs },
    run(command) {
      // What is tried out belongs to a draft; what runs is what is published.
      if (isTriedOut(form)) toast(t('triedOut'))
      else
        void saveFirst(command).then((version) =>
          version === null || !record ? undefined : run(command, { record: { id: record.id, version } }),
        )
    },
  }
}

const isTriedOut = ({ form }: RecordFormModel) => form.key.startsWith(':')

import type { InstanceView } from '@mortise/api'
import { confirm, toastError } from '@mortise/ui'
import { useState } from 'react'
import { processes } from '../../api/processes.ts'
import { actTexts } from './act-texts.ts'
import type { InstanceAct } from './rare-acts.ts'
import type { Run } from './use-run.ts'

/** Those that ask for more than a yes. */
export type AskingAct = 'urge' | 'copy' | 'jump' | 'override'

/** What is done with the whole of an instance: after a yes, or by a dialog. */
export function useInstanceActs(view: InstanceView, { run, clear }: Run) {
  const [open, setOpen] = useState<AskingAct | null>(null)
  async function begin(act: InstanceAct | 'take_back') {
    clear()
    if (act !== 'recall' && act !== 'stop' && act !== 'take_back') return setOpen(act)
    const { t } = actTexts
    const text = { recall: t('recallText'), stop: t('stopText'), take_back: t('takeBackText') }[act]
    if (!(await confirm({ title: t(act), text, confirmLabel: t(act), danger: act === 'stop' }))) return
    const { failure } = await run({
      name: act,
      done: t(`done_${act}`),
      send: ({ key, confirmed }) => {
        const sure = confirmed && { confirmed }
        if (act === 'take_back')
          return processes.act(view.id, view.can.takeBack.at(-1) ?? 0, { act: { do: act, ...sure }, key })
        return processes[act](view.id, { key, ...sure })
      },
    })
    if (failure) toastError(failure)
  }
  return { open, begin: (act: InstanceAct | 'take_back') => void begin(act), close: () => setOpen(null) }
}

import { defineCommandAction, Key, option } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'

const StartProcessOptions = Type.Object(
  { process: option(Key, { label: { zh: '流程', en: 'Process' }, editor: 'process' }) },
  { additionalProperties: false },
)
export type StartProcessOptions = Type.Static<typeof StartProcessOptions>

export default defineCommandAction({
  type: 'start_process',
  label: { zh: '发起流程', en: 'Start a process' },
  description: {
    zh: '就这条记录发起一个流程，点击按钮的人是发起人。',
    en: 'Starts a process about this record; whoever presses the button is its initiator.',
  },
  icon: 'sitemap',
  options: StartProcessOptions,
  many: true,
  writes: true,
  parts({ process: key }, { model, entity }) {
    const process = model.processes.get(key)
    const other = process && process.entity !== entity.key
    return [
      { part: 'document', pointer: '/process', kind: 'process', key },
      ...(other ? [{ part: 'problem' as const, pointer: '/process', problem: otherTable }] : []),
    ]
  },
  defaultOptions({ entity, model }) {
    const own = [...model.processes.values()].find((process) => process.entity === entity.key)
    return { process: own?.key ?? 'process' }
  },
})

const otherTable = {
  zh: '这个流程不是关于此数据表的，请选择关于此数据表的流程。',
  en: 'This process is about another table. Choose one about this table.',
}

import { Key, nodeOption } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'
import { recordChoices, tableOf, Whose } from '../../process-parts/node-parts.ts'

const StartProcessOptions = Type.Object(
  {
    process: nodeOption(Key, { label: { zh: '流程', en: 'Process' }, editor: 'process' }),
    of: Type.Optional(
      nodeOption(Whose, { label: { zh: '关于哪条记录', en: 'About which record' }, choices: recordChoices }),
    ),
  },
  { additionalProperties: false },
)
export type StartProcessOptions = Type.Static<typeof StartProcessOptions>

export default defineNodeType({
  type: 'start_process',
  label: { zh: '发起流程', en: 'Start a process' },
  description: {
    zh: '发起另一个流程，不等它结束。该记录已有进行中的同一流程时跳过。',
    en: 'Starts another process and goes on at once. Left out while the same one is under way about the record.',
  },
  icon: 'player-play',
  group: 'calls',
  options: StartProcessOptions,
  ports: { in: [1, null], out: [1, 1] },
  parts({ process: key, of = 'record' }, place) {
    const started = place.model.processes.get(key)
    const named = { part: 'document' as const, pointer: '/process', kind: 'process' as const, key }
    if (started?.entity === undefined) return [named]
    const { table, parts } = tableOf(of, place, '')
    const other = table !== null && table !== started.entity
    return [named, ...parts, ...(other ? [{ part: 'problem' as const, pointer: '/process', problem: otherTable }] : [])]
  },
  defaultOptions: ({ document, model }) => ({
    process: [...model.processes.values()].find(({ entity }) => entity === document.entity)?.key ?? document.key,
  }),
  control: () => ({ do: 'run', where: 'outside' }),
})

const otherTable = {
  zh: '这个流程是关于另一张数据表的。',
  en: 'This process is about another table.',
}

import type { FileProblem, OpenedBpmn } from '@mortise/kinds/bpmn'
import type { EntityModel } from '@mortise/metadata'
import { useEffect, useRef, useState } from 'react'
import { useDesign } from '../../draft/design-context.ts'
import { inBoth } from '../../in-both.ts'
import { toPinyin } from '../../keys/pinyin.ts'
import { openTexts } from './open-texts.ts'

/** What is known of a file that was chosen; `opened` is null while it is read. */
export interface BpmnFile {
  name: string
  opened: OpenedBpmn | null
  /** Where it has several processes: all of them, also when one is chosen. */
  choices: OpenedBpmn['choices']
}

export interface FileChoice {
  file: File | null
  /** Where the file has several processes: the one that was chosen. */
  process: string | null
  /** The table; undefined: the one that a file of ours names, if there is one. */
  entity: EntityModel | null | undefined
}

const megabyte = 1_000_000

/** Reads a file as a process about a table, and again when something else is chosen. The reader is fetched for it. */
export function useBpmnFile({ file, process, entity }: FileChoice): BpmnFile | null {
  const { store, nodeTypes } = useDesign()
  const [read, setRead] = useState<BpmnFile | null>(null)
  const turn = useRef(0)
  const shown = useRef<File | null>(null)
  useEffect(() => {
    turn.current += 1
    const current = turn.current
    if (!file) return setRead(null)
    if (shown.current !== file) setRead({ name: file.name, opened: null, choices: [] })
    shown.current = file
    void open().then((opened) => {
      // Something else was chosen meanwhile.
      if (turn.current !== current) return
      setRead((before) => ({
        ...{ name: file.name, opened },
        choices: opened.choices.length > 0 ? opened.choices : (before?.choices ?? []),
      }))
    })

    async function open(): Promise<OpenedBpmn> {
      if (!file) return refused(inBoth(openTexts, 'unreadable'))
      try {
        const { bpmnLimits, openBpmn } = await import('@mortise/kinds/bpmn')
        if (file.size > bpmnLimits.characters) return refused(tooLarge(file.size, bpmnLimits.characters))
        const { model } = store.snapshot()
        const target = { nodeTypes, model, spell: toPinyin, ...(process === null ? {} : { process }) }
        const xml = await file.text()
        const opened = await openBpmn(xml, { ...target, entity: entity ?? null })
        const own = opened.process?.settings.entity
        const about = entity === undefined && own !== undefined ? model.entities.get(own) : undefined
        return about ? await openBpmn(xml, { ...target, entity: about }) : opened
      } catch {
        return refused(inBoth(openTexts, 'unreadable'))
      }
    }
  }, [file, process, entity, store, nodeTypes])
  return read
}

function tooLarge(size: number, max: number): FileProblem['text'] {
  const words = (bytes: number) => `${(bytes / megabyte).toFixed(1)} MB`
  return inBoth(openTexts, 'tooLarge', () => ({ size: words(size), max: words(max) }))
}

/** A file that is not looked into. */
function refused(text: FileProblem['text']): OpenedBpmn {
  return { process: null, problems: [{ severity: 'error', element: null, name: null, text }], choices: [] }
}

import type { FileProblem, OpenedBpmn } from '@mortise/kinds/bpmn'
import type { EntityModel } from '@mortise/metadata'
import { useEffect, useMemo, useState } from 'react'
import { useDesign } from '../../draft/design-context.ts'
import { inBoth } from '../../in-both.ts'
import { toPinyin } from '../../keys/pinyin.ts'
import { openTexts } from './open-texts.ts'

/** What is known of a file that was chosen; `opened` is null until it was read once. */
export interface BpmnFile {
  name: string
  opened: OpenedBpmn | null
  /** Where it has several processes: all of them, also when one is chosen. */
  choices: OpenedBpmn['choices']
  /** It is being read; what is in `opened` then was chosen before in the same file. */
  isReading: boolean
}

interface Read extends Pick<BpmnFile, 'choices'> {
  readFor: FileChoice
  opened: OpenedBpmn
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
  const [read, setRead] = useState<Read | null>(null)
  const chosen = useMemo<FileChoice>(() => ({ file, process, entity }), [file, process, entity])
  useEffect(() => {
    let current = true
    if (chosen.file)
      void open(chosen).then((opened) => {
        // Something else was chosen meanwhile.
        if (!current) return
        setRead((before) => ({
          ...{ readFor: chosen, opened },
          choices: opened.choices.length > 0 || before?.readFor.file !== chosen.file ? opened.choices : before.choices,
        }))
      })
    return () => {
      current = false
    }

    async function open({ file, process, entity }: FileChoice): Promise<OpenedBpmn> {
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
  }, [chosen, store, nodeTypes])
  if (!file) return null
  // What was read of a file says nothing of another one.
  const own = read?.readFor.file === file ? read : null
  return {
    ...{ name: file.name, opened: own?.opened ?? null, choices: own?.choices ?? [] },
    isReading: own?.readFor !== chosen,
  }
}

function tooLarge(size: number, max: number): FileProblem['text'] {
  const words = (bytes: number) => `${(bytes / megabyte).toFixed(1)} MB`
  return inBoth(openTexts, 'tooLarge', () => ({ size: words(size), max: words(max) }))
}

/** A file that is not looked into. */
function refused(text: FileProblem['text']): OpenedBpmn {
  return { process: null, problems: [{ severity: 'error', element: null, name: null, text }], choices: [] }
}

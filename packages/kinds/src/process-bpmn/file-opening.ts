import type { Registry } from '@mortise/core'
import type { AppModel, EntityModel } from '@mortise/metadata'
import type { ProcessGraph, ProcessNodeType } from '@mortise/process'
import type { BpmnParts } from '@mortise/process/bpmn'
import type { FilePlace, FileProblem } from './file-problem.ts'

/** What a file is opened in. */
export interface FileTarget {
  nodeTypes: Registry<ProcessNodeType>
  model: AppModel
  /** The table that the process is about; null: none. */
  entity: EntityModel | null
  /** Latin letters for a name of another script, for keys. */
  spell?(name: string): string
}

/** A file while it becomes a process. */
export interface FileOpening extends FileTarget {
  graph: ProcessGraph
  parts: BpmnParts
  report(problem: FileProblem): void
  /** The element of the file that a node or line comes from. */
  placeOf(key: string): FilePlace
  hasEvents(node: string): boolean
  /** The key in the document of a node or line. */
  keyOf(key: string): string
  /** The name under which something is sent and waited for; the same for the same name. */
  eventName(name: string | undefined, place: FilePlace): string
}

import { BpmnModdle } from 'bpmn-moddle'
import { storedSettings } from './stored-settings.ts'

let known: BpmnModdle | undefined

/** Reads and writes BPMN with our own settings inside. Made once: it holds no file, and takes a while to make. */
export function bpmnModdle(): BpmnModdle {
  known ??= new BpmnModdle({ mortise: storedSettings })
  return known
}

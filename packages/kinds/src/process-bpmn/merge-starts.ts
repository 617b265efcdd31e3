import type { FileFlow, FileNode } from './file-flow.ts'
import type { FileOpening } from './file-opening.ts'
import { fileProblem } from './file-problem.ts'
import { startNote } from './start-note.ts'

/**
 * Several starts that lead to the same node are one start with several ways to begin: whichever happens, the same follows.
 * Those that lead elsewhere are left, for they would begin another process.
 */
export function mergeStarts(flow: FileFlow, opening: FileOpening): void {
  const starts = [...flow.nodes.values()].filter(({ control, scope }) => control.do === 'start' && scope === null)
  const [first, ...others] = byOrder(starts)
  const target = first && onlyTarget(flow, first)
  if (!first || target === undefined || isCounted(flow, target)) return
  if (others.some((other) => onlyTarget(flow, other) !== target)) return
  for (const other of others) {
    opening.report(
      fileProblem('warning', 'start_merged', {
        place: opening.placeOf(other.key),
        params: { first: opening.placeOf(first.key).name ?? first.key },
      }),
    )
    startNote(other, opening)
    for (const key of other.outgoing) flow.lines.delete(key)
    flow.nodes.delete(other.key)
  }
}

/** The one that people use is kept, if there is one. */
const byOrder = (starts: readonly FileNode[]): FileNode[] =>
  starts.toSorted((one, other) => Number(hasTrigger(one)) - Number(hasTrigger(other)))

const hasTrigger = ({ control }: FileNode) => control.do === 'start' && control.trigger !== undefined

function onlyTarget({ lines }: FileFlow, { outgoing }: FileNode): string | undefined {
  const [line, another] = outgoing.flatMap((key) => lines.get(key) ?? [])
  return another || line?.conditional ? undefined : line?.to
}

/** A join counts the lines into it. */
const isCounted = ({ nodes }: FileFlow, key: string) => nodes.get(key)?.control.do === 'join'

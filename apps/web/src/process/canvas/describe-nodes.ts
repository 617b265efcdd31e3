import type { LocalizedText } from '@mortise/core'
import { nameOfNode } from './canvas-look.ts'
import type { CanvasDrawing } from './canvas-props.ts'
import { canvasTexts } from './canvas-texts.ts'

/** What screen readers hear of the lines of what is drawn: of a folded fork, where its branches lead on. */
export function describeNodes(
  drawing: Pick<CanvasDrawing, 'nodes' | 'transitions'>,
  localize: (text: LocalizedText) => string,
): ReadonlyMap<string, string> {
  const byKey = new Map(drawing.nodes.map((node) => [node.key, node]))
  const out = Map.groupBy(drawing.transitions, ({ from }) => from)
  const nameOf = (key: string) => {
    const node = byKey.get(key)
    return node ? localize(nameOfNode(node)) : key
  }
  return new Map(
    drawing.nodes.map((node) => {
      const names = (out.get(node.key) ?? []).map(({ to }) => nameOf(to))
      const host = node.on === undefined ? [] : [canvasTexts.t('eventAt', { name: '', host: nameOf(node.on) }).trim()]
      const next = names.length > 0 ? canvasTexts.t('leadsTo', { names: [...new Set(names)].join(', ') }) : ''
      return [node.key, [...host, next].filter(Boolean).join(', ')]
    }),
  )
}

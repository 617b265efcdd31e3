import { localize } from '@mortise/core'
import { printFormula } from '@mortise/expressions/text'
import { type ProcessDocument, schemaOf } from '@mortise/metadata'
import { compileProcess } from '@mortise/process'
import { currentLanguage, toastError } from '@mortise/ui'
import { canvasPlacing, nameOfNode } from '../../process/canvas/canvas-look.ts'
import { placeFreely, placeProcess } from '../../process/canvas/place-process.ts'
import type { EditContext } from './edits/node-knowledge.ts'
import { processDesignTexts } from './process-design-texts.ts'

/** Offers the process as a file of BPMN 2.0, drawn as it is here. */
export async function exportProcess(document: ProcessDocument, { nodeTypes, model }: EditContext): Promise<void> {
  const language = currentLanguage()
  try {
    const { exportBpmn } = await import('@mortise/process/bpmn')
    const graph = compileProcess(document, nodeTypes)
    const placed = (document.layout ? placeFreely : placeProcess)(document, canvasPlacing)
    const schema = schemaOf(model)
    const conditions = document.transitions.flatMap(({ key, when }) =>
      when && document.entity !== undefined
        ? [[key, printFormula(when.expr, { schema, entity: document.entity, language })]]
        : [],
    )
    const labels = [
      ...document.nodes.map((node) => [node.key, localize(nameOfNode(node), language)]),
      ...document.transitions.flatMap(({ key, label }) => (label ? [[key, localize(label, language)]] : [])),
      [document.key, localize(document.label, language)],
    ]
    const xml = await exportBpmn(graph, {
      labels: Object.fromEntries(labels),
      conditions: Object.fromEntries(conditions),
      shapes: Object.fromEntries(
        Array.from(placed.nodes.values(), ({ key, x, y, width, height }) => [key, { x, y, width, height }]),
      ),
    })
    offer(xml, `${document.key}.bpmn`)
  } catch {
    toastError(processDesignTexts.t('exportFailed'))
  }
}

function offer(xml: string, name: string): void {
  const address = URL.createObjectURL(new Blob([xml], { type: 'application/xml' }))
  const link = Object.assign(document.createElement('a'), { href: address, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

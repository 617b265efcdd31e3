import type { ProcessDocument } from '@mortise/metadata'
import { currentLanguage, toastError } from '@mortise/ui'
import { canvasPlacing } from '../../process/canvas/canvas-look.ts'
import { placeFreely, placeProcess } from '../../process/canvas/place-process.ts'
import type { EditContext } from './edits/node-knowledge.ts'
import { processDesignTexts } from './process-design-texts.ts'

/** Offers the process as a file of BPMN 2.0, drawn as it is here; opening it gives the same process again. */
export async function exportProcess(document: ProcessDocument, { nodeTypes, model }: EditContext): Promise<void> {
  try {
    const { writeBpmn } = await import('@mortise/kinds/bpmn')
    const { nodes: shapes } = (document.layout ? placeFreely : placeProcess)(document, canvasPlacing)
    offer(await writeBpmn(document, { nodeTypes, model, language: currentLanguage(), shapes }), `${document.key}.bpmn`)
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

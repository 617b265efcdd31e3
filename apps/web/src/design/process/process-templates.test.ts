import { nodeTypes } from '@mortise/kinds/processes'
import { fieldTypes } from '@mortise/kinds/runtime'
import { type AppDocumentAny, compileApp, type EntityDocument, validateApp } from '@mortise/metadata'
import { processKnowledge } from '@mortise/process'
import { expect, it } from 'vitest'
import { amountFields, processFrom, templateNames } from './process-templates.ts'

const label = { zh: '订单', en: 'Order' }
const order = {
  ...{ kind: 'entity', key: 'order', label, titleField: 'name' },
  fields: [
    { key: 'name', type: 'text', label: { zh: '名称', en: 'Name' } },
    { key: 'total', type: 'decimal', label: { zh: '金额', en: 'Total' } },
  ],
} as EntityDocument
const app: AppDocumentAny[] = [{ kind: 'app', key: 'app', version: '1.0.0', label }, order]
const entity = compileApp(app, { fieldTypes, revision: 0, partial: true }).entities.get('order') ?? null

it.each(templateNames)('%s can be published as it is', (template) => {
  const [field] = amountFields(entity)
  const tier = { field: field?.key ?? '', above: 1000 }
  const made = processFrom({ key: 'order_approval', label, entity, template, tier })
  const issues = validateApp([...app, made], { fieldTypes, processes: processKnowledge(nodeTypes) })
  expect(issues.filter((one) => one.document === 'process/order_approval')).toEqual([])
})

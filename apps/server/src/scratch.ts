import { loadCommandActions, loadFieldTypes, loadProcessKnowledge, loadViewTypes, loadBlockTypes } from '@mortise/kinds/server'
import { formatDocument } from '@mortise/metadata'
import { documentPath, loadPack } from '@mortise/packs/server'
import { writeFileSync } from 'node:fs'
const { documents, issues } = await loadPack('templates/crm', { fieldTypes: await loadFieldTypes(), viewTypes: await loadViewTypes(), commandActions: await loadCommandActions(), processes: await loadProcessKnowledge() })
for (const i of issues) console.log(i.severity, i.file, i.pointer, i.message.en, JSON.stringify((i as any).code))
for (const d of documents ?? []) if (d.kind === 'process') writeFileSync('templates/crm/' + documentPath(d), formatDocument(d))

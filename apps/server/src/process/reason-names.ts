import type { LocalizedText } from '@mortise/core'
import type { ProcessDocument } from '@mortise/metadata'
import type { ReasonNames } from '@mortise/process'
import type { Services } from '../services.ts'
import { nodeLabel } from './node-label.ts'

const plain = (text: string): LocalizedText => ({ zh: text, en: text })

/** What is named in the reasons for which people are asked. */
export async function reasonNames(
  services: Services,
  { app, document }: { app: string; document: ProcessDocument },
): Promise<ReasonNames> {
  const { people, apps } = services
  const [users, departments] = await Promise.all([people.users(), people.departments()])
  const model = apps.get(app)
  const fields = document.entity === undefined ? undefined : model?.entities.get(document.entity)?.fields
  return {
    person: (id) => users.find((user) => user.id === id)?.name ?? id,
    department: (id) => departments.find((department) => department.id === id)?.name ?? plain(id),
    role: (key) => model?.roles.get(key)?.label ?? plain(key),
    field: (path) => fields?.get(path.split('.')[0] ?? path)?.label ?? plain(path),
    node: (key) => nodeLabel(services, document, key),
  }
}

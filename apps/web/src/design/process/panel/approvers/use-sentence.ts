import type { ApproverRule } from '@mortise/process'
import { useLocalize, useRuntimeServices, useText } from '@mortise/ui'
import { pathLabel } from '../../../../runtime/filter/field-choices.ts'
import { useDesignDocuments, useDesignModel } from '../../../draft/design-context.ts'
import { usePanelPlace } from '../panel-context.ts'
import { panelTexts } from '../panel-texts.ts'
import { approverSentence } from './approver-sentence.ts'
import { approverTexts } from './approver-texts.ts'

/** Says a rule in the language of the page, with the names of the app and of the people there are. */
export function useSentence(): (rule: ApproverRule) => string {
  const t = useText(approverTexts)
  const panelText = useText(panelTexts)
  const localize = useLocalize()
  const { people, departments, language } = useRuntimeServices()
  const model = useDesignModel()
  const roles = useDesignDocuments('role')
  const { root, names, lists } = usePanelPlace().place
  const list = new Intl.ListFormat(language, { style: 'short', type: 'conjunction' })
  return (rule) =>
    approverSentence(rule, {
      t,
      person: (id) => people.find((one) => one.id === id)?.name ?? panelText('unknownPerson'),
      department: (id) => departments.find((one) => one.id === id)?.name ?? id,
      role(key) {
        const role = roles.find((one) => one.key === key)
        return role ? localize(role.label) : panelText('unknownRole')
      },
      field(path, table) {
        const of = table === undefined ? root : model.entities.get(table)
        return of ? pathLabel(names, of, path, language) : path
      },
      table: (key) => localize(model.entities.get(key)?.label ?? { zh: key, en: key }),
      listed(node) {
        const found = lists.find((one) => one.node === node)
        return { label: found ? localize(found.label) : panelText('unknownList'), table: found?.entity.key ?? '' }
      },
      list: (names) => list.format(names),
    })
}

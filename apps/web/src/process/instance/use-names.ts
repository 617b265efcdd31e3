import type { InstanceVisit, ProcessDrawing } from '@mortise/api'
import { useLanguage, useLocalize } from '@mortise/ui'
import { useDirectory } from '../../api/directory.ts'
import { nameOfNode } from '../canvas/canvas-look.ts'
import { instanceTexts } from './instance-texts.ts'

/** Names of the people and nodes of an instance in the language of the page. */
export function useNames(drawing: ProcessDrawing) {
  const localize = useLocalize()
  const language = useLanguage()
  const { people } = useDirectory()
  const person = (id: string) => people.find((one) => one.id === id)?.name ?? instanceTexts.t('someone')
  const list = new Intl.ListFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { type: 'conjunction' })
  return {
    person,
    people: (ids: readonly string[]) => list.format(ids.map(person)),
    node(key: string | null): string {
      const node = drawing.nodes.find((one) => one.key === key)
      return node ? localize(nameOfNode(node)) : (key ?? '')
    },
  }
}

const known = [
  ...(['NO_APPROVER', 'EXPRESSION_BROKEN', 'NODE_FAILED', 'RECORD_INVALID', 'NO_WAY'] as const),
  ...(['ERROR_NOT_CAUGHT', 'JOIN_STARVED', 'TOO_MANY_TURNS', 'TOO_MANY_STEPS', 'ANSWER_UNFIT'] as const),
]

/** What an incident is, in words; administrators are told why the node failed. */
export function incidentWords({ code, params }: NonNullable<InstanceVisit['incident']>): string {
  const { t } = instanceTexts
  const words = known.find((one) => one === code)
  const said = words ? t(`incident_${words}`) : t('incident_other', { code })
  const reason = params?.reason ?? params?.formula ?? params?.name
  return typeof reason === 'string' ? `${said} (${reason})` : said
}

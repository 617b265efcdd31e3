import { fillPlaceholders, resolvePath } from '@mortise/metadata'
import type { LinkPage } from '@mortise/process'
import { answerPeople } from '../../process-parts/answer-people.server.ts'
import { shownValues } from '../../process-parts/shown-values.server.ts'
import { defineNodeServer, type Question } from '../../process-services.ts'
import askPublic, { type AskPublicOptions } from './ask-public.ts'

export default {
  ...defineNodeServer(askPublic, (question) => answerPeople(question, question.node.options as AskPublicOptions)),
  async page(question: Question): Promise<LinkPage> {
    const {
      text,
      placeholders,
      fields = [],
      approve,
      reject,
      comment,
      rating,
    } = question.node.options as AskPublicOptions
    const { services, instance } = question
    const shown = await shownValues(question, placeholders)
    const fill = (words: string, language: 'zh' | 'en') =>
      fillPlaceholders(words, (key) => shown[language][key] ?? null)
    const entity = services.scope.model.entities.get(instance.entity ?? '')
    const labelOf = (path: string) => entity && resolvePath(services.scope.model, entity, path)?.field.label
    const told: LinkPage['fields'] = []
    for (const path of fields) {
      const label = labelOf(path)
      // The app may have lost the field since the process began here.
      if (label) told.push({ label, text: await services.show({ v: 1, expr: { var: path } }) })
    }
    const ratingLabel = rating === undefined ? undefined : labelOf(rating)
    return {
      text: { zh: fill(text.zh, 'zh'), en: fill(text.en, 'en') },
      fields: told,
      ...{ approve, reject, comment: comment ?? 'optional' },
      rating: rating !== undefined && ratingLabel ? { field: rating, label: ratingLabel } : null,
    }
  },
}

import { Model } from 'survey-core'
import { Survey } from 'survey-react-ui'
import 'survey-core/survey-core.min.css'
import { createRoot } from 'react-dom/client'
import { type BenchField, type BenchForm, type BenchRule, choices } from './definition.ts'
import { offer } from './page.ts'

/** The form as SurveyJS has it; what is typed counts at once, as with the others. */
function surveyOf({ fields, rules }: BenchForm) {
  return {
    textUpdateMode: 'onTyping',
    showQuestionNumbers: 'off',
    elements: fields.map((field) => ({
      name: field.key,
      title: field.title,
      ...typeOf(field),
      ...Object.assign({}, ...rules.filter(({ target }) => target === field.key).map(logicOf)),
    })),
  }
}

function typeOf({ type }: BenchField) {
  if (type === 'select') return { type: 'dropdown', choices }
  return { type: 'text', ...(type !== 'text' && { inputType: type }) }
}

function logicOf({ kind, source }: BenchRule) {
  if (kind === 'visible') return { visibleIf: `{${source}} > 50` }
  if (kind === 'required') return { requiredIf: `{${source}} notempty` }
  return { setValueExpression: `{${source}} * 2`, setValueIf: `{${source}} notempty` }
}

offer({
  async mount(form, host) {
    const model = new Model(surveyOf(form))
    const root = createRoot(host)
    root.render(<Survey model={model} />)
    return () => root.unmount()
  },
  input: (key) => document.querySelector(`[data-name="${key}"] input`),
})

import { Formio } from '@formio/js'
import '@formio/js/dist/formio.form.min.css'
import { type BenchField, type BenchForm, type BenchRule, choices } from './definition.ts'
import { offer } from './page.ts'

/** The form as form.io has it, each component with the settings of its builder. */
function componentsOf({ fields, rules }: BenchForm) {
  return fields.map((field) => ({
    key: field.key,
    label: field.title,
    input: true,
    ...typeOf(field),
    ...Object.assign({}, ...rules.filter(({ target }) => target === field.key).map(logicOf)),
  }))
}

function typeOf({ type }: BenchField) {
  if (type === 'select')
    return { type: 'select', dataSrc: 'values', data: { values: choices.map((value) => ({ label: value, value })) } }
  // Its calendar comes from a server of its own; the browser's, as SurveyJS has it, is lighter anyway.
  if (type === 'date') return { type: 'textfield', inputType: 'date' }
  return { type: type === 'number' ? 'number' : 'textfield' }
}

function logicOf({ kind, source }: BenchRule) {
  if (kind === 'visible') return { customConditional: `show = data.${source} > 50` }
  if (kind === 'required')
    return {
      logic: [
        {
          name: 'required',
          trigger: { type: 'javascript', javascript: `result = !!data.${source}` },
          actions: [
            {
              ...{ name: 'require', type: 'property', state: true },
              property: { label: 'Required', value: 'validate.required', type: 'boolean' },
            },
          ],
        },
      ],
    }
  return { calculateValue: `value = data.${source} == null ? '' : data.${source} * 2`, allowCalculateOverride: true }
}

offer({
  async mount(form, host) {
    const made = await Formio.createForm(host, { display: 'form', components: componentsOf(form) })
    return () => made.destroy(true)
  },
  input: (key) => document.querySelector(`.formio-component-${key} input, .formio-component-${key} select`),
})

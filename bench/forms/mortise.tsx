import '../../packages/ui/src/styles.css'
import { type ReactNode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { FormStage, Stage, signInOnStage } from '../../apps/web/src/runtime/form/testing/form-stage.tsx'
import { appOfDocuments } from '../../apps/web/src/runtime/form/testing/sample-form.ts'
import { applyLanguage } from '../../packages/ui/src/index.ts'
import { type BenchField, type BenchForm, type BenchRule, choices } from './definition.ts'
import { offer } from './page.ts'

const both = (text: string) => ({ zh: text, en: text })

/** The form as Mortise has it: a table, an option set and a form over it. */
function appOf({ fields, rules }: BenchForm) {
  const items = fields.map(({ key }) => ({ item: 'field' as const, field: key }))
  return appOfDocuments([
    { kind: 'app', key: 'bench', label: both('Bench'), version: '1.0.0' },
    {
      ...{ kind: 'option_set', key: 'choice', label: both('Choice') },
      options: choices.map((key) => ({ key, label: both(key) })),
    },
    {
      ...{ kind: 'entity', key: 'thing', label: both('Thing'), titleField: fields[0]?.key ?? '' },
      fields: fields.map((field) => ({ key: field.key, label: both(field.title), ...typeOf(field) })),
    },
    {
      ...{ kind: 'form', key: 'thing_form', label: both('Thing'), entity: 'thing', columns: 1, items },
      rules: rules.map((rule, at) => ({ key: `rule_${at}`, ...logicOf(rule) })),
    },
  ])
}

function typeOf({ type }: BenchField) {
  if (type === 'number') return { type: 'decimal', options: { scale: 2 } }
  if (type === 'select') return { type, options: { optionSet: 'choice' } }
  return { type }
}

function logicOf({ kind, source, target }: BenchRule) {
  const read = { var: source }
  if (kind === 'visible')
    return { when: { v: 1 as const, expr: { '>': [read, 50] } }, actions: [{ do: 'show' as const, fields: [target] }] }
  if (kind === 'required')
    return {
      when: { v: 1 as const, expr: { '!': [{ isblank: [read] }] } },
      actions: [{ do: 'require' as const, fields: [target] }],
    }
  const value = { v: 1 as const, expr: { '*': [read, 2] } }
  return { actions: [{ do: 'set' as const, field: target, value }] }
}

answerNothing()
applyLanguage('en')
// The product shows text before a form is opened in it.
await document.fonts.load('16px "Inter Variable"')
signInOnStage()

/** The product is there before a form is opened in it. */
let show = (_form: ReactNode) => {}
function Page() {
  const [form, setForm] = useState<ReactNode>(null)
  show = setForm
  return <Stage>{form}</Stage>
}
createRoot(document.body.appendChild(document.createElement('div'))).render(<Page />)

offer({
  async mount(form) {
    const app = appOf(form)
    const entity = app.model.entities.get('thing')
    const document = app.model.forms.get('thing_form')
    if (!entity || !document) throw new Error('unreachable: both were compiled')
    show(<FormStage app={app} entity={entity} form={document} record={null} />)
    return () => show(null)
  },
  input: (key) => document.getElementById(`field-thing-${key}`) as HTMLInputElement | null,
})

/** There is no server: nobody left a draft, and nobody keeps one. */
function answerNothing(): void {
  window.fetch = async (_path, init) =>
    new Response(JSON.stringify(init?.method && init.method !== 'GET' ? { at: '' } : { draft: null, drafts: [] }))
}

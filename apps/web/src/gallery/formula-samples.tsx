import {
  checkExpression,
  type ExpressionJson,
  type ExpressionSchema,
  explainExpression,
  types,
} from '@mortise/expressions'
import { type EntityModel, schemaOf } from '@mortise/metadata'
import { RuntimeServicesContext, useText } from '@mortise/ui'
import { ExplanationTree, explainFormula, FormulaEditor, FormulaReading, formulaText } from '@mortise/ui/formula'
import { useMemo, useState } from 'react'
import { FilterBuilder } from '../runtime/filter/filter-builder.tsx'
import { toTree } from '../runtime/filter/filter-tree.ts'
import classes from './gallery-route.module.css'
import { galleryTexts } from './gallery-texts.ts'
import { useSampleServices } from './sample-services.ts'

const level: ExpressionJson = { '==': [{ var: 'select_value' }, 'gold'] }
const discount: ExpressionJson = {
  round: [{ '*': [{ var: 'decimal_value' }, { if: [level, 0.9, 1] }] }, 2],
}
const broken: ExpressionJson = { '+': [{ var: 'text_value' }, { var: 'no_such_field' }] }

/** The formula editor: empty, right, and with problems; a formula to be read, explained, and among conditions. */
export function FormulaSamples() {
  const t = useText(galleryTexts)
  const services = useSampleServices()
  const { app, language } = services
  const entity = app.entities.get('sample')
  const schema = schemaOf(app)
  const scope = useMemo(
    () => ({ schema, entity: 'sample', language, expected: types.num, allowJs: true }),
    [schema, language],
  )
  if (!entity) return null
  return (
    <RuntimeServicesContext value={services}>
      <div className={classes.stack}>
        <Editor label={t('formulaEmpty')} initial="" scope={scope} />
        <Editor label={t('formulaRight')} initial={textOf(discount, scope)} scope={scope} />
        <Editor label={t('formulaBroken')} initial={`${textOf(broken, scope)} + ROUND(`} scope={scope} />
        <div className={classes.grid}>
          <div className={classes.framePadded}>
            <FormulaReading formula={{ v: 1, expr: discount }} scope={scope} />
          </div>
          <div className={classes.framePadded}>
            <Explained scope={scope} />
          </div>
        </div>
        <Conditions entity={entity} />
      </div>
    </RuntimeServicesContext>
  )
}

interface SampleScope {
  schema: ExpressionSchema
  entity: string
  language: string
}

const textOf = (expr: ExpressionJson, scope: SampleScope) => formulaText({ v: 1, expr }, scope)

function Editor({ label, initial, scope }: { label: string; initial: string; scope: SampleScope }) {
  const [text, setText] = useState(initial)
  return <FormulaEditor label={label} text={text} scope={scope} onChange={setText} />
}

function Explained({ scope }: { scope: SampleScope }) {
  const explanation = useMemo(() => {
    const checked = checkExpression(discount, scope)
    if (!checked.ok) return null
    const context = {
      ...{ now: '2026-11-22T08:00:00.000Z', today: '2026-11-22', timeZone: 'Asia/Shanghai' },
      ...{ user: null, workspace: 'main', calendar: { exceptions: new Map<string, boolean>() } },
    }
    const record = { decimal_value: '1234.50', select_value: 'gold' }
    const explained = explainExpression(checked.root, { record, outer: null, context, related: null })
    return explainFormula(explained, discount, scope)
  }, [scope])
  return explanation ? <ExplanationTree explanation={explanation} words={scope} /> : null
}

function Conditions({ entity }: { entity: EntityModel }) {
  const [tree, setTree] = useState(() =>
    toTree({
      and: [
        { field: 'text_value', op: 'contains', value: 'A' },
        {
          or: [
            { field: 'date_value', op: 'within', value: { span: 'last', unit: 'month', count: 3 } },
            { field: 'person_value', op: 'eq', value: { ctx: 'user' } },
          ],
        },
        { any: 'sub_table_value', where: { field: 'item', op: 'not_blank' } },
        { formula: { v: 1, expr: { '>': [{ '*': [{ var: 'decimal_value' }, 2] }, { var: 'integer_value' }] } } },
      ],
    }),
  )
  return (
    <div className={classes.framePadded}>
      <FilterBuilder entity={entity} value={tree} onChange={setTree} />
    </div>
  )
}

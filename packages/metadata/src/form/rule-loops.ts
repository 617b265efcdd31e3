import type { FormDocument } from '../documents/form.ts'
import type { AppModel, EntityModel } from '../model/app-model.ts'
import type { CompiledFormRule } from './compile-form-rules.ts'
import { planForm } from './form-plan.ts'

interface RuleLoopsInput {
  model: AppModel
  entity: EntityModel
  form: FormDocument
  rules: readonly CompiledFormRule[]
}

/** A rule that gives a value, with what it follows from. */
interface Setter {
  rule: CompiledFormRule
  target: string
  reads: ReadonlySet<string>
}

/**
 * Rules whose values follow from each other in a circle, each circle once, from one of its rules back to it. A rule
 * reads its condition and its value; one that fills in what is blank comes to an end by itself.
 */
export function ruleLoops({ model, entity, rules }: RuleLoopsInput): CompiledFormRule[][] {
  const fields = [...entity.fields.values()]
  const { parts } = planForm({ model, entity, fields, rules, isNew: false, readable: () => true })
  const readsOf = (id: string | undefined) => (id === undefined ? [] : (parts.get(id)?.reads ?? []))
  const setters = rules.flatMap((rule) =>
    rule.values.flatMap(({ field, mode, value, from }): Setter[] => {
      if (mode === 'if_blank') return []
      const place = rule.lines ?? ''
      const reads = from === null ? [...readsOf(value.id), ...readsOf(rule.when?.id)] : [`${place}/${from}`]
      return [{ rule, target: `${place}/${field.key}`, reads: new Set(reads) }]
    }),
  )
  const loops: CompiledFormRule[][] = []
  const done = new Set<Setter>()
  const trail: Setter[] = []
  const visit = (setter: Setter) => {
    if (done.has(setter)) return
    trail.push(setter)
    for (const next of setters.filter(({ reads }) => reads.has(setter.target))) {
      const start = trail.indexOf(next)
      if (start >= 0) loops.push([...trail.slice(start), next].map(({ rule }) => rule))
      else visit(next)
    }
    trail.pop()
    done.add(setter)
  }
  for (const setter of setters) visit(setter)
  return loops
}

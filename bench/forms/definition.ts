/** A field of a form, as any form library has them. */
export interface BenchField {
  key: string
  title: string
  type: 'text' | 'number' | 'select' | 'date'
}

/** What a form does by itself: each rule looks at one field and decides something about another. */
export type BenchRule =
  /** Shown while a number is above 50. */
  | { kind: 'visible'; source: string; target: string }
  /** To be filled in while a text is there. */
  | { kind: 'required'; source: string; target: string }
  /** Twice the number. */
  | { kind: 'value'; source: string; target: string }

/** A form that says nothing of who draws it: each page translates it for its library. */
export interface BenchForm {
  fields: BenchField[]
  rules: BenchRule[]
  /** Number fields and text fields that rules look at; with or without rules they are the ones that are typed into. */
  sources: { numbers: string[]; texts: string[] }
}

export const choices = ['draft', 'sent', 'won', 'lost', 'paid', 'archived', 'waiting', 'refused']
const types = ['text', 'number', 'select', 'date'] as const
const sourcesOfEach = 3

/** A form of so many fields and at most so many rules; a small one has not room for all. */
export function benchForm(fieldCount: number, ruleCount: number): BenchForm {
  const fields = Array.from({ length: fieldCount }, (_, at): BenchField => {
    const type = types[at % types.length] ?? 'text'
    return { key: `field_${at}`, title: `Field ${at}`, type }
  })
  const of = (type: BenchField['type']) => fields.filter((field) => field.type === type).map(({ key }) => key)
  const numbers = of('number').slice(0, sourcesOfEach)
  const texts = of('text').slice(0, sourcesOfEach)
  const targets = fields.filter(({ key }) => !numbers.includes(key) && !texts.includes(key))
  const any = (from: readonly string[], at: number) => from[at % from.length] ?? ''
  // What is shown and hidden stands at the end, as the less usual things of a form do.
  const visible = targets.toReversed().map(({ key }, at) => rule('visible', any(numbers, at), key))
  const required = targets.map(({ key }, at) => rule('required', any(texts, at), key))
  const doubled = targets.filter(({ type }) => type === 'number')
  const value = doubled.map(({ key }, at) => rule('value', any(numbers, at), key))
  const [hides, fills] = [Math.floor(ruleCount * 0.4), Math.floor(ruleCount * 0.2)]
  const rules = [...visible.slice(0, Math.min(hides, targets.length / 2)), ...value.slice(0, fills)]
  return {
    fields,
    rules: [...rules, ...required.slice(0, ruleCount - rules.length)],
    sources: { numbers, texts },
  }
}

function rule(kind: BenchRule['kind'], source: string, target: string): BenchRule {
  return { kind, source, target }
}

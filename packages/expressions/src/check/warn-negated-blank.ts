import type { CallNode, FieldNode, TypedNode } from '../model/typed-node.ts'
import { type CheckContext, report } from './check-context.ts'

/**
 * Logic has two values, so that the complement of a comparison includes the records where the field is blank. That is
 * consistent, and in a permission it is easily not meant: each such place is pointed out.
 */
export function warnNegatedBlank(root: TypedNode, context: CheckContext): void {
  visit(root, { negated: false, present: new Set() }, context)
}

interface Polarity {
  negated: boolean
  /** Fields that a condition beside this one demands to be there. */
  present: ReadonlySet<string>
}

const complements = new Set(['!=', 'notin'])
const transparent = new Set(['and', 'or', '!', 'if', 'ifs', 'xor'])
/** True of two blanks. */
const blankSafe = new Set(['==', 'sametext'])

type Args = readonly TypedNode[]

const tests = (args: Args) => args.filter((_, index) => index % 2 === 0 && index + 1 < args.length)
const eitherWay: { readonly [name: string]: (args: Args) => Args } = { xor: (args) => args, if: tests, ifs: tests }

function visit(node: TypedNode, polarity: Polarity, context: CheckContext): void {
  if (node.node !== 'call' || node.type.kind !== 'bool') {
    for (const inner of innerConditions(node)) visit(inner, { negated: false, present: new Set() }, context)
    return
  }
  const { name } = node.definition
  if (name === 'isblank') return
  if (!transparent.has(name)) {
    warnAbout(node, polarity, context)
    return
  }
  const negated = name === '!' ? !polarity.negated : polarity.negated
  const present = name === 'and' && !negated ? new Set([...polarity.present, ...presentIn(node)]) : polarity.present
  for (const arg of node.args) visit(arg, { negated, present }, context)
  // A record may also get in because one of these does not hold.
  for (const arg of eitherWay[name]?.(node.args) ?? []) visit(arg, { negated: !negated, present }, context)
}

function warnAbout(node: CallNode, { negated, present }: Polarity, context: CheckContext): void {
  if (negated === complements.has(node.definition.name) || asksForBlank(node)) return
  const field = fieldsOf(node).find((found) => found.nullable && !present.has(keyOf(found)))
  if (!field || context.problems.some(({ path }) => path === node.at)) return
  report(context, node.at, 'EXPRESSION_NEGATED_BLANK', { field: field.field.label }, 'warning')
}

/** Fields that are not blank where the conditions of an AND hold: tested for it, or compared the plain way round. */
function presentIn(node: CallNode): string[] {
  return node.args.flatMap((arg) => {
    if (arg.node !== 'call') return []
    const [inner] = arg.args
    const isTested = arg.definition.name === '!' && inner?.node === 'call' && inner.definition.name === 'isblank'
    if (isTested) return fieldsOf(inner).map(keyOf)
    const isPlain = !transparent.has(arg.definition.name) && !complements.has(arg.definition.name)
    return isPlain && arg.definition.name !== 'isblank' ? directFields(arg).map(keyOf) : []
  })
}

function directFields(node: CallNode): FieldNode[] {
  if (asksForBlank(node) || (blankSafe.has(node.definition.name) && node.args.every((arg) => arg.nullable))) return []
  return node.args.filter((arg): arg is FieldNode => arg.node === 'field')
}

/** `= blank` and `<> blank` say themselves what is to be with blank ones. */
function asksForBlank({ args }: CallNode): boolean {
  return args.some((arg) => arg.node === 'literal' && arg.value === null)
}

function fieldsOf(node: TypedNode): FieldNode[] {
  if (node.node === 'field') return [node]
  return node.node === 'call' ? node.args.flatMap(fieldsOf) : []
}

function keyOf({ level, steps, field }: FieldNode): string {
  return `${level} ${[...steps.map((step) => step.field.key), field.key].join('.')}`
}

function innerConditions(node: TypedNode): TypedNode[] {
  if (node.node === 'aggregate') return [node.item, node.filter].flatMap((inner) => inner ?? [])
  return node.node === 'lookup' ? [node.match] : []
}

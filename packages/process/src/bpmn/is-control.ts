import type { Control, ControlName, Repeat } from '../graph/process-graph.ts'

type Check = (value: unknown) => boolean

const text: Check = (value) => typeof value === 'string'
const flag: Check = (value) => typeof value === 'boolean'
const count: Check = (value) => Number.isSafeInteger(value) && (value as number) > 0
const amount: Check = (value) => typeof value === 'number' && Number.isFinite(value)
const texts: Check = (value) => Array.isArray(value) && value.every(text)
const nothing: Check = (value) => value === null
const oneOf =
  (...allowed: readonly unknown[]): Check =>
  (value) =>
    allowed.includes(value)
const either =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value))
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check)

/** An object with these properties and no others; the names of those that may be missing end in `?`. */
function shape(properties: { readonly [name: string]: Check }): Check {
  const checks = new Map(Object.entries(properties).map(([name, check]) => [name.replace('?', ''), check]))
  const needed = Object.keys(properties).filter((name) => !name.endsWith('?'))
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    needed.every((name) => Object.hasOwn(value, name)) &&
    Object.entries(value).every(([name, inner]) => checks.get(name)?.(inner) ?? false)
}

const trigger = shape({
  on: oneOf('timer', 'message', 'signal', 'condition', 'error', 'escalation', 'compensation'),
  'name?': text,
})

const groupRule = either(
  shape({ of: oneOf('all', 'any', 'in_turn', 'claim') }),
  shape({ of: oneOf('vote'), by: oneOf('share', 'number', 'weight'), pass: amount }),
)

const roundSettings = shape({
  task: oneOf('decide', 'handle', 'submit', 'notice'),
  rule: groupRule,
  onReject: oneOf('end', 'to_start', 'to_previous', 'go_on'),
  returns: shape({
    to: oneOf('none', 'start', 'previous', 'any'),
    resubmit: oneOf('again', 'straight_back', 'choice'),
  }),
  rights: shape({
    'transfer?': flag,
    'delegate?': flag,
    'addSigner?': flag,
    'removeSigner?': flag,
    'takeBack?': flag,
  }),
  'demands?': shape({
    'comment?': oneOf('always', 'on_reject'),
    'signature?': flag,
    'reasons?': texts,
    'returnReasons?': texts,
    'approveReasons?': texts,
    'reasonsOptional?': flag,
  }),
  'deadlines?': listOf(
    shape({ key: text, action: oneOf('remind', 'pass', 'reject', 'return', 'transfer_up', 'copy') }),
  ),
  'byLink?': oneOf(true),
})

const repeat = shape({
  mode: oneOf('all_at_once', 'one_by_one', 'while', 'until'),
  'early?': flag,
  'limit?': count,
})

const is = (name: ControlName) => ({ do: oneOf(name) })

/** The control of a file from elsewhere is looked at before anything runs it. */
const controls: Record<ControlName, Check> = {
  start: shape({ ...is('start'), 'trigger?': trigger, 'recall?': oneOf('always', 'until_decided', 'never') }),
  end: shape({ ...is('end'), ends: oneOf('branch', 'scope'), 'outcome?': text }),
  pass: shape(is('pass')),
  choose: shape(is('choose')),
  fork: shape({ ...is('fork'), branches: oneOf('all', 'some'), join: either(text, nothing) }),
  join: shape({
    ...is('join'),
    rule: either(oneOf('block', 'each_incoming', 'reachable'), shape({ arrivals: count })),
  }),
  first_of: shape(is('first_of')),
  people: shape({ ...is('people'), settings: roundSettings }),
  run: shape({ ...is('run'), where: oneOf('here', 'outside'), 'eachTurn?': oneOf(true) }),
  wait: shape({ ...is('wait'), trigger }),
  call: shape(is('call')),
  scope: shape({ ...is('scope'), 'repeat?': repeat, 'event?': shape({ interrupting: flag }) }),
  throw: shape({ ...is('throw'), trigger, 'ends?': flag }),
  catch: shape({ ...is('catch'), at: text, trigger, interrupting: flag }),
}

export function isControl(value: unknown): value is Control {
  if (typeof value !== 'object' || value === null || !('do' in value)) return false
  const name = value.do
  return typeof name === 'string' && Object.hasOwn(controls, name) && controls[name as ControlName](value)
}

export function isRepeat(value: unknown): value is Repeat {
  return repeat(value)
}

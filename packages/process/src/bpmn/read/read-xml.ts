import type { BpmnElement } from '../bpmn-element.ts'
import type { ProblemList } from '../bpmn-problems.ts'
import { bpmnModdle } from '../moddle.ts'
import { parserWords } from './parser-words.ts'

/** What one file may hold. */
export const bpmnLimits = { characters: 5_000_000, nesting: 200, elements: 2_000, scopes: 20 }

/** Reads a file. Null when it is no BPMN at all; what cannot be read of it is a problem. */
export async function readXml(xml: string, problems: ProblemList): Promise<BpmnElement | null> {
  if (isRefused(xml, problems)) return null
  try {
    const { rootElement, warnings } = await bpmnModdle().fromXML(xml)
    for (const warning of warnings) reportWarning(warning, problems)
    return rootElement as BpmnElement
  } catch (failure) {
    reportFailure(failure, problems)
    return null
  }
}

/** What is looked at before anything is parsed: the parser keeps all of it in memory. */
function isRefused(xml: string, problems: ProblemList): boolean {
  if (xml.length > bpmnLimits.characters) {
    problems.error('xml_too_large', null, { size: megabytes(xml.length), max: megabytes(bpmnLimits.characters) })
  } else if (/<!(DOCTYPE|ENTITY)/i.test(withoutCharacterData(xml))) problems.error('xml_doctype', null)
  else if (isTooDeep(xml)) problems.error('xml_too_deep', null, { max: bpmnLimits.nesting })
  return problems.all.length > 0
}

const megabytes = (characters: number): string => `${Math.max(0.1, characters / 1_000_000).toFixed(1)} MB`

/** Comments and character data may speak of anything. */
function withoutCharacterData(xml: string): string {
  let rest = ''
  let at = 0
  for (;;) {
    const begins = nextOf(xml, ['<!--', '<![CDATA['], at)
    if (!begins) return rest + xml.slice(at)
    rest += xml.slice(at, begins.index)
    const ends = xml.indexOf(begins.mark === '<!--' ? '-->' : ']]>', begins.index + begins.mark.length)
    if (ends < 0) return rest
    at = ends + 3
  }
}

function nextOf(text: string, marks: readonly string[], from: number): { mark: string; index: number } | null {
  const found = marks.map((mark) => ({ mark, index: text.indexOf(mark, from) })).filter(({ index }) => index >= 0)
  return found.sort((a, b) => a.index - b.index)[0] ?? null
}

function isTooDeep(xml: string): boolean {
  let depth = 0
  for (const [, closing, empty] of withoutCharacterData(xml).matchAll(/<(\/?)[^\s>/?!][^>]*?(\/?)>/g)) {
    depth += closing ? -1 : empty ? 0 : 1
    if (depth > bpmnLimits.nesting) return true
  }
  return false
}

interface ReadWarning {
  message: string
  element?: unknown
  property?: string
  value?: string
}

/** The lines from and to an element are named twice in BPMN; the lines themselves are what counts. */
const repeated = new Set(['bpmn:incoming', 'bpmn:outgoing'])
const drawing = /^(bpmndi|di|dc):/

function reportWarning({ message, element, property, value }: ReadWarning, problems: ProblemList): void {
  const about = (element ?? null) as BpmnElement | null
  const [, what, id] = /(illegal|duplicate) ID <(.*)>/.exec(message) ?? []
  if (what) problems.error(what === 'illegal' ? 'id_illegal' : 'id_twice', null, { id })
  else if (value === undefined || !property) {
    problems[isParserError(message) ? 'error' : 'warn']('not_readable', about, { reason: parserWords(message) })
  } else if (!repeated.has(property)) {
    const isDrawing = drawing.test(about?.$type ?? '')
    problems[isDrawing ? 'warn' : 'error']('reference_unknown', about && nearestWithId(about), { target: value })
  }
}

function nearestWithId(element: BpmnElement): BpmnElement | null {
  if (element.id) return element
  return element.$parent ? nearestWithId(element.$parent) : null
}

/** Elements that BPMN does not know can be left out; anything else may mean another process than the one that was drawn. */
function isParserError(message: string): boolean {
  return !/unknown attribute/.test(message)
}

function reportFailure(failure: unknown, problems: ProblemList): void {
  const { message, warnings = [] } = failure as { message: string; warnings?: ReadWarning[] }
  const isUnread = /failed to parse document as/.test(message)
  const isOther = /unexpected element|unrecognized element|unknown type/
  if (isUnread && warnings.every((warning) => isOther.test(warning.message))) problems.error('not_bpmn', null)
  else
    problems.error('xml_malformed', null, {
      reason: parserWords((isUnread && warnings[0]?.message) || message),
    })
}

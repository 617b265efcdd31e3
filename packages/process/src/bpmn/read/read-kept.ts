import { type BpmnElement, typeOf } from '../bpmn-element.ts'
import type { BpmnParts, Kept, KeptElement } from '../bpmn-parts.ts'
import { readStored, settingsType } from '../stored-settings.ts'

const ownNamespaces = /^(http:\/\/www\.omg\.org\/|http:\/\/www\.w3\.org\/|urn:mortise:)/

/** The name spaces of other programs, so that their attributes can be written again. */
export function readNamespaces(parts: BpmnParts, definitions: BpmnElement): void {
  for (const [name, uri] of Object.entries(definitions.$attrs ?? {})) {
    if (name.startsWith('xmlns:') && !ownNamespaces.test(uri)) parts.namespaces[name.slice('xmlns:'.length)] = uri
  }
}

/** Attributes that say something to other programs and nothing to the engine. */
const attributesKept = ['scriptFormat', 'script', 'implementation', 'isExecutable'] as const

/** Keeps what the engine does not look at, so that it is there again when the process is written. */
export function readKept(parts: BpmnParts, element: BpmnElement, key: string): void {
  const kept = keptOf(element)
  if (Object.keys(kept).length > 0) parts.kept[key] = kept
  const own = readStored(element)?.own
  if (own !== undefined) parts.own[key] = own
  const label = element.name?.trim()
  if (label && typeOf(element) !== 'process') parts.labels[key] = label
}

function keptOf(element: BpmnElement): Kept {
  const documentation = (element.documentation ?? []).flatMap(({ text }) => text?.trim() || [])
  const own = element as unknown as { [name: string]: string | boolean | number }
  const attributes = Object.fromEntries(
    attributesKept.flatMap((name) => (Object.hasOwn(own, name) ? [[name, own[name] as string]] : [])),
  )
  const extensions = (element.extensionElements?.values ?? []).flatMap(readExtension)
  const foreign = Object.fromEntries(Object.entries(element.$attrs ?? {}).filter(isForeign))
  return {
    ...(documentation.length > 0 ? { documentation } : {}),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
    ...(extensions.length > 0 ? { extensions } : {}),
    ...(Object.keys(foreign).length > 0 ? { foreign } : {}),
  }
}

function isForeign([name]: [string, string]): boolean {
  return name.includes(':') && !name.startsWith('xmlns:') && !name.startsWith('xsi:')
}

function readExtension(element: BpmnElement): KeptElement[] {
  const uri = element.$descriptor?.ns?.uri
  if (element.$type === settingsType || !uri) return []
  const reserved = new Set(['$type', '$children', '$body'])
  const attributes = Object.entries(element).filter(
    ([name, value]) => !reserved.has(name) && !name.startsWith('$') && typeof value === 'string',
  )
  const children = (element.$children ?? []).flatMap(readExtension)
  const text = element.$body?.trim()
  return [{ name: element.$type, uri, attributes: Object.fromEntries(attributes), ...(text ? { text } : {}), children }]
}

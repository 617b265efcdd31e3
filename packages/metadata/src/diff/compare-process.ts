import { deepEqual, fillText, type LocalizedText } from '@mortise/core'
import type { ProcessDocument, ProcessNode, ProcessTransition } from '../documents/process.ts'
import type { AddChange, DocumentPair } from './change-list.ts'
import { compareNamed } from './compare-layouts.ts'
import { compareMembers } from './compare-members.ts'
import { compareProperties } from './compare-properties.ts'

/** The changes of a process: nodes and lines by name, and which settings of a node are different. */
export function compareProcess({ before, after }: DocumentPair<ProcessDocument>, add: AddChange): void {
  const named = (label: LocalizedText) => fillText({ zh: '流程「{label}」', en: 'the process "{label}"' }, { label })
  const subject = named(after.label)
  compareProperties(before, after, { subject: named(before.label), pointer: '', add, except: detailed })
  if (!deepEqual(before.start, after.start))
    add(
      '/start',
      { zh: '{subject}的发起方式有改动', en: 'Changes how {subject} is started' },
      startDetails(after, subject),
    )
  compareNodes({ before, after }, add, subject)
  const label = (line: ProcessTransition) => line.label ?? lineName(line, [...after.nodes, ...before.nodes])
  compareNamed(before.transitions, after.transitions, {
    ...{ subject, add, pointer: '/transitions', keyOf: ({ key }) => key, nameOf: label },
    what: { zh: '连线', en: 'line' },
  })
  if (!deepEqual(before.layout, after.layout))
    add('/layout', { zh: '{subject}的排布有改动', en: 'Moves nodes of {subject}' }, { params: { subject } })
}

const detailed = ['nodes', 'transitions', 'start', 'layout']

function startDetails({ start }: ProcessDocument, subject: LocalizedText) {
  const open = start?.hand && !start.hand.roles
  const text = { zh: '所有人都可以发起', en: 'everybody may start it' }
  return { params: { subject }, ...(open ? { impact: { kind: 'rights' as const, widened: true, text } } : {}) }
}

function compareNodes({ before, after }: DocumentPair<ProcessDocument>, add: AddChange, subject: LocalizedText): void {
  const { changed, reordered, ...others } = compareMembers(before.nodes, after.nodes, ({ key }) => key)
  const came = (nodes: readonly { member: ProcessNode }[]) => nodes.map(({ member }) => member)
  compareNamed(came(others.removed), came(others.added), {
    ...{ subject, add, pointer: '/nodes', keyOf: ({ key }) => key, nameOf: nodeName, inOnePlace: true },
    what: { zh: '节点', en: 'node' },
  })
  for (const { before: was, after: is, position } of changed) {
    const node = fillText(
      { zh: '{subject}的节点「{name}」', en: 'the node "{name}" of {subject}' },
      { subject, name: nodeName(is) },
    )
    const pointer = `/nodes/${position}`
    compareProperties(was, is, { subject: node, pointer, add, except: ['options'] })
    compareProperties(was.options ?? {}, is.options ?? {}, {
      subject: node,
      pointer: `${pointer}/options`,
      add,
      except: [],
    })
  }
  if (reordered && changed.length + others.added.length + others.removed.length === 0)
    add(
      '/nodes',
      { zh: '{subject}的节点次序有改动', en: 'Changes the order of the nodes of {subject}' },
      { params: { subject } },
    )
}

const nodeName = ({ label, key }: ProcessNode): LocalizedText => label ?? { zh: key, en: key }

function lineName({ from, to }: ProcessTransition, nodes: readonly ProcessNode[]): LocalizedText {
  const name = (key: string) => nodeName(nodes.find((node) => node.key === key) ?? { key, type: '' })
  return fillText({ zh: '{from} → {to}', en: '{from} → {to}' }, { from: name(from), to: name(to) })
}

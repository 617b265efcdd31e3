import { createHash } from 'node:crypto'
import { canonicalJson, type JsonObject, localize, type Registry } from '@mortise/core'
import type { EntityRecord } from '@mortise/data'
import type { Workspace } from '@mortise/data/server'
import type { ProcessServices as KindServices } from '@mortise/kinds/server'
import type { AppModel, ProcessDocument } from '@mortise/metadata'
import {
  compileProcess,
  type NodeQuestion,
  nodeOptions,
  type ProcessNodeServer,
  type ProcessNodeType,
} from '@mortise/process'
import type { NodeServices, ProcessProgram, ProcessPrograms } from '@mortise/process/server'
import type { AnswerLinks } from '../answer-link/answer-links.ts'
import { linkOfNode } from '../answer-link/link-of-node.ts'
import { openNodeServices } from './node-services.ts'
import type { WorkTimes } from './process-runtime.ts'

export interface ProgramParts {
  workspace: Workspace
  /** The app as it is in force. */
  modelOf(app: string): AppModel | undefined
  nodeTypes: Registry<ProcessNodeType>
  nodeServers: Registry<ProcessNodeServer<KindServices>>
  workTime: WorkTimes
  answerLinks: AnswerLinks
}

/** Programs of the processes of all apps. Each version is compiled once for each revision of its app. */
export function createProcessPrograms(parts: ProgramParts): ProcessPrograms {
  const compiled = new WeakMap<AppModel, Map<string, ProcessProgram>>()
  const programOf = (model: AppModel, document: ProcessDocument): ProcessProgram => {
    const programs = compiled.get(model) ?? new Map<string, ProcessProgram>()
    compiled.set(model, programs)
    const hash = hashOf(document)
    const program = programs.get(hash) ?? createProgram(parts, { model, document, hash })
    programs.set(hash, program)
    return program
  }
  return {
    inForce(app, key) {
      const model = parts.modelOf(app)
      const document = model?.processes.get(key)
      return model && document && !document.off ? programOf(model, document) : null
    },
    ofVersion(app, document) {
      const model = parts.modelOf(app)
      return model ? programOf(model, document as unknown as ProcessDocument) : null
    },
    trial(app, document) {
      const model = parts.modelOf(app)
      const tried = document as unknown as ProcessDocument
      return model ? createProgram(parts, { model, document: tried, hash: hashOf(tried) }) : null
    },
    scopeOf(app) {
      const model = parts.modelOf(app)
      return model ? { workspace: parts.workspace, model } : null
    },
  }
}

const hashes = new WeakMap<ProcessDocument, string>()

/** Of a document; another one is another version. */
export function hashOf(document: ProcessDocument): string {
  const known = hashes.get(document)
  if (known !== undefined) return known
  const hash = createHash('sha256').update(canonicalJson(document)).digest('hex').slice(0, 32)
  hashes.set(document, hash)
  return hash
}

interface Compiling {
  model: AppModel
  document: ProcessDocument
  hash: string
}

function createProgram(parts: ProgramParts, { model, document, hash }: Compiling): ProcessProgram {
  const { nodeTypes, nodeServers } = parts
  const nodes = new Map(document.nodes.map((node) => [node.key, node]))
  const options = new Map<string, unknown>()
  const optionsOf = (key: string) => {
    const node = nodes.get(key)
    if (node && !options.has(key)) options.set(key, nodeOptions(node, nodeTypes.get(node.type)))
    return options.get(key) ?? {}
  }
  return {
    ...{ app: model.key, key: document.key, hash, entity: document.entity ?? null },
    several: document.start?.several === true,
    document: document as unknown as JsonObject,
    graph: compileProcess(document, nodeTypes),
    locks: document.lock === true,
    titleOf: (record) => titleOf({ model, document }, record),
    calls(key) {
      const { process: called } = optionsOf(key) as { process?: string }
      return called ?? null
    },
    async answer(question: NodeQuestion<NodeServices>) {
      const { node, instance, services: joined } = question
      const linking = { joined, document, nodeTypes, answerLinks: parts.answerLinks, instance, at: question.at }
      const services = openNodeServices({
        ...{ joined, document, node: node.key, nodeTypes, instance, time: parts.workTime.now() },
        linkOf: (key) => linkOfNode(linking, key),
      })
      return await nodeServers
        .get(node.type)
        .answer({ ...question, node: { ...node, options: optionsOf(node.key) }, services })
    },
  }
}

function titleOf({ model, document }: Pick<Compiling, 'model' | 'document'>, record: EntityRecord | null): string {
  const entity = document.entity === undefined ? undefined : model.entities.get(document.entity)
  const title = entity && record ? record[entity.title.key] : null
  return typeof title === 'string' && title ? title : localize(document.label, 'zh')
}

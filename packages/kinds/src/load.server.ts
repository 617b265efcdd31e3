import { glob } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import type { CommandActionHandler } from '@mortise/command/server'
import { createRegistry, type Registry } from '@mortise/core'
import type { FieldStorage } from '@mortise/data'
import type { BlockType, CommandActionType, FieldType, ProcessKnowledge, ViewType } from '@mortise/metadata'
import { type ProcessNodeServer, type ProcessNodeType, processKnowledge } from '@mortise/process'
import type { ProcessServices } from './process-services.ts'

const folder = import.meta.dirname

/** The server halves of all field types: `fields/<type>/<type>.server.ts`. Adding a type is adding its folder. */
export async function loadFieldStorages(): Promise<Registry<FieldStorage>> {
  const files = await filesOf('fields/*/*.server.ts')
  return createRegistry('field type', await defaultExports<FieldStorage>(files))
}

/** The shared halves of all field types: `fields/<type>/<type>.ts`. */
export async function loadFieldTypes(): Promise<Registry<FieldType>> {
  const files = (await filesOf('fields/*/*.ts')).filter((file) => /\/([^/]+)\/\1\.ts$/.test(file))
  return createRegistry('field type', await defaultExports<FieldType>(files))
}

/** The shared halves of all view types: `views/<type>/<type>.ts`. */
export async function loadViewTypes(): Promise<Registry<ViewType>> {
  const files = (await filesOf('views/*/*.ts')).filter((file) => /\/([^/]+)\/\1\.ts$/.test(file))
  return createRegistry('view type', await defaultExports<ViewType>(files))
}

/** The shared halves of all block types: `blocks/<type>/<type>.ts`. */
export async function loadBlockTypes(): Promise<Registry<BlockType>> {
  const files = (await filesOf('blocks/*/*.ts')).filter((file) => /\/([^/]+)\/\1\.ts$/.test(file))
  return createRegistry('block type', await defaultExports<BlockType>(files))
}

/** The shared halves of all types of actions: `command-actions/<type>/<type>.ts`. */
export async function loadCommandActions(): Promise<Registry<CommandActionType>> {
  const files = (await filesOf('command-actions/*/*.ts')).filter((file) => /\/([^/]+)\/\1\.ts$/.test(file))
  return createRegistry('type of action', await defaultExports<CommandActionType>(files))
}

/** The server halves of all types of actions. */
export async function loadCommandHandlers(): Promise<Registry<CommandActionHandler>> {
  const files = await filesOf('command-actions/*/*.server.ts')
  return createRegistry('type of action', await defaultExports<CommandActionHandler>(files))
}

/** The shared halves of all types of nodes: `process-nodes/<type>/<type>.ts`. */
export async function loadNodeTypes(): Promise<Registry<ProcessNodeType>> {
  const files = (await filesOf('process-nodes/*/*.ts')).filter((file) => /\/([^/]+)\/\1\.ts$/.test(file))
  return createRegistry('type of node', await defaultExports<ProcessNodeType>(files))
}

/** What validation has to know of processes. */
export async function loadProcessKnowledge(): Promise<ProcessKnowledge> {
  return processKnowledge(await loadNodeTypes())
}

/** The server halves of the types of nodes that have something to answer. */
export async function loadNodeServers(): Promise<Registry<ProcessNodeServer<ProcessServices>>> {
  const files = await filesOf('process-nodes/*/*.server.ts')
  return createRegistry('type of node', await defaultExports<ProcessNodeServer<ProcessServices>>(files))
}

export type { FieldRights } from './process-parts/field-rights.ts'
export type { OutsideCall, OutsideServices, ProcessServices, RecordRef } from './process-services.ts'

async function filesOf(pattern: string): Promise<string[]> {
  const files = await Array.fromAsync(glob(pattern, { cwd: folder }))
  return files.map((file) => file.replaceAll('\\', '/')).sort()
}

async function defaultExports<Half>(files: readonly string[]): Promise<Half[]> {
  const modules = await Promise.all(files.map((file) => import(pathToFileURL(`${folder}/${file}`).href)))
  return modules.map((module: { default: Half }) => module.default)
}

import type { CommandActionHandler } from '@mortise/command/server'
import { createRegistry, type Registry } from '@mortise/core'
import type { FieldStorage } from '@mortise/data'
import type { BlockType, CommandActionType, FieldType, ProcessKnowledge, ViewType } from '@mortise/metadata'
import { type ProcessNodeServer, type ProcessNodeType, processKnowledge } from '@mortise/process'
import { halvesOf } from './halves-of.ts'
import type { ProcessServices } from './process-services.ts'

/** The server halves of all field types: `fields/<type>/<type>.server.ts`. Adding a type is adding its folder. */
export async function loadFieldStorages(): Promise<Registry<FieldStorage>> {
  return createRegistry('field type', await halvesOf<FieldStorage>('fields', '.server.ts'))
}

/** The shared halves of all field types: `fields/<type>/<type>.ts`. */
export async function loadFieldTypes(): Promise<Registry<FieldType>> {
  return createRegistry('field type', await halvesOf<FieldType>('fields', '.ts'))
}

/** The shared halves of all view types: `views/<type>/<type>.ts`. */
export async function loadViewTypes(): Promise<Registry<ViewType>> {
  return createRegistry('view type', await halvesOf<ViewType>('views', '.ts'))
}

/** The shared halves of all block types: `blocks/<type>/<type>.ts`. */
export async function loadBlockTypes(): Promise<Registry<BlockType>> {
  return createRegistry('block type', await halvesOf<BlockType>('blocks', '.ts'))
}

/** The shared halves of all types of actions: `command-actions/<type>/<type>.ts`. */
export async function loadCommandActions(): Promise<Registry<CommandActionType>> {
  return createRegistry('type of action', await halvesOf<CommandActionType>('command-actions', '.ts'))
}

/** The server halves of all types of actions. */
export async function loadCommandHandlers(): Promise<Registry<CommandActionHandler>> {
  return createRegistry('type of action', await halvesOf<CommandActionHandler>('command-actions', '.server.ts'))
}

/** The shared halves of all types of nodes: `process-nodes/<type>/<type>.ts`. */
export async function loadNodeTypes(): Promise<Registry<ProcessNodeType>> {
  return createRegistry('type of node', await halvesOf<ProcessNodeType>('process-nodes', '.ts'))
}

/** What validation has to know of processes. */
export async function loadProcessKnowledge(): Promise<ProcessKnowledge> {
  return processKnowledge(await loadNodeTypes())
}

/** The server halves of the types of nodes that have something to answer. */
export async function loadNodeServers(): Promise<Registry<ProcessNodeServer<ProcessServices>>> {
  return createRegistry(
    'type of node',
    await halvesOf<ProcessNodeServer<ProcessServices>>('process-nodes', '.server.ts'),
  )
}

export type { FieldRights } from './process-parts/field-rights.ts'
export type { OutsideCall, OutsideServices, ProcessServices, RecordRef } from './process-services.ts'

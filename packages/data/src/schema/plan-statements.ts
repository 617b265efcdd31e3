import type { LocalizedText } from '@mortise/core'
import { identifier, literal, qualified } from '../sql/identifier.ts'
import type { ColumnPlan } from './desired-tables.ts'
import type { IndexPlan } from './index-plan.ts'

export function columnDefinition({ name, type, default: value, constraint }: ColumnPlan): string {
  const tail = constraint ?? (value === undefined ? '' : `not null default ${value}`)
  return `${identifier(name)} ${type}${tail && ` ${tail}`}`
}

export function createIndex(table: string, index: IndexPlan, concurrently: string): string {
  const where = index.where ? ` where ${index.where}` : ''
  const unique = index.unique ? 'unique ' : ''
  return `create ${unique}index ${concurrently}${identifier(index.name)} on ${table} using ${index.method} (${index.keys.join(', ')})${where}`
}

export function dropIndex(schema: string, name: string, concurrently: boolean): string {
  return `drop index ${concurrently ? 'concurrently ' : ''}if exists ${qualified(schema, name)}`
}

export function columnComment(table: string, { name, label }: ColumnPlan): string[] {
  return label ? [`comment on column ${table}.${identifier(name)} is ${commentText(label)}`] : []
}

export function commentText(label: LocalizedText): string {
  return literal(`${label.zh} / ${label.en}`)
}

import { readFileSync } from 'node:fs'
import type { ProcessDocument } from '@mortise/metadata'
import { compileProcess } from '@mortise/process'
import { Player, type World } from '@mortise/process/testing'
import { describe, expect, it } from 'vitest'
import { loadNodeTypes } from '../load.server.ts'

const nodeTypes = await loadNodeTypes()

function played(process: string, world: World): Player {
  const file = new URL(`../../../../templates/crm/processes/${process}.json`, import.meta.url)
  const document = JSON.parse(readFileSync(file, 'utf8')) as ProcessDocument
  return new Player(compileProcess(document, nodeTypes), world).start('zhang')
}

const people = {
  manager: ['wang'],
  director: ['li'],
  finance: ['fan', 'feng'],
  legal: ['fa'],
  management: ['zong'],
  tell: ['zhang'],
}

describe('the approval of quotes', () => {
  it('passes small ones by itself', () => {
    const player = played('quote_approval', { people, holds: ['by_size_to_set_approved'] })
    expect(player.state).toMatchObject({ status: 'done', outcome: 'approved' })
    expect(player.path()).not.toContain('manager')
  })

  it('ends with the manager where no more is wanted', () => {
    const player = played('quote_approval', { people }).act('wang', 'manager', 'approve')
    expect(player.state).toMatchObject({ status: 'done', outcome: 'approved' })
    expect(player.path()).toContain('tell')
  })

  it('takes the largest to the director, all of finance and the management', () => {
    const holds = ['after_manager_to_director', 'after_director_to_finance']
    const player = played('quote_approval', { people, holds }).act('wang', 'manager', 'approve')
    expect(player.inbox()).toEqual(['director:li'])
    player.act('li', 'director', 'approve').act('fan', 'finance', 'approve')
    expect(player.inbox()).toEqual(['finance:feng'])
    player.act('feng', 'finance', 'approve').act('zong', 'management', 'approve')
    expect(player.state).toMatchObject({ status: 'done', outcome: 'approved' })
  })

  it('marks what was rejected, which needs a comment', () => {
    const player = played('quote_approval', { people, holds: ['after_manager_to_set_rejected'] })
    player.act('wang', 'manager', 'reject')
    expect(player.refused?.code).toBe('COMMENT_MISSING')
    player.act('wang', 'manager', { do: 'reject', comment: '价格太低' })
    expect(player.state).toMatchObject({ status: 'done', outcome: 'rejected' })
    expect(player.path()).toContain('set_rejected')
  })
})

describe('the approval of contracts', () => {
  it('asks legal and finance at the same time, and goes on when both have decided', () => {
    const player = played('contract_approval', { people })
    expect(player.inbox()).toEqual(['finance:fan', 'finance:feng', 'legal:fa'])
    player.act('fa', 'legal', 'approve')
    expect(player.at()).toEqual(['finance'])
    player.act('fan', 'finance', 'approve').act('wang', 'manager', 'approve')
    expect(player.state).toMatchObject({ status: 'done', outcome: 'approved' })
  })
})

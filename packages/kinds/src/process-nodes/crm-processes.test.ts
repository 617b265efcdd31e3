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
    player.act('wang', 'manager', { do: 'reject', comment: '价格太低', reason: 'margin_too_low' })
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

describe('the conversion of leads', () => {
  it('makes customer, contact and deal in one go', () => {
    const player = played('lead_conversion', {})
    expect(player.state).toMatchObject({ status: 'done', outcome: 'converted' })
    const made = ['make_customer', 'make_contact', 'make_opportunity', 'set_converted']
    expect(player.path().filter((node) => made.includes(node))).toEqual(made)
  })

  it('keeps the customer that was chosen', () => {
    const player = played('lead_conversion', { holds: ['known_to_make_contact'] })
    expect(player.state).toMatchObject({ status: 'done', outcome: 'converted' })
    expect(player.path()).not.toContain('make_customer')
  })
})

describe('the handling of complaints', () => {
  const service = { assign: ['zhou'], solve: ['yang'], confirm: ['song', 'jiang'] }

  it('ends when the customer is content', () => {
    const player = played('complaint_handling', { people: service })
      .act('zhou', 'assign', 'approve')
      .act('yang', 'solve', 'approve')
      .result('hand_link')
    expect(player.path()).toContain('set_resolved')
    player.act('song', 'confirm', 'claim').act('song', 'confirm', 'approve')
    expect(player.state).toMatchObject({ status: 'done', outcome: 'closed' })
  })

  it('begins again when they are not, and is handled by the same person', () => {
    const player = played('complaint_handling', {
      people: service,
      holds: ['after_confirm_to_set_reopened'],
    })
    player.act('zhou', 'assign', 'approve').act('yang', 'solve', 'approve').result('hand_link')
    player.act('song', 'confirm', 'claim')
    player.act('song', 'confirm', { do: 'reject', comment: '仍有异响' })
    expect(player.inbox()).toEqual(['solve:yang'])
    expect(player.path()).toContain('set_reopened')
  })

  it('ends, or begins again, as the customer answers by the link', () => {
    const asked = (holds: string[] = []) =>
      played('complaint_handling', { people: service, holds })
        .act('zhou', 'assign', 'approve')
        .act('yang', 'solve', 'approve')
        .result('hand_link')
    const content = asked().answerByLink('confirm', 'approved')
    expect(content.state).toMatchObject({ status: 'done', outcome: 'closed' })
    const again = asked(['after_confirm_to_set_reopened']).answerByLink('confirm', 'rejected')
    expect(again.inbox()).toEqual(['solve:yang'])
    expect(again.answerByLink('confirm', 'approved').refused?.code).toBe('TASK_OVER')
  })

  it('goes to somebody above when nothing happens', () => {
    const player = played('complaint_handling', { people: service, superiors: { zhou: 'chen' } })
    player.fire('escalate')
    expect(player.inbox()).toEqual(['assign:chen'])
  })
})

describe('price exceptions, transfers and invoices', () => {
  it('ask the sales director about large discounts and tell finance', () => {
    const player = played('price_exception', { people, holds: ['after_manager_to_director'] })
    player.act('wang', 'manager', { do: 'approve', comment: '战略客户' }).act('li', 'director', 'approve')
    expect(player.state).toMatchObject({ status: 'done', outcome: 'approved' })
    expect(player.path()).toContain('tell_finance')
  })

  it('give a customer to whom the manager chose', () => {
    const transfer = { manager: ['wang'], tell_owner: ['li'] }
    const player = played('customer_transfer', { people: transfer }).act('wang', 'manager', 'approve')
    expect(player.state).toMatchObject({ status: 'done', outcome: 'approved' })
    expect(player.path()).toContain('tell_owner')
  })

  it('are issued by whoever of finance claims them, or voided', () => {
    const world = { people: { finance: ['fan', 'feng'], tell: ['zhang'] } }
    const issued = played('invoice_request', world).act('fan', 'finance', 'claim').act('fan', 'finance', 'approve')
    expect(issued.state).toMatchObject({ status: 'done', outcome: 'approved' })
    const refused = played('invoice_request', { ...world, holds: ['after_finance_to_set_voided'] })
    refused
      .act('feng', 'finance', 'claim')
      .act('feng', 'finance', { do: 'reject', comment: '抬头有误', reason: 'wrong_title' })
    expect(refused.state).toMatchObject({ status: 'done', outcome: 'rejected' })
    expect(refused.path()).toContain('set_voided')
  })
})

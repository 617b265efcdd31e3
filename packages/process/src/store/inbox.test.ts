import type { Database } from '@mortise/data/server'
import { testDatabases } from '@mortise/data/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startInstance } from '../server/start-instance.ts'
import { runTransition } from '../server/transition.ts'
import { graphOf, people } from '../testing/graph-of.ts'
import { openProcessWorld, type ProcessWorld, userId } from '../testing/process-world.ts'
import { type InboxBox, type InboxEntry, type InboxQuery, placeOf, readInbox } from './inbox.ts'
import { readProgress } from './read-progress.ts'

/** Amy is asked at two steps at the same moment. */
const graph = graphOf(
  {
    start: { do: 'start' },
    fork: { do: 'fork', branches: 'all', join: 'join' },
    left: people({ rule: { of: 'any' } }),
    right: people({ rule: { of: 'any' } }),
    join: { do: 'join', rule: 'block' },
    end: { do: 'end', ends: 'branch' },
  },
  ['start > fork', 'fork > left', 'fork > right', 'left > join', 'right > join', 'join > end'],
)
const amy = { people: [{ user: userId('amy'), reason: { rule: 'test' } }] }

describe.each(testDatabases)('on $name', ({ open, skip }) => {
  describe.skipIf(skip)('boxes', () => {
    let database: Database
    let world: ProcessWorld
    const titles = ['Pumps 12', 'Pumps 7', '报价 77', '报价单 8', '100% wool']

    const read = (query: Partial<InboxQuery>) =>
      readInbox(world.workspace, { user: userId('amy'), box: 'todo', size: 50, ...query })
    const found = async (text: string, box: InboxBox = 'todo') =>
      [...new Set((await read({ text, box })).map(({ title }) => title))].sort()
    /** Page by page. */
    const walk = async (query: Partial<InboxQuery>) => {
      const entries: InboxEntry[] = []
      for (;;) {
        const last = entries.at(-1)
        const page = await read({ ...query, size: 1, ...(last && { before: placeOf(last) }) })
        if (page.length === 0) return entries
        entries.push(...page)
      }
    }

    beforeAll(async () => {
      database = await open()
      world = await openProcessWorld(database, { graph, answers: { left: () => amy, right: () => amy } })
      for (const [index, title] of titles.entries()) {
        const at = `2026-11-2${index}T02:00:00.000Z`
        const recordId = await world.quote(title)
        const by = userId('amy')
        const row = await startInstance(world.services, world.scope, {
          app: 'shop',
          process: 'approval',
          by,
          recordId,
          at,
        })
        if (index > 0) continue
        const { visits } = await readProgress(world.workspace, row.id)
        for (const visit of visits.filter(({ state, needs }) => state === 'open' && needs === 'people')) {
          const event = { event: 'task', at, visit: visit.id, by, act: { do: 'approve' } } as const
          await runTransition(world.services, world.scope, { instance: row.id, process: 'approval', event })
        }
      }
    })
    afterAll(() => database?.close())

    it('are read page by page, each entry once, also two of one instance that came at the same moment', async () => {
      const all = await read({})
      expect(all).toHaveLength(8)
      expect(await walk({})).toEqual(all)
      expect(all.map(({ at }) => at)).toEqual(
        all
          .map(({ at }) => at)
          .sort()
          .reverse(),
      )
      expect((await walk({ box: 'started' })).map(({ title }) => title)).toEqual([...titles].reverse())
      expect(await walk({ box: 'done' })).toHaveLength(2)
      expect(await walk({ box: 'copied' })).toEqual([])
    })

    it('are searched for words, wherever these stand in the title', async () => {
      expect(await found('pum')).toEqual(['Pumps 7'])
      expect(await found('报价')).toEqual(['报价 77', '报价单 8'])
      expect(await found('77 报价')).toEqual(['报价 77'])
      expect(await found('8')).toEqual(['报价单 8'])
      expect(await found('0%')).toEqual(['100% wool'])
      expect(await found('_')).toEqual([])
      expect(await found('12', 'done')).toEqual(['Pumps 12'])
      expect(await found('Pumps', 'started')).toEqual(['Pumps 12', 'Pumps 7'])
    })

    it('are narrowed by app, process and time', async () => {
      expect(await read({ app: 'shop', process: 'approval' })).toHaveLength(8)
      expect(await read({ app: 'other' })).toEqual([])
      expect(await read({ process: 'other' })).toEqual([])
      const since = '2026-11-22T00:00:00.000Z'
      const until = '2026-11-24T00:00:00.000Z'
      expect(new Set((await read({ since, until })).map(({ title }) => title))).toEqual(
        new Set(['报价 77', '报价单 8']),
      )
      expect(await read({ overdue: true })).toEqual([])
    })
  })
})

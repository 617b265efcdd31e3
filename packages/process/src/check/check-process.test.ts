import { describe, expect, it } from 'vitest'
import type { Control, ProcessGraph, Trigger } from '../graph/process-graph.ts'
import { graphOf, type NodeSketch, people } from '../testing/graph-of.ts'
import { alwaysCalled, checkProcess } from './check-process.ts'
import { describeProblem } from './describe-problem.ts'
import type { ProcessFacts } from './process-facts.ts'
import { type ProblemCode, problemTexts } from './texts/problem-texts.ts'

type Nodes = { [key: string]: NodeSketch }
type Case = readonly [graph: ProcessGraph, facts?: ProcessFacts]

const start: Control = { do: 'start' }
const end: Control = { do: 'end', ends: 'branch' }
const pass: Control = { do: 'pass' }
const choose: Control = { do: 'choose' }
const here: Control = { do: 'run', where: 'here' }
const call: Control = { do: 'call' }
const each: Control = { do: 'join', rule: 'each_incoming' }
const block: Control = { do: 'join', rule: 'block' }
const arrivals = (count: number): Control => ({ do: 'join', rule: { arrivals: count } })
const fork = (join: string | null, branches: 'all' | 'some' = 'all'): Control => ({ do: 'fork', branches, join })
const wait = (trigger: Trigger = { on: 'timer' }): Control => ({ do: 'wait', trigger })
const caught = (at: string, trigger: Trigger, interrupting = true): Control => ({
  do: 'catch',
  at,
  trigger,
  interrupting,
})
const thrown = (trigger: Trigger, ends = false): Control => ({ do: 'throw', trigger, ends })
const g = (nodes: Nodes, lines: readonly string[]) => graphOf(nodes, lines)

/** A straight line: start, these, end. */
function row(middle: Nodes, more: Nodes = {}, lines: readonly string[] = []): ProcessGraph {
  const keys = ['start', ...Object.keys(middle), 'end']
  const straight = keys.slice(1).map((key, place) => `${keys[place]} > ${key}`)
  return g({ start, ...middle, end, ...more }, [...straight, ...lines])
}

/** A choice with two ways that meet at a node. */
const choice = (marks: readonly [string, string], meet: Control = pass, split: Control = choose) =>
  g({ start, which: split, a: here, b: here, meet, end }, [
    'start > which',
    `which > a ${marks[0]}`,
    `which > b ${marks[1]}`,
    'a > meet',
    'b > meet',
    'meet > end',
  ])

const scoped = (scope: Control, inside: Nodes, lines: readonly string[], more: Nodes = {}) =>
  row(
    { sub: scope },
    {
      ...Object.fromEntries(
        Object.entries(inside).map(([key, node]) => [
          key,
          [Array.isArray(node) ? node[0] : node, { scope: 'sub' }] as NodeSketch,
        ]),
      ),
      ...more,
    },
    lines,
  )

const bare = { ...row({ a: here }), key: 'self' }
const broken: ProcessGraph = {
  ...bare,
  transitions: { ...bare.transitions, loose: { key: 'loose', from: 'a', to: 'nowhere' } },
}
const unlisted: ProcessGraph = {
  ...bare,
  nodes: {
    ...bare.nodes,
    a: {
      ...(bare.nodes.a ?? { key: 'a', type: 'run', scope: null, control: here }),
      incoming: [],
      outgoing: ['a>end'],
    },
  },
}
const plain = row({ a: here })
const ask = (settings: Parameters<typeof people>[0] = {}) =>
  people({ returns: { to: 'none', resubmit: 'again' }, ...settings })
const late = (...actions: ('remind' | 'pass' | 'reject' | 'return' | 'transfer_up')[]) => ({
  deadlines: actions.map((action, place) => ({ key: `${action}${place}`, action })),
})
const byMessage: Control = { do: 'start', trigger: { on: 'message', name: 'order' } }
const fromMessage = (node: Control) => g({ begin: byMessage, a: node, end }, ['begin > a', 'a > end'])
const amount = (from: number | undefined, to: number | undefined) => [
  { amount: { ranges: [{ from, to, toOpen: true }] } },
]
const ways = choice(['?', '?'])
const withDefault = g({ start, which: choose, a: here, b: here, c: here, end }, [
  'start > which',
  'which > a ?',
  'which > b ?',
  'which > c !',
  'a > end',
  'b > end',
  'c > end',
])
const required = { amount: { number: {}, required: true } } as const

/** Each finding: the smallest process that has it, and the nearest one that has not. */
const cases: { readonly [Code in ProblemCode]: readonly [has: Case, hasNot: Case] } = {
  LINE_END_UNKNOWN: [[broken], [plain]],
  LINES_DISAGREE: [[unlisted], [plain]],
  SCOPE_UNKNOWN: [[row({ a: [here, { scope: 'gone' }] })], [plain]],
  LINE_CROSSES_SCOPE: [
    [scoped({ do: 'scope' }, { in: start, work: here, out: end }, ['in > work', 'work > out', 'work > end'])],
    [scoped({ do: 'scope' }, { in: start, work: here, out: end }, ['in > work', 'work > out'])],
  ],
  NO_START: [[g({ a: here, end }, ['a > end'])], [plain]],
  SCOPE_WITHOUT_START: [
    [scoped({ do: 'scope' }, { work: here, out: end }, ['work > out'])],
    [scoped({ do: 'scope' }, { in: start, out: end }, ['in > out'])],
  ],
  SEVERAL_STARTS: [
    [g({ start, other: start, end }, ['start > end', 'other > end'])],
    [g({ start, other: byMessage, end }, ['start > end', 'other > end'])],
  ],
  START_TRIGGER_MISSING: [
    [
      row(
        { a: here },
        {
          sub: { do: 'scope', event: { interrupting: true } },
          in: [start, { scope: 'sub' }],
          out: [end, { scope: 'sub' }],
        },
        ['in > out'],
      ),
    ],
    [
      row(
        { a: here },
        {
          sub: { do: 'scope', event: { interrupting: true } },
          in: [byMessage, { scope: 'sub' }],
          out: [end, { scope: 'sub' }],
        },
        ['in > out'],
      ),
    ],
  ],
  START_TRIGGER_UNUSED: [
    [scoped({ do: 'scope' }, { in: byMessage, out: end }, ['in > out'])],
    [scoped({ do: 'scope' }, { in: start, out: end }, ['in > out'])],
  ],
  START_WITH_INCOMING: [[row({ a: choose }, {}, ['a > start !'])], [plain]],
  NO_END: [[g({ start, a: here }, ['start > a'])], [plain]],
  SCOPE_WITHOUT_END: [
    [scoped({ do: 'scope' }, { in: start, work: here }, ['in > work'])],
    [scoped({ do: 'scope' }, { in: start, work: here, out: end }, ['in > work', 'work > out'])],
  ],
  END_WITH_OUTGOING: [[row({ a: here }, { b: here }, ['end > b'])], [plain]],
  DEAD_END: [[g({ start, which: choose, a: here, end }, ['start > which', 'which > a ?', 'which > end !'])], [plain]],
  UNREACHABLE: [[row({ a: here }, { b: here }, ['b > end'])], [plain]],
  CANNOT_END: [
    [
      g({ start, which: choose, a: ask(), b: ask(), end }, [
        'start > which',
        'which > a ?',
        'which > end !',
        'a > b',
        'b > a',
      ]),
    ],
    [
      g({ start, which: choose, a: ask(), b: choose, end }, [
        'start > which',
        'which > a ?',
        'which > end !',
        'a > b',
        'b > a ?',
        'b > end !',
      ]),
    ],
  ],
  IMPLICIT_SPLIT: [[choice(['', ''], pass, here)], [choice(['?', '!'])]],
  SPLIT_OF_ONE: [[row({ which: choose })], [choice(['?', '!'])]],
  JOIN_OF_ONE: [[row({ join: each })], [choice(['', ''], each, fork(null))]],
  DEFAULT_MISSING: [[choice(['?', '?'])], [choice(['?', '!'])]],
  SEVERAL_DEFAULTS: [[choice(['!', '!'])], [choice(['?', '!'])]],
  DEFAULT_WITH_CONDITION: [
    [
      {
        ...choice(['?', '!']),
        transitions: {
          ...choice(['?', '!']).transitions,
          'which>b': { key: 'which>b', from: 'which', to: 'b', otherwise: true, conditional: true },
        },
      },
    ],
    [choice(['?', '!'])],
  ],
  CONDITION_MISSING: [[choice(['', '!'])], [choice(['?', '!'])]],
  CONDITION_NOT_ASKED: [[g({ start, a: here, end }, ['start > a', 'a > end ?'])], [plain]],
  DEFAULT_NOT_ASKED: [[g({ start, a: here, end }, ['start > a', 'a > end !'])], [plain]],
  FIRST_OF_DOES_NOT_WAIT: [
    [
      g({ start, first: { do: 'first_of' }, a: wait(), b: here, end }, [
        'start > first',
        'first > a',
        'first > b',
        'a > end',
        'b > end',
      ]),
    ],
    [
      g({ start, first: { do: 'first_of' }, a: wait(), b: wait(), end }, [
        'start > first',
        'first > a',
        'first > b',
        'a > end',
        'b > end',
      ]),
    ],
  ],
  CATCH_HOST_UNKNOWN: [
    [row({ a: ask() }, { late: caught('gone', { on: 'timer' }) }, ['late > end'])],
    [row({ a: ask() }, { late: caught('a', { on: 'timer' }) }, ['late > end'])],
  ],
  CATCH_HOST_WRONG: [
    [row({ a: here }, { late: caught('a', { on: 'timer' }) }, ['late > end'])],
    [row({ a: here }, { failed: caught('a', { on: 'error' }) }, ['failed > end'])],
  ],
  CATCH_OTHER_SCOPE: [
    [
      scoped({ do: 'scope' }, { in: start, out: end, late: caught('sub', { on: 'timer' }) }, [
        'in > out',
        'late > out',
      ]),
    ],
    [row({ a: ask() }, { late: caught('a', { on: 'timer' }) }, ['late > end'])],
  ],
  CATCH_WITH_INCOMING: [
    [row({ a: ask(), b: choose }, { late: caught('a', { on: 'timer' }) }, ['late > end', 'b > late ?'])],
    [row({ a: ask() }, { late: caught('a', { on: 'timer' }) }, ['late > end'])],
  ],
  CATCH_WITHOUT_WAY: [
    [row({ a: ask() }, { late: caught('a', { on: 'timer' }) })],
    [row({ a: ask() }, { late: caught('a', { on: 'timer' }) }, ['late > end'])],
  ],
  CATCH_GOES_ON: [
    [row({ a: here }, { failed: caught('a', { on: 'error' }, false) }, ['failed > end'])],
    [row({ a: here }, { failed: caught('a', { on: 'error' }) }, ['failed > end'])],
  ],
  TRIGGER_WRONG: [[row({ a: wait({ on: 'error' }) })], [row({ a: wait({ on: 'condition' }) })]],
  TRIGGER_NAME_MISSING: [[row({ a: wait({ on: 'message' }) })], [row({ a: wait({ on: 'message', name: 'paid' }) })]],
  THROW_GOES_ON: [
    [row({ a: thrown({ on: 'error', name: 'bad' }) })],
    [g({ start, a: thrown({ on: 'error', name: 'bad' }, true) }, ['start > a'])],
  ],
  ERROR_NOT_CAUGHT: [
    [scoped({ do: 'scope' }, { in: start, bad: thrown({ on: 'error', name: 'bad' }, true) }, ['in > bad'])],
    [
      scoped(
        { do: 'scope' },
        { in: start, bad: thrown({ on: 'error', name: 'bad' }, true) },
        ['in > bad', 'failed > end'],
        { failed: caught('sub', { on: 'error', name: 'bad' }) },
      ),
    ],
  ],
  COMPENSATION_UNKNOWN: [
    [row({ a: [here, { compensation: 'gone' }] })],
    [row({ a: [here, { compensation: 'undo' }] }, { undo: here })],
  ],
  COMPENSATION_WITH_LINES: [
    [row({ a: [here, { compensation: 'undo' }] }, { undo: here }, ['undo > end'])],
    [row({ a: [here, { compensation: 'undo' }] }, { undo: here })],
  ],
  COMPENSATION_WRONG: [
    [row({ a: [here, { compensation: 'undo' }] }, { undo: choose })],
    [row({ a: [here, { compensation: 'undo' }] }, { undo: here })],
  ],
  EVENT_SCOPE_WITH_LINES: [
    [scoped({ do: 'scope', event: { interrupting: true } }, { in: byMessage, out: end }, ['in > out'])],
    [scoped({ do: 'scope' }, { in: start, out: end }, ['in > out'])],
  ],
  EVENT_SCOPE_REPEATS: [
    [
      scoped(
        { do: 'scope', event: { interrupting: true }, repeat: { mode: 'while', limit: 2 } },
        { in: byMessage, out: end },
        ['in > out'],
      ),
    ],
    [scoped({ do: 'scope', repeat: { mode: 'while', limit: 2 } }, { in: start, out: end }, ['in > out'])],
  ],
  REPEAT_WITHOUT_LIMIT: [
    [scoped({ do: 'scope', repeat: { mode: 'while' } }, { in: start, out: end }, ['in > out'])],
    [scoped({ do: 'scope', repeat: { mode: 'one_by_one' } }, { in: start, out: end }, ['in > out'])],
  ],
  REPEAT_LIMIT_WRONG: [
    [scoped({ do: 'scope', repeat: { mode: 'while', limit: 0 } }, { in: start, out: end }, ['in > out'])],
    [scoped({ do: 'scope', repeat: { mode: 'while', limit: 1 } }, { in: start, out: end }, ['in > out'])],
  ],
  REPEAT_WITHOUT_CONDITION: [
    [
      scoped({ do: 'scope', repeat: { mode: 'while', limit: 1 } }, { in: start, out: end }, ['in > out']),
      { repeats: { sub: false } },
    ],
    [
      scoped({ do: 'scope', repeat: { mode: 'while', limit: 1 } }, { in: start, out: end }, ['in > out']),
      { repeats: { sub: true } },
    ],
  ],
  BLOCK_JOIN_UNKNOWN: [[choice(['', ''], each, fork('meet'))], [choice(['', ''], block, fork('meet'))]],
  BLOCK_JOIN_SHARED: [
    [
      g({ start, one: fork('meet'), two: fork('meet'), a: here, b: here, meet: block, end }, [
        'start > one',
        'one > two',
        'one > meet',
        'two > a',
        'two > b',
        'a > meet',
        'b > meet',
        'meet > end',
      ]),
    ],
    [choice(['', ''], block, fork('meet'))],
  ],
  BLOCK_FORK_MISSING: [[choice(['', ''], block, fork(null))], [choice(['', ''], block, fork('meet'))]],
  BLOCK_JOIN_NOT_REACHED: [
    [
      g({ start, which: fork('meet'), a: here, b: here, meet: block, end }, [
        'start > which',
        'which > a',
        'which > b',
        'a > end',
        'b > end',
        'meet > end',
      ]),
    ],
    [choice(['', ''], block, fork('meet'))],
  ],
  BLOCK_ENTERED: [
    [
      g({ start, first: choose, which: fork('meet'), a: here, b: here, meet: block, end }, [
        'start > first',
        'first > which ?',
        'first > a !',
        'which > a',
        'which > b',
        'a > meet',
        'b > meet',
        'meet > end',
      ]),
    ],
    [
      g({ start, first: choose, which: fork('meet'), a: here, b: here, meet: block, end }, [
        'start > first',
        'first > which ?',
        'first > end !',
        'which > a',
        'which > b',
        'a > meet',
        'b > meet',
        'meet > end',
      ]),
    ],
  ],
  BLOCK_LEFT: [
    [
      g({ start, back: pass, which: fork('meet'), a: choose, b: here, meet: block, end }, [
        'start > back',
        'back > which',
        'which > a',
        'which > b',
        'a > back ?',
        'a > meet !',
        'b > meet',
        'meet > end',
      ]),
    ],
    [
      g({ start, back: pass, which: fork('meet'), a: here, b: here, meet: block, more: choose, end }, [
        'start > back',
        'back > which',
        'which > a',
        'which > b',
        'a > meet',
        'b > meet',
        'meet > more',
        'more > back ?',
        'more > end !',
      ]),
    ],
  ],
  ARRIVALS_WRONG: [[choice(['', ''], arrivals(3), fork('meet'))], [choice(['', ''], arrivals(2), fork('meet'))]],
  FORK_NOT_JOINED: [[choice(['', ''], pass, fork(null))], [choice(['', ''], each, fork(null))]],
  CHOICE_JOINED: [[choice(['?', '!'], each)], [choice(['?', '!'])]],
  RUNS_TWICE: [
    [
      g({ start, f: fork(null), c: choose, a: here, join: each, end }, [
        'start > f',
        'f > c',
        'f > a',
        'c > join ?',
        'c > a !',
        'a > join',
        'join > end',
      ]),
    ],
    [
      g({ start, f: fork(null), c: pass, a: here, join: each, end }, [
        'start > f',
        'f > c',
        'f > a',
        'c > join',
        'a > join',
        'join > end',
      ]),
    ],
  ],
  DEADLOCK: [
    [
      g({ start, f: fork(null), c: choose, a: here, join: each, end }, [
        'start > f',
        'f > c',
        'f > a',
        'c > join ?',
        'c > end !',
        'a > join',
        'join > end',
      ]),
    ],
    [
      g({ start, f: fork(null), c: choose, a: here, join: { do: 'join', rule: 'reachable' }, end }, [
        'start > f',
        'f > c',
        'f > a',
        'c > join ?',
        'c > end !',
        'a > join',
        'join > end',
      ]),
    ],
  ],
  LIVELOCK: [
    [
      g({ start, back: pass, f: fork('meet'), a: ask(), b: ask(), meet: block, end }, [
        'start > back',
        'back > f',
        'f > a',
        'f > b',
        'a > meet',
        'b > end',
        'meet > back',
      ]),
    ],
    [
      g({ start, back: pass, f: fork('meet'), a: ask(), b: ask(), meet: block, which: choose, end }, [
        'start > back',
        'back > f',
        'f > a',
        'f > b',
        'a > meet',
        'b > end',
        'meet > which',
        'which > back ?',
        'which > end !',
      ]),
    ],
  ],
  DEAD_NODE: [
    [
      g(
        {
          start,
          c: choose,
          f: fork(null),
          f2: fork(null),
          a: ask(),
          b: ask(),
          s: ask(),
          join: each,
          after: ask(),
          stop: { do: 'end', ends: 'scope' },
          end,
        },
        [
          'start > c',
          'c > f ?',
          'c > f2 !',
          'f > a',
          'f > join',
          'a > stop',
          'f2 > b',
          'f2 > s',
          's > stop',
          'b > join',
          'join > after',
          'after > end',
        ],
      ),
    ],
    [
      g({ start, f: fork(null), a: ask(), b: ask(), join: each, after: ask(), stop: { do: 'end', ends: 'scope' } }, [
        'start > f',
        'f > a',
        'f > b',
        'a > join',
        'b > join',
        'join > after',
        'after > stop',
      ]),
    ],
  ],
  NOT_PROVEN: [[tangle(16)], [tangle(5)]],
  REACHABLE_IN_CYCLE: [
    [
      g({ start, join: { do: 'join', rule: 'reachable' }, a: ask(), which: choose, end }, [
        'start > join',
        'join > a',
        'a > which',
        'which > join ?',
        'which > end !',
      ]),
    ],
    [choice(['', ''], { do: 'join', rule: 'reachable' }, fork(null))],
  ],
  AUTOMATIC_LOOP: [
    [row({ a: here, which: choose }, {}, ['which > a ?'])],
    [row({ a: ask(), which: choose }, {}, ['which > a ?'])],
  ],
  RETURN_WITHOUT_EARLIER: [
    [fromMessage(ask({ returns: { to: 'previous', resubmit: 'again' } }))],
    [row({ a: ask({ returns: { to: 'previous', resubmit: 'again' } }) })],
  ],
  REJECT_WITHOUT_EARLIER: [[fromMessage(ask({ onReject: 'to_start' }))], [row({ a: ask({ onReject: 'to_start' }) })]],
  IRREVERSIBLE_RETURN: [
    [row({ a: [here, { irreversible: true }], b: ask({ returns: { to: 'previous', resubmit: 'again' } }) })],
    [row({ a: [here, { irreversible: true }], b: ask(), c: ask({ returns: { to: 'previous', resubmit: 'again' } }) })],
  ],
  DEADLINE_AFTER_END: [[row({ a: ask(late('pass', 'transfer_up')) })], [row({ a: ask(late('transfer_up', 'pass')) })]],
  DEADLINE_ORDER: [
    [row({ a: ask(late('remind', 'pass')) }), { deadlines: { a: { remind0: 9, pass1: 8 } } }],
    [row({ a: ask(late('remind', 'pass')) }), { deadlines: { a: { remind0: 8, pass1: 9 } } }],
  ],
  DEADLINE_KEY_TWICE: [
    [
      row({
        a: ask({
          deadlines: [
            { key: 'x', action: 'remind' },
            { key: 'x', action: 'copy' },
          ],
        }),
      }),
    ],
    [
      row({
        a: ask({
          deadlines: [
            { key: 'x', action: 'remind' },
            { key: 'y', action: 'copy' },
          ],
        }),
      }),
    ],
  ],
  DEADLINE_CANNOT_RETURN: [[fromMessage(ask(late('return')))], [row({ a: ask(late('return')) })]],
  DEADLINE_CANNOT_REJECT: [
    [row({ a: ask({ task: 'handle', ...late('reject') }) })],
    [row({ a: ask({ task: 'decide', ...late('reject') }) })],
  ],
  REASON_KEY_TWICE: [
    [row({ a: ask({ demands: { reasons: ['price', 'price'] } }) })],
    [row({ a: ask({ demands: { reasons: ['price'], returnReasons: ['price'] } }) })],
  ],
  DEADLINE_OF_NOTICE: [
    [row({ a: ask({ task: 'notice', ...late('remind') }) })],
    [row({ a: ask({ task: 'handle', ...late('remind') }) })],
  ],
  VOTE_IMPOSSIBLE: [
    [row({ a: ask({ rule: { of: 'vote', by: 'share', pass: 60 } }) })],
    [row({ a: ask({ rule: { of: 'vote', by: 'share', pass: 0.6 } }) })],
  ],
  APPROVERS_MAY_BE_EMPTY: [
    [row({ a: ask() }), { people: { a: { mayBeEmpty: { people: ['ann', 'bob'], others: 3 } } } }],
    [row({ a: ask() }), { people: { a: {} } }],
  ],
  APPROVERS_NEVER_FOUND: [
    [row({ a: ask() }), { people: { a: { neverFound: true } } }],
    [row({ a: ask() }), { people: { a: { neverFound: false } } }],
  ],
  APPROVER_IS_INITIATOR: [
    [row({ a: ask() }), { people: { a: { alwaysInitiator: true } } }],
    [row({ a: ask() }), { people: { a: {} } }],
  ],
  CONDITIONS_OVERLAP: [
    [withDefault, { conditions: { 'which>a': amount(0, 10), 'which>b': amount(5, 20) } }],
    [withDefault, { conditions: { 'which>a': amount(0, 10), 'which>b': amount(10, 20) } }],
  ],
  CONDITIONS_GAP: [
    [ways, { conditions: { 'which>a': amount(undefined, 10), 'which>b': amount(11, undefined) }, domains: required }],
    [ways, { conditions: { 'which>a': amount(undefined, 10), 'which>b': amount(10, undefined) }, domains: required }],
  ],
  LINE_NEVER_TAKEN: [
    [withDefault, { conditions: { 'which>a': amount(0, 10), 'which>b': amount(5, 10) } }],
    [withDefault, { conditions: { 'which>a': amount(5, 10), 'which>b': amount(0, 10) } }],
  ],
  CONDITIONS_NOT_COMPARED: [
    [withDefault, { conditions: { 'which>a': amount(0, 10), 'which>b': null } }],
    [withDefault, { conditions: { 'which>a': amount(0, 10), 'which>b': amount(10, 20) } }],
  ],
  FIELD_NEVER_FILLED: [
    [row({ a: ask(), b: ask() }), { fields: { b: { demands: ['cost'] } } }],
    [row({ a: ask(), b: ask() }), { fields: { a: { writes: ['cost'] }, b: { demands: ['cost'] } } }],
  ],
  FIELD_PERHAPS_EMPTY: [
    [choice(['?', '!'], ask()), { fields: { a: { writes: ['cost'] }, meet: { demands: ['cost'] } } }],
    [
      choice(['?', '!'], ask()),
      { fields: { a: { writes: ['cost'] }, b: { writes: ['cost'] }, meet: { demands: ['cost'] } } },
    ],
  ],
  LIST_NEVER_FOUND: [
    [row({ a: ask(), b: ask() }), { lists: { a: { demands: ['b'] }, b: { writes: ['b'] } } }],
    [row({ a: ask(), b: ask() }), { lists: { a: { writes: ['a'] }, b: { demands: ['a'] } } }],
  ],
  LIST_PERHAPS_MISSING: [
    [choice(['?', '!'], ask()), { lists: { a: { writes: ['a'] }, meet: { demands: ['a'] } } }],
    [row({ a: ask(), b: ask() }), { lists: { a: { writes: ['a'] }, b: { demands: ['a'] } } }],
  ],
  CALLS_ITSELF: [
    [row({ again: call }), { calls: { again: { process: 'test' } } }],
    [
      g({ start, which: choose, again: call, end }, [
        'start > which',
        'which > again ?',
        'which > end !',
        'again > end',
      ]),
      { calls: { again: { process: 'test' } } },
    ],
  ],
  TIMER_TOO_LONG: [
    [row({ a: wait() }), { timers: { a: 400 }, keptDays: 365 }],
    [row({ a: wait() }), { timers: { a: 300 }, keptDays: 365 }],
  ],
}

/** A fork that starts any of its branches, each of which ends or goes on to a join that waits for them all. */
function tangle(count: number): ProcessGraph {
  const branches = Array.from({ length: count }, (_, number) => `b${number}`)
  const last = branches.at(-1)
  return g(
    {
      start,
      f: fork(null, 'some'),
      ...Object.fromEntries(branches.map((key) => [key, choose])),
      one: { do: 'join', rule: 'reachable' },
      two: { do: 'join', rule: 'reachable' },
      end,
    },
    [
      'start > f',
      ...branches.flatMap((key) => [`f > ${key} ${key === last ? '!' : '?'}`, `${key} > one ?`, `${key} > two !`]),
      'one > end',
      'two > end',
    ],
  )
}

const codesOf = ([graph, facts]: Case) => checkProcess(graph, facts).map(({ code }) => code)

describe('each finding', () => {
  it.each(Object.entries(cases))('%s is found where it is, and not beside it', (code, [has, hasNot]) => {
    expect(codesOf(has)).toContain(code)
    expect(codesOf(hasNot)).not.toContain(code)
  })

  it.each(Object.keys(problemTexts) as ProblemCode[])('%s is put into words in both languages', (code) => {
    const problem = checkProcess(...cases[code][0]).find((found) => found.code === code)
    const words = problem ? describeProblem(problem, (key) => `<${key}>`) : null
    for (const text of [words?.text, words?.fix]) {
      expect(text?.zh).not.toMatch(/\{\w+\}|undefined|null/)
      expect(text?.en).not.toMatch(/\{\w+\}|undefined|null|[\u4e00-\u9fff]/)
      expect(text?.zh).toMatch(/[\u4e00-\u9fff]/)
    }
  })
})

describe('fields', () => {
  const both = choice(['', ''], block, fork('meet'))
  it('brought by one of the branches that are waited for are there afterwards', () => {
    const after = { ...both.nodes, end: both.nodes.end }
    const graph = { ...both, nodes: after as ProcessGraph['nodes'] }
    expect(codesOf([graph, { fields: { a: { writes: ['cost'] }, end: { demands: ['cost'] } } }])).toEqual([])
  })

  it('may be missing behind branches of which only some are started', () => {
    const some = choice(['?', '!'], block, fork('meet', 'some'))
    expect(codesOf([some, { fields: { a: { writes: ['cost'] }, end: { demands: ['cost'] } } }])).toEqual([
      'FIELD_PERHAPS_EMPTY',
    ])
  })
})

describe('conditions', () => {
  it('show the values at which two of them hold', () => {
    const [problem] = checkProcess(...cases.CONDITIONS_OVERLAP[0])
    expect(problem?.params.example).toEqual([{ field: 'amount', value: 5 }])
  })

  it('tell that nothing holds for an empty value', () => {
    const facts = { conditions: { 'which>a': amount(undefined, 10), 'which>b': amount(10, undefined) } }
    const [problem] = checkProcess(ways, facts)
    expect(problem).toMatchObject({ code: 'CONDITIONS_GAP', params: { example: [{ field: 'amount', value: null }] } })
    expect(problem && describeProblem(problem).text.en).toContain('with an empty amount')
  })

  it('compare options over several fields', () => {
    const is = (level: string, kind?: string) => [
      { level: { options: [level] }, ...(kind ? { kind: { options: [kind] } } : {}) },
    ]
    const domains = {
      level: { options: ['high', 'low'], required: true },
      kind: { options: ['x', 'y'], required: true },
    }
    const facts = (second: ReturnType<typeof is>) => ({
      conditions: { 'which>a': is('high'), 'which>b': second },
      domains,
    })
    expect(codesOf([ways, facts(is('low'))])).toEqual([])
    expect(codesOf([ways, facts(is('low', 'x'))])).toEqual(['CONDITIONS_GAP'])
  })
})

describe('calls', () => {
  it('are always made when no choice leads around them', () => {
    expect(alwaysCalled(row({ again: call }))).toEqual(['again'])
    expect(alwaysCalled(choice(['?', '!'], call))).toEqual(['meet'])
    expect(alwaysCalled(cases.CALLS_ITSELF[1][0])).toEqual([])
  })
})

describe('many branches', () => {
  it('that start together and wait for each other crosswise are followed one after the other', () => {
    expect(checkProcess(crosswise(17, ask()))).toEqual([])
    expect(codesOf([crosswise(17, choose)])).toContain('DEADLOCK')
  })
})

/** Every branch goes on to two joins, each of which waits for two branches: nothing of it can be taken together. */
function crosswise(count: number, first: Control): ProcessGraph {
  const places = Array.from({ length: count }, (_, place) => place)
  const nodes = places.flatMap((place): [string, Control][] => [
    [`a${place}`, place === 0 ? first : pass],
    [`b${place}`, fork(null)],
    [`c${place}`, each],
  ])
  const lines = places.flatMap((place) => [
    `f > a${place}`,
    `a${place} > b${place}${place === 0 && first.do === 'choose' ? ' ?' : ''}`,
    `b${place} > c${place}`,
    `b${place} > c${(place + 1) % count}`,
    `c${place} > all`,
  ])
  const out = first.do === 'choose' ? ['a0 > end !'] : []
  return g({ start, f: fork(null), ...Object.fromEntries(nodes), all: each, end }, [
    'start > f',
    ...lines,
    ...out,
    'all > end',
  ])
}

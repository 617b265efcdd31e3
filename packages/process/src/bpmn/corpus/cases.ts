import type { RunEvent } from '../run/run-event.ts'
import type { RunOptions } from '../run-bpmn.ts'

/** A run of a file of the corpus, and what has to come of it. */
export interface CorpusCase extends RunOptions {
  file: string
  /** What distinguishes it from other runs of the same file. */
  when?: string
  events?: RunEvent[]
  /** Elements in the order in which they were left; `-A` was cancelled, `!A` has an incident, `>A` sent something. */
  path: string
  /** What is still open, `A:people`; empty when it is done. */
  open?: string
  outcome?: string
  /** Codes of warnings, with the elements. */
  warns?: string
}

const complete = (...elements: string[]): RunEvent[] => elements.map((element) => ({ complete: element }))

export const corpusCases: readonly CorpusCase[] = [
  { file: 'wcp-01-sequence', events: complete('A', 'B'), path: 'Start A B End' },
  { file: 'wcp-01-sequence', when: 'it waits', events: complete('A'), path: 'Start A', open: 'B:people' },
  {
    file: 'wcp-02-parallel-split-and-synchronisation',
    events: complete('B', 'A', 'C'),
    path: 'Start Fork B A Join C End',
  },
  {
    file: 'wcp-02-parallel-split-and-synchronisation',
    when: 'one branch has come',
    events: complete('A'),
    path: 'Start Fork A',
    open: 'B:people',
  },
  {
    file: 'wcp-04-exclusive-choice-and-simple-merge',
    variables: { amount: 1200 },
    events: complete('A', 'C'),
    path: 'Start Fork A Join C End',
  },
  {
    file: 'wcp-04-exclusive-choice-and-simple-merge',
    when: 'the condition does not hold',
    variables: { amount: 1000 },
    path: 'Start Fork',
    open: 'B:people',
  },
  {
    file: 'wcp-04-exclusive-choice-and-simple-merge',
    when: 'nothing says whether it holds',
    events: [{ choose: 'Fork_A', at: 'Fork' }],
    path: 'Start Fork',
    open: 'A:people',
  },
  {
    file: 'wcp-06-multi-choice-and-structured-merge',
    variables: { amount: 1200, small: false },
    events: complete('A', 'C'),
    path: 'Start Fork A Join C End',
  },
  {
    file: 'wcp-06-multi-choice-three-ways',
    when: 'two of three branches are taken',
    variables: { amount: 5000 },
    events: complete('A', 'B'),
    path: 'Start Fork A B Join End',
  },
  {
    file: 'wcp-06-multi-choice-three-ways',
    when: 'none is',
    variables: { amount: 5 },
    events: complete('D'),
    path: 'Start Fork D Join End',
  },
  {
    file: 'wcp-08-multi-merge',
    when: 'what follows runs twice',
    events: complete('A', 'C', 'B', 'C'),
    path: 'Start Fork A Join C End B Join C End',
    warns: 'multi_merge Join',
  },
  {
    file: 'wcp-29-cancelling-discriminator',
    events: complete('B', 'C'),
    path: 'Start Fork B -A -D Join C End',
    warns: 'complex_cancels Join',
  },
  {
    file: 'wcp-32-cancelling-partial-join',
    events: complete('B', 'A', 'C'),
    path: 'Start Fork B A -D Join C End',
    warns: 'complex_cancels Join',
  },
  {
    file: 'wcp-10-arbitrary-cycle',
    variables: { rework: true },
    events: [...complete('A'), { complete: 'A', output: { rework: false } }],
    path: 'Start A Again A Again End',
  },
  {
    file: 'wcp-11-implicit-termination',
    events: complete('A', 'C', 'B'),
    path: 'A C B',
  },
  {
    file: 'wcp-12-instances-without-waiting',
    variables: { more: true },
    events: [{ complete: 'A' }, { complete: 'A', output: { more: false } }, ...complete('Item')],
    path: 'Start A More Spawn A More End Item',
  },
  {
    file: 'wcp-13-instances-known-at-design',
    events: complete('A', 'A', 'A', 'B'),
    path: 'Start A A A A B End',
  },
  {
    file: 'wcp-14-instances-known-at-run-time',
    variables: { lines: ['pen', 'ink'] },
    events: complete('A', 'A'),
    path: 'Start A A A End',
  },
  {
    file: 'wcp-14-instances-known-at-run-time',
    when: 'an item is added while it runs',
    variables: { lines: ['pen'] },
    events: [{ add: 'ink', at: 'A' }, ...complete('A', 'A')],
    path: 'Start A A A End',
  },
  {
    file: 'wcp-14-instances-known-at-run-time',
    when: 'it is enough as it is',
    events: [{ items: [1, 2, 3], at: 'A' }, { complete: 'A' }, { finish: 'A' }],
    path: 'Start A -A -A A End',
  },
  {
    file: 'wcp-14-one-instance-after-the-other',
    variables: { count: 2 },
    events: complete('A'),
    path: 'Start A',
    open: 'A:people',
  },
  {
    file: 'wcp-34-instances-until-enough',
    events: complete('A', 'A', 'B'),
    path: 'Start A A A -A -A B End',
  },
  {
    file: 'wcp-16-deferred-choice',
    when: 'the message comes first',
    events: [{ message: 'payment' }, ...complete('Ship')],
    path: 'Start First Paid Ship End',
  },
  {
    file: 'wcp-16-deferred-choice',
    when: 'time is over first',
    events: [{ advance: 'P2D' }, { advance: 'P1D' }, ...complete('Remind')],
    path: 'Start First Late Remind End',
  },
  {
    file: 'wcp-18-milestone',
    events: [{ set: { stage: 'open' } }, { set: { stage: 'closed' } }],
    path: 'Start -A Closed Gone',
  },
  { file: 'wcp-19-cancel-task', events: [{ message: 'cancel' }], path: 'Start -A Cancel Cancelled' },
  {
    file: 'wcp-20-cancel-case',
    events: complete('A'),
    path: 'Start Fork A Stop -B',
  },
  {
    file: 'wcp-21-structured-loop',
    events: [{ complete: 'A', output: { again: true } }, { complete: 'A', output: { again: false } }, ...complete('B')],
    path: 'Start A A A B End',
  },
  {
    file: 'wcp-21-structured-loop-test-first',
    events: complete('A', 'A', 'B'),
    path: 'Start A A A B End',
  },
  {
    file: 'wcp-22-recursion',
    variables: { depth: 1 },
    events: complete('Self'),
    path: 'Start Deeper Self End',
  },
  {
    file: 'wcp-23-transient-trigger',
    events: complete('A'),
    path: 'Start Fork A Send >Send Wait Join End',
  },
  { file: 'wcp-24-persistent-trigger', events: [{ message: 'reply' }], path: 'Start Wait End' },
  { file: 'wcp-24-persistent-trigger', when: 'it waits', path: 'Start', open: 'Wait:message' },
  {
    file: 'wcp-25-cancel-region',
    events: [{ complete: 'A' }, { signal: 'stop' }],
    path: 'Start S1 Fork A -Region -B Cancel Cancelled',
  },
  {
    file: 'wcp-37-acyclic-synchronising-merge',
    variables: { a: true, b: true, d: true },
    events: complete('A', 'D', 'B', 'X'),
    path: 'Start Fork A D B Inner Join End X E2',
    warns: 'default_missing Fork',
  },
  {
    file: 'wcp-43-explicit-termination',
    events: complete('A', 'C'),
    path: 'Start S1 Fork A Stop -B Sub C End',
  },
  {
    file: 'boundary-timer',
    events: [{ advance: 'PT2H' }, ...complete('Side')],
    path: 'Start -A Event Side End2',
  },
  {
    file: 'boundary-timer',
    when: 'the work is done before',
    events: [...complete('A'), { advance: 'PT3H' }],
    path: 'Start A',
    open: 'B:people',
  },
  {
    file: 'boundary-timer-beside',
    events: [{ fire: 'Event' }, ...complete('A', 'Side', 'B')],
    path: 'Start Event A Side End2 B End',
  },
  {
    file: 'boundary-signal-beside',
    when: 'it comes twice',
    events: [{ signal: 'news' }, { signal: 'news' }, ...complete('A', 'B', 'Side')],
    path: 'Start Event Event A B End Side End2',
    open: 'Side:people',
  },
  {
    file: 'boundary-error',
    events: [{ fail: 'A', error: 'E42' }, ...complete('Fix')],
    path: 'Start -A Broken Fix End',
  },
  {
    file: 'boundary-error',
    when: 'it is another error',
    events: [{ fail: 'A', error: 'E1' }, ...complete('Look')],
    path: 'Start -A Other Look End',
  },
  {
    file: 'boundary-error-from-inside',
    events: complete('A', 'Fix'),
    path: 'Start S1 A Fail -Sub Broken Fix End',
  },
  {
    file: 'boundary-escalation-beside',
    events: complete('Boss', 'A'),
    path: 'Start S1 Tell Told Boss End2 A E1 Sub End',
  },
  {
    file: 'event-sub-process-interrupting',
    events: [{ message: 'cancel' }, ...complete('Clear')],
    path: 'Start -A Called Clear E1 Handler',
  },
  {
    file: 'event-sub-process-beside',
    events: [{ advance: 'P1D' }, ...complete('Remind', 'A')],
    path: 'Start Called Remind E1 Handler A End',
  },
  {
    file: 'compensation',
    events: [{ complete: 'Book' }, { complete: 'Check', output: { wrong: true } }, { complete: 'Unbook' }],
    path: 'Start Book Check Fine Unbook TakeBack Undone',
  },
  {
    file: 'compensation',
    when: 'nothing is taken back',
    variables: { wrong: false },
    events: complete('Book', 'Check'),
    path: 'Start Book Check Fine End',
  },
  { file: 'call-activity', path: 'Start', open: 'Sub:outside' },
  { file: 'link-events', events: complete('A', 'B'), path: 'Start A In B End', warns: 'link_became_line Out' },
  { file: 'sub-process', events: complete('A', 'B'), path: 'Start A B Sub End' },
  {
    file: 'sub-process-each',
    variables: { lines: [1, 2] },
    events: complete('A', 'B', 'A', 'B'),
    path: 'Start S1 S1 A B E1 A B E1 Sub End',
  },
  {
    file: 'all-tasks',
    events: [{ complete: 'Service' }, { message: 'order' }, { complete: 'User' }],
    path: 'Start Plain Manual Script Rule Service Send >Send Receive User End',
    warns: 'passes_through Plain, passes_through Manual, script_kept Script',
  },
  { file: 'ends', path: 'Start Fork None Signal Escalation Message >Signal >Message' },
  { file: 'error-not-caught', path: 'Start !Fail', open: 'Fail:incident' },
  {
    file: 'starts',
    when: 'somebody starts it',
    start: 'ByHand',
    events: complete('A'),
    path: 'ByHand A End',
    warns: 'timer_once ByTime',
  },
  {
    file: 'starts',
    when: 'a message does',
    start: 'ByMessage',
    events: complete('A'),
    path: 'ByMessage A End',
    warns: 'timer_once ByTime',
  },
  {
    file: 'intermediate-events',
    events: [{ advance: 'P1D' }, { signal: 'go' }, { set: { ready: true } }],
    path: 'Start Time Signal Until End',
  },
  {
    file: 'implicit-fork-some',
    variables: { big: true, urgent: true },
    events: complete('A', 'B', 'C'),
    path: 'Start A B End C End',
  },
  {
    file: 'implicit-fork-some',
    when: 'no condition holds',
    variables: { big: false, urgent: false },
    events: complete('A', 'D'),
    path: 'Start A D End',
  },
  {
    file: 'gateway-joins-and-forks',
    events: complete('A', 'B', 'D', 'C'),
    path: 'Start Fork A B Both D C Join End',
  },
  {
    file: 'unpaired-join',
    variables: { bad: true },
    events: complete('A', 'B'),
    path: 'Start Fork A Fine Stop B !Join',
    open: 'Join:incident',
  },
  {
    file: 'labels-without-conditions',
    events: [{ choose: 'Small', at: 'Which' }, ...complete('B')],
    path: 'Start Which B End',
    warns: 'condition_missing Large, condition_missing Small, default_missing Which',
  },
  { file: 'lanes-and-data', events: complete('A', 'B'), path: 'Start A B End', warns: 'data_ignored' },
]

/** Files that cannot be run: code and element of the problem. */
export const refusedFiles: { readonly [file: string]: string } = {
  'wcp-09-discriminator-refused': 'complex_unpaired Join',
  'wcp-38-general-synchronising-merge-refused': 'join_in_cycle Join',
  'refused-transaction': 'element_refused T',
  'refused-adhocsubprocess': 'element_refused T',
  'refused-cancel-end': 'event_refused End',
  'refused-several-triggers': 'several_definitions Both',
  'refused-event-gateway-to-task': 'event_gateway_target First',
  'refused-crossing': 'crosses_scope Start_A',
  'refused-link-alone': 'link_unknown Out',
  'refused-compensation-without-handler': 'compensation_handler_missing Undo',
  'refused-complex-condition': 'complex_condition Join',
}

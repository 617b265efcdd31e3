import { error, unproven, warning } from './problem-definition.ts'

/** What only shows together with conditions, fields, other processes and times. */
export const factProblems = {
  CONDITIONS_OVERLAP: warning(
    [
      '分支「{node}」的条件有重叠：{example} 时，线「{lines}」都满足，只走第一条。',
      'Conditions of "{node}" overlap: with {example}, the lines {lines} all hold, and only the first is taken.',
    ],
    ['改条件使其不重叠，或确认这个顺序。', 'Change them so that they do not overlap, or confirm the order.'],
  ),
  CONDITIONS_GAP: error(
    [
      '分支「{node}」的条件有遗漏：{example} 时，没有一条线满足。',
      'Conditions of "{node}" leave a gap: with {example}, no line holds.',
    ],
    ['补上条件，或添加默认线。', 'Add a condition, or a default line.'],
  ),
  LINE_NEVER_TAKEN: warning(
    [
      '线「{line}」永远不会走：它的条件不可能满足，或总被前面的线先满足。',
      'The line "{line}" is never taken: its condition cannot hold, or earlier lines always hold first.',
    ],
    ['改条件，或删除这条线。', 'Change the condition, or delete the line.'],
  ),
  CONDITIONS_NOT_COMPARED: unproven(
    [
      '分支「{node}」的条件无法比较，未检查是否重叠或遗漏。',
      'The conditions of "{node}" cannot be compared; whether they overlap was not checked.',
    ],
    ['用条件编辑器书写，或自行确认。', 'Write them with the condition builder, or confirm them.'],
  ),
  FIELD_NEVER_FILLED: error(
    [
      '「{node}」要求填写「{field}」，但在那里不能填写，之前也没有步骤填写它。',
      '"{node}" demands "{field}", which cannot be filled in there and is not filled in by any step before.',
    ],
    ['允许在此填写，或在前面的步骤填写，或不再要求。', 'Let it be filled in there or before, or do not demand it.'],
  ),
  FIELD_PERHAPS_EMPTY: warning(
    [
      '「{node}」要求填写「{field}」，但在那里不能填写，而且并非每条路都会先填写它。',
      '"{node}" demands "{field}", which cannot be filled in there and is not filled in on every way to it.',
    ],
    ['允许在此填写，或保证每条路都先填写。', 'Let it be filled in there, or see to it that every way fills it in.'],
  ),
  LIST_NEVER_FOUND: error(
    [
      '「{node}」要用「{others}」查到的记录，但到「{node}」的任何一条路都不经过它。',
      '"{node}" goes on with what "{others}" finds, which is on no way to it.',
    ],
    ['把查询节点放到前面，或改用别的记录。', 'Put that node before it, or use other records.'],
  ),
  LIST_PERHAPS_MISSING: warning(
    [
      '「{node}」要用「{others}」查到的记录，但并非每条路都先经过它；没有经过时会停下来等管理员处理。',
      '"{node}" goes on with what "{others}" finds, which is not on every way to it; without it, it stops as an incident.',
    ],
    ['保证每条路都先经过查询节点。', 'See to it that every way passes that node first.'],
  ),
  CALLS_ITSELF: error(
    [
      '「{node}」无条件地再次调用本流程（{path}），永远不会结束。',
      '"{node}" calls this process again without a condition ({path}) and would never end.',
    ],
    ['在它前面加条件，或换一个流程。', 'Put a condition before it, or call another process.'],
  ),
  TIMER_TOO_LONG: warning(
    [
      '「{node}」等待 {wait} 天，超过了流程数据的保留时间 {kept} 天。',
      '"{node}" waits {wait} days, longer than the {kept} days that processes are kept.',
    ],
    ['缩短等待，或延长保留时间。', 'Shorten the wait, or keep processes longer.'],
  ),
}

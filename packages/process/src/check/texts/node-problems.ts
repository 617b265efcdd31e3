import { error, warning } from './problem-definition.ts'

/** Single nodes and lines, and how they are set. */
export const nodeProblems = {
  DEFAULT_MISSING: error(
    [
      '分支「{node}」没有默认线：条件都不满足时，流程会停在这里。',
      'The branching node "{node}" has no default line: when no condition holds, the process stops there.',
    ],
    ['把其中一条线设为默认。', 'Make one of its lines the default.'],
  ),
  SEVERAL_DEFAULTS: error(
    ['分支「{node}」有多条默认线（{lines}）。', 'The branching node "{node}" has several default lines ({lines}).'],
    ['只留一条。', 'Keep one.'],
  ),
  DEFAULT_WITH_CONDITION: error(
    ['默认线「{line}」不能带条件。', 'The default line "{line}" cannot have a condition.'],
    ['去掉条件，或不再设为默认。', 'Take the condition away, or make another line the default.'],
  ),
  CONDITION_MISSING: error(
    [
      '分支「{node}」的线「{line}」没有条件，也不是默认线。',
      'The line "{line}" out of "{node}" has no condition and is not the default.',
    ],
    ['为它设置条件，或设为默认。', 'Give it a condition, or make it the default.'],
  ),
  CONDITION_NOT_ASKED: error(
    [
      '线「{line}」带有条件，但「{node}」不会选择走哪条线。',
      'The line "{line}" has a condition, but "{node}" does not choose among its lines.',
    ],
    ['在中间添加条件分支，或去掉条件。', 'Add a choice in between, or take the condition away.'],
  ),
  DEFAULT_NOT_ASKED: error(
    [
      '线「{line}」设为默认，但「{node}」不会选择走哪条线。',
      'The line "{line}" is a default, but "{node}" does not choose among its lines.',
    ],
    ['在中间添加条件分支，或不再设为默认。', 'Add a choice in between, or do not make it the default.'],
  ),
  FIRST_OF_DOES_NOT_WAIT: error(
    [
      '「{node}」看哪件事先发生，但「{others}」并不等待任何事。',
      '"{node}" looks which thing happens first, but "{others}" waits for nothing.',
    ],
    [
      '每条线都先连到一个等待节点：时间、消息、信号或条件。',
      'Lead every line to a node that waits: for a time, a message, a signal or a condition.',
    ],
  ),
  CATCH_HOST_UNKNOWN: error(
    ['「{node}」没有附着在任何节点上。', '"{node}" does not stand on any node.'],
    ['把它放到一个节点上，或删除。', 'Put it on a node, or delete it.'],
  ),
  CATCH_HOST_WRONG: error(
    [
      '「{node}」附着在「{others}」上，但那里不会发生它所等待的事（{on}）。',
      '"{node}" stands on "{others}", where what it waits for ({on}) does not happen.',
    ],
    ['把它移到会等待或可能出错的节点上。', 'Move it to a node that takes time or can fail in this way.'],
  ),
  CATCH_OTHER_SCOPE: error(
    [
      '「{node}」与它所附着的「{others}」不在同一个子流程中。',
      '"{node}" and "{others}", which it stands on, are not in the same sub-process.',
    ],
    ['把它移到同一个子流程。', 'Move it into the same sub-process.'],
  ),
  CATCH_WITH_INCOMING: error(
    [
      '有连线指向「{node}」，但它由事件触发，不能从连线进入。',
      'A line leads into "{node}", which begins by what happens and not by a line.',
    ],
    ['删除这条连线。', 'Delete the line.'],
  ),
  CATCH_WITHOUT_WAY: error(
    ['「{node}」之后没有任何节点。', 'Nothing follows "{node}".'],
    ['说明发生之后如何继续。', 'Say how to go on when it happens.'],
  ),
  CATCH_GOES_ON: error(
    [
      '「{node}」捕获错误，必须中断所附着的节点。',
      '"{node}" catches an error and therefore has to interrupt what it stands on.',
    ],
    ['设为中断。', 'Make it interrupting.'],
  ),
  TRIGGER_WRONG: error(
    ['「{node}」不能使用这种触发方式（{on}）。', '"{node}" cannot be about this ({on}).'],
    ['换一种触发方式。', 'Choose something else.'],
  ),
  TRIGGER_NAME_MISSING: error(
    ['「{node}」没有填写名称（{on}）。', '"{node}" does not say which one ({on}).'],
    ['选择消息、信号、错误或升级的名称。', 'Choose the name of the message, signal, error or escalation.'],
  ),
  THROW_GOES_ON: error(
    ['「{node}」抛出错误，不能再继续。', '"{node}" throws an error and cannot go on.'],
    ['设为结束。', 'Make it an end.'],
  ),
  ERROR_NOT_CAUGHT: warning(
    [
      '「{node}」抛出的错误「{name}」在流程中没有人处理。',
      'Nothing in the process handles the error "{name}" that "{node}" throws.',
    ],
    [
      '在外层子流程上添加错误事件；不添加时，由调用它的流程或管理员处理。',
      'Add an error event on a sub-process around it; without one, the calling process or an administrator has to look after it.',
    ],
  ),
  COMPENSATION_UNKNOWN: error(
    [
      '「{node}」的撤销节点「{handler}」不存在，或不在同一个子流程中。',
      'The node "{handler}" that is to take back "{node}" does not exist, or stands in another sub-process.',
    ],
    ['重新选择撤销节点。', 'Choose another one.'],
  ),
  COMPENSATION_WITH_LINES: error(
    ['「{node}」用于撤销「{others}」，不能再连线。', '"{node}" takes back what "{others}" did and cannot have lines.'],
    ['删除它的连线。', 'Delete its lines.'],
  ),
  COMPENSATION_WRONG: error(
    [
      '「{node}」不能用于撤销：撤销节点必须做一件事。',
      '"{node}" cannot take anything back: it has to be a node that does something.',
    ],
    ['换成任务、自动动作或子流程。', 'Use a task, an action or a sub-process.'],
  ),
  EVENT_SCOPE_WITH_LINES: error(
    [
      '事件子流程「{node}」由事件触发，不能有连线。',
      'The event sub-process "{node}" begins by what happens and cannot have lines.',
    ],
    ['删除它的连线。', 'Delete its lines.'],
  ),
  EVENT_SCOPE_REPEATS: error(
    ['事件子流程「{node}」不能设置重复。', 'The event sub-process "{node}" cannot repeat.'],
    ['在其中放一个可重复的子流程。', 'Put a sub-process that repeats into it.'],
  ),
  REPEAT_WITHOUT_LIMIT: warning(
    ['「{node}」可能一直重复下去：没有设置次数上限。', '"{node}" may repeat without an end: it has no limit.'],
    ['设置最多重复多少次。', 'Set how many times it may repeat.'],
  ),
  REPEAT_LIMIT_WRONG: error(
    ['「{node}」的次数上限 {limit} 不是正整数。', 'The limit of "{node}", {limit}, is no positive whole number.'],
    ['填写 1 或更大的整数。', 'Write a whole number from 1.'],
  ),
  REPEAT_WITHOUT_CONDITION: error(
    [
      '「{node}」重复执行，但没有说明何时停止，也没有列表。',
      '"{node}" repeats, but neither a condition nor a list says how often.',
    ],
    ['设置条件或列表。', 'Set a condition or a list.'],
  ),
}

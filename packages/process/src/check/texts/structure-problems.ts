import { error, warning } from './problem-definition.ts'

/** What stands where, and which lines lead where. */
export const structureProblems = {
  LINE_END_UNKNOWN: error(
    [
      '连线「{line}」的一端「{missing}」不存在。',
      'The line "{line}" leads to or from "{missing}", which does not exist.',
    ],
    ['删除这条连线，或把它接到一个节点上。', 'Delete the line, or connect it to a node.'],
  ),
  LINES_DISAGREE: error(
    [
      '节点「{node}」与连线「{line}」的记录不一致。',
      'The node "{node}" and the line "{line}" do not agree with each other.',
    ],
    ['删除这条连线后重新连接。', 'Delete the line and draw it again.'],
  ),
  SCOPE_UNKNOWN: error(
    [
      '节点「{node}」所在的子流程「{scope}」不存在。',
      'The node "{node}" stands in the sub-process "{scope}", which does not exist.',
    ],
    ['把它移到现有的子流程或主流程中。', 'Move it into a sub-process that exists, or into the process itself.'],
  ),
  LINE_CROSSES_SCOPE: error(
    [
      '连线「{line}」从「{node}」到「{others}」，跨越了子流程的边界。',
      'The line "{line}" from "{node}" to "{others}" crosses the border of a sub-process.',
    ],
    ['连到子流程本身，而不是其中的节点。', 'Connect it to the sub-process itself, not to what is inside.'],
  ),
  NO_START: error(['流程没有开始节点。', 'The process has no start.'], ['添加一个开始节点。', 'Add a start.']),
  SCOPE_WITHOUT_START: error(
    ['子流程「{node}」里没有开始节点。', 'There is no start in the sub-process "{node}".'],
    ['在其中添加一个开始节点。', 'Add a start in it.'],
  ),
  SEVERAL_STARTS: error(
    [
      '有 {count} 个开始节点（{nodes}），不知从哪一个开始。',
      'There are {count} starts ({nodes}); it is not clear which one to begin at.',
    ],
    [
      '只留一个；在主流程中，其余的可以改为由消息或时间触发。',
      'Keep one; in the process itself, the others may wait for a message or a time.',
    ],
  ),
  START_TRIGGER_MISSING: error(
    [
      '事件子流程「{scope}」的开始「{node}」没有说明由什么触发。',
      'The start "{node}" of the event sub-process "{scope}" does not say what it waits for.',
    ],
    ['为它选择触发条件：时间、消息、错误等。', 'Choose what it waits for: a time, a message, an error, …'],
  ),
  START_TRIGGER_UNUSED: error(
    [
      '「{scope}」是普通子流程，走到它就开始；它的开始「{node}」不能再等待触发。',
      'The sub-process "{scope}" begins when it is reached; its start "{node}" cannot wait for something.',
    ],
    ['去掉触发条件，或改为事件子流程。', 'Take the trigger away, or make it an event sub-process.'],
  ),
  START_WITH_INCOMING: error(
    ['有连线指向开始节点「{node}」。', 'A line leads into the start "{node}".'],
    ['把连线接到开始之后的节点。', 'Lead the line to the node after the start.'],
  ),
  NO_END: error(['流程没有结束节点。', 'The process has no end.'], ['添加一个结束节点。', 'Add an end.']),
  SCOPE_WITHOUT_END: error(
    ['子流程「{node}」里没有结束节点。', 'There is no end in the sub-process "{node}".'],
    ['在其中添加一个结束节点。', 'Add an end in it.'],
  ),
  END_WITH_OUTGOING: error(
    ['「{node}」是结束，却还有连线从它出发。', '"{node}" is an end, and yet a line leads out of it.'],
    ['删除这条连线，或换成不会结束的节点。', 'Delete the line, or use a node that does not end.'],
  ),
  DEAD_END: error(
    ['「{node}」之后没有任何节点。', 'Nothing follows "{node}".'],
    ['连到下一个节点或结束。', 'Lead it to the next node or to an end.'],
  ),
  UNREACHABLE: error(
    ['从开始永远走不到「{node}」。', '"{node}" cannot be reached from the start.'],
    ['把它连到流程中，或删除。', 'Connect it, or delete it.'],
  ),
  CANNOT_END: error(
    ['走到「{node}」之后，再也走不到结束。', 'From "{node}" the end cannot be reached any more.'],
    ['为这段循环添加一条出口。', 'Add a way out of this circle.'],
  ),
  IMPLICIT_SPLIT: error(
    [
      '「{node}」有 {count} 条出线，但它不是分支节点，不知走哪一条。',
      '{count} lines lead out of "{node}", which is no branching node; it is not clear which one to take.',
    ],
    ['在它后面添加条件分支或并行分支。', 'Add a choice or parallel branches after it.'],
  ),
  SPLIT_OF_ONE: warning(
    [
      '分支「{node}」只有一条出线，不起作用。',
      'Only one line leads out of the branching node "{node}": it has no effect.',
    ],
    ['添加分支，或删除这个节点。', 'Add branches, or delete the node.'],
  ),
  JOIN_OF_ONE: warning(
    ['汇合「{node}」只有一条入线，不起作用。', 'Only one line leads into the join "{node}": it has no effect.'],
    ['连上其他分支，或删除这个节点。', 'Connect the other branches, or delete the node.'],
  ),
}

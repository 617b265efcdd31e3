import { error, type IssueDefinition, warning } from './issue-definition.ts'

/** Processes: their nodes and lines. */
export const processIssues = {
  PROCESS_NODE_TYPE_UNKNOWN: error(
    ['没有节点类型「{name}」。', 'There is no type of node "{name}".'],
    ['{suggestion}', '{suggestion}'],
  ),
  PROCESS_NODE_UNKNOWN: error(
    ['流程中没有节点「{name}」。', 'The process has no node "{name}".'],
    ['{suggestion}', '{suggestion}'],
  ),
  PROCESS_NODE_UNFIT: error(
    ['这里不能用节点「{name}」：需要{expected}。', 'The node "{name}" does not fit here: this has to be {expected}.'],
    ['换一个节点。', 'Choose another node.'],
  ),
  PROCESS_LIST_UNKNOWN: error(
    [
      '这里用不到节点「{name}」查到的记录：它在别的循环或子流程里，或者不查询记录。',
      'What the node "{name}" finds is not known here: it is inside of another scope, or finds nothing.',
    ],
    [
      '选择在此之前、同一层或外层的「查询记录」节点。',
      'Choose a node that finds records, beside this one or around it.',
    ],
  ),
  PROCESS_NODE_HOLDS_NOTHING: error(
    ['节点「{name}」里不能放其他节点。', 'The node "{name}" cannot have other nodes inside.'],
    [
      '放进子流程、循环或事件处理，或去掉 in。',
      'Put it into a sub-process, a loop or an event handler, or leave "in" out.',
    ],
  ),
  PROCESS_SCOPE_CIRCLE: error(
    ['节点互相包含，没有最外层：{path}', 'These nodes stand in each other: {path}'],
    ['让其中一个回到外层。', 'Put one of them outside.'],
  ),
  PROCESS_EVENT_WITHOUT_HOST: error(
    [
      '「{name}」是附着在节点上的事件，没有说明附着在哪个节点。',
      '"{name}" is an event at a node; it does not say at which.',
    ],
    ['填写 on。', 'Write "on".'],
  ),
  PROCESS_HOST_UNFIT: error(
    ['「{name}」不是附着在节点上的事件，不能写 on。', '"{name}" is no event at a node and cannot have "on".'],
    ['去掉 on。', 'Leave "on" out.'],
  ),
  PROCESS_NEEDS_TABLE: error(
    ['「{name}」要用到记录，但流程没有选择数据表。', '"{name}" is about a record, but the process is of no table.'],
    ['填写流程的 entity。', 'Write the "entity" of the process.'],
  ),
  PROCESS_CONDITION_TWICE: error(
    [
      '连线「{name}」同时写了几种条件：when、outcome、otherwise 只能有一种。',
      'The line "{name}" has several conditions: only one of when, outcome and otherwise.',
    ],
    ['只保留一种。', 'Keep one of them.'],
  ),
  PROCESS_FIELD_UNFIT: error(
    ['这里需要{expected}，「{type}」字段不合适。', 'This has to be {expected}; a field of type {type} does not fit.'],
    ['换一个字段。', 'Choose another field.'],
  ),
  PROCESS_NOT_SETTABLE: error(
    [
      '不能给「{name}」赋值：「{type}」字段由系统填写，或没有可计算的值。',
      '"{name}" cannot be set: fields of type {type} are filled in by the system, or have no value of their own.',
    ],
    ['换一个字段。', 'Choose another field.'],
  ),
  PROCESS_OPTION_CHECK: error(['{problem}', '{problem}'], ['修改节点的选项。', 'Change the options of the node.']),
  PROCESS_PROBLEM: error(['{problem}', '{problem}'], ['{fix}', '{fix}']),
  PROCESS_DOUBT: warning(['{problem}', '{problem}'], ['{fix}', '{fix}']),
  PROCESS_LAYOUT_UNKNOWN: warning(
    ['位置信息中的节点「{name}」不存在。', 'There is no node "{name}" that this place could be of.'],
    ['去掉它。', 'Leave it out.'],
  ),
  PROCESS_PLACEHOLDER_UNKNOWN: error(
    ['标题中的「{name}」没有说明代表什么。', 'It is not said what "{name}" in the title stands for.'],
    ['在 placeholders 中加上它，或从标题中去掉。', 'Add it to "placeholders", or take it out of the title.'],
  ),
} as const satisfies Record<string, IssueDefinition>

import { error, type IssueDefinition, warning } from './issue-definition.ts'

/** Commands and print templates. */
export const commandIssues = {
  COMMAND_ACTION_UNKNOWN: error(
    ['没有步骤类型「{name}」。', 'There is no type of step "{name}".'],
    ['{suggestion}', '{suggestion}'],
  ),
  COMMAND_ACTION_CHECK: error(['{problem}', '{problem}'], ['修改这一步。', 'Change this step.']),
  COMMAND_NOT_SETTABLE: error(
    [
      '不能给「{name}」赋值：「{type}」字段由系统填写，或没有可计算的值。',
      '"{name}" cannot be set: fields of type {type} are filled in by the system, or have no value of their own.',
    ],
    ['换一个字段。', 'Choose another field.'],
  ),
  COMMAND_SET_TWICE: error(
    [
      '「{name}」在这个操作里被赋值两次，只有后一次起作用。',
      '"{name}" is given a value twice by this action; only the later one would hold.',
    ],
    ['去掉其中一次。', 'Take one of them out.'],
  ),
  COMMAND_INPUT_OVERWRITTEN: error(
    [
      '先让人填写「{name}」，随后又给它赋值：填写的内容会丢失。',
      '"{name}" is asked for and then set by a step: what was filled in would be lost.',
    ],
    ['不再询问它，或去掉这次赋值。', 'Do not ask for it, or do not set it.'],
  ),
  COMMAND_NOT_MANY: error(
    [
      '步骤「{name}」一次只能用于一条记录，不能放在多选操作里。',
      'The step "{name}" is for one record at a time and cannot be part of an action on a selection.',
    ],
    ['在「出现的位置」中去掉「多选」，或去掉这一步。', 'Take "selection" out of the places, or take the step out.'],
  ),
  COMMAND_OPENS_TWICE: error(
    [
      '步骤「{name}」和前面的步骤都会打开内容，一个操作只能打开一次。',
      'The step "{name}" and an earlier one both open something; an action can open one thing only.',
    ],
    ['分成两个操作。', 'Make two actions of it.'],
  ),
  COMMAND_BEGINS_LATER: error(
    [
      '步骤「{name}」须是第一步，并且只能有一个：填写的内容和其他步骤一起写入。',
      'The step "{name}" comes first, and once only: what is filled in is written together with the other steps.',
    ],
    ['把它移到最前面，或去掉它。', 'Move it to the top, or take it out.'],
  ),
  COMMAND_FORM_OVERWRITTEN: warning(
    [
      '「{name}」可以在表单里填写，随后又给它赋值：填写的内容会丢失。',
      '"{name}" can be filled in in the form and is then set by a step: what was filled in would be lost.',
    ],
    ['在表单里把它设为只读或去掉，或去掉这次赋值。', 'Make it read-only on the form or take it off, or do not set it.'],
  ),
  COMMAND_ASKS_TWICE: error(
    [
      '步骤「{name}」已打开表单来填写，不能再另外询问字段。',
      'The step "{name}" opens a form to be filled in; fields cannot be asked for besides.',
    ],
    ['把这些字段放到表单里，不再询问它们。', 'Put the fields on the form, and do not ask for them.'],
  ),
  COMMAND_NOWHERE: warning(
    [
      '这个操作不出现在任何位置，也没有表单按钮使用它。',
      'The action is offered nowhere, and no form has a button for it.',
    ],
    ['选择出现的位置，或在表单里放一个按钮。', 'Choose where it is offered, or put a button on a form.'],
  ),
  COMMAND_OF_OTHER_TABLE: error(
    ['操作「{name}」不属于数据表「{table}」。', 'The action "{name}" is not of the table "{table}".'],
    ['选择该表的操作。', 'Choose an action of that table.'],
  ),
  PRINT_OF_OTHER_TABLE: error(
    ['打印模板「{name}」不属于数据表「{table}」。', 'The print template "{name}" is not of the table "{table}".'],
    ['选择该表的打印模板。', 'Choose a print template of that table.'],
  ),
  PLACEHOLDER_UNKNOWN: error(
    ['文字里的「{name}」没有说明代表什么。', 'Nothing says what "{name}" in the text stands for.'],
    ['在「取值」中添加它，或从文字里去掉。', 'Add it to the values, or take it out of the text.'],
  ),
  PLACEHOLDER_UNUSED: warning(
    ['取值「{name}」没有用在文字里。', 'The value "{name}" is not used in the text.'],
    ['用 {braces} 把它放进文字，或去掉它。', 'Put it into the text as {braces}, or take it out.'],
  ),
  PRINT_IMAGE: error(
    ['图片须来自文件或图片字段之一。', 'A picture comes from a file or from a picture field, one of the two.'],
    ['填写 source 或 field 之一。', 'Give "source" or "field", one of them.'],
  ),
  PRINT_IMAGE_FIELD: error(
    ['「{name}」不是图片字段。', '"{name}" is no picture field.'],
    ['选择图片或附件字段。', 'Choose a field with pictures or files.'],
  ),
  PRINT_PROCESS_OF_OTHER_TABLE: error(
    ['流程「{name}」不属于此打印模板的数据表。', 'The process "{name}" is not about the table of the print template.'],
    ['选择此数据表的流程，或不指定流程。', 'Choose a process of this table, or none.'],
  ),
  PRINT_TOTAL: error(
    ['「{name}」不在这些列里，或不能合计。', '"{name}" is not among the columns, or cannot be summed up.'],
    ['换一列。', 'Choose another column.'],
  ),
  VIEW_NOT_RELATED: error(
    [
      '「{name}」不是视图所在表指向本表的关联字段。',
      '"{name}" is no relation of the table of the view that leads here.',
    ],
    ['选择指向本表的关联字段。', 'Name a relation of that table that leads here.'],
  ),
} as const satisfies Record<string, IssueDefinition>

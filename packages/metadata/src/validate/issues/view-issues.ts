import { error, type IssueDefinition } from './issue-definition.ts'

/** Paths, filters, views. */
export const viewIssues = {
  PATH_NOT_RELATION: error(
    ['「{name}」不是对一关联，路径不能经过它。', '"{name}" is no to-one relation, so that a path cannot go over it.'],
    ['路径中间只能用对一关联字段。', 'Use to-one relations on the way.'],
  ),
  SORT_FIELD_UNFIT: error(
    ['「{type}」字段不能排序。', 'Records cannot be sorted by a field of type {type}.'],
    ['换一个字段。', 'Choose another field.'],
  ),
  GROUP_FIELD_UNFIT: error(
    ['「{type}」字段不能分组。', 'Records cannot be grouped by a field of type {type}.'],
    ['换一个字段。', 'Choose another field.'],
  ),
  AGGREGATE_IMPOSSIBLE: error(
    ['「{type}」字段不能做「{name}」统计。', '"{name}" is not possible over a field of type {type}.'],
    ['{suggestion}', '{suggestion}'],
  ),
  AGGREGATE_FIELD_MISSING: error(
    ['「{name}」统计需要一个字段。', '"{name}" needs a field.'],
    ['添加 field。', 'Add "field".'],
  ),
  CONDITION_TOO_LARGE: error(
    ['筛选条件超过 {levels} 层或 {nodes} 个节点。', 'The filter has more than {levels} levels or {nodes} nodes.'],
    ['拆小筛选条件。', 'Make the filter smaller.'],
  ),
  FILTER_OPERATOR: error(
    ['「{type}」字段不能用「{name}」比较。', 'A field of type {type} cannot be compared with "{name}".'],
    ['{suggestion}', '{suggestion}'],
  ),
  FILTER_VALUE: error(
    ['「{name}」需要{expected}。', '"{name}" needs {expected}.'],
    ['改写 value。', 'Write another value.'],
  ),
  FILTER_OPTION_UNKNOWN: error(
    ['选项集「{set}」中没有「{name}」。', 'The option set "{set}" has no option "{name}".'],
    ['{suggestion}', '{suggestion}'],
  ),
  VIEW_TYPE_UNKNOWN: error(
    ['没有视图类型「{name}」。', 'There is no view type "{name}".'],
    ['{suggestion}', '{suggestion}'],
  ),
  VIEW_FIELD_UNFIT: error(
    ['这里需要{expected}，「{type}」字段不合适。', 'This has to be {expected}; a field of type {type} does not fit.'],
    ['换一个字段。', 'Choose another field.'],
  ),
  VIEW_OPTION_CHECK: error(['{problem}', '{problem}'], ['修改视图的选项。', 'Change the options of the view.']),
  VIEW_OF_OTHER_TABLE: error(
    ['视图「{name}」不属于数据表「{table}」。', 'The view "{name}" is not of the table "{table}".'],
    ['选择该表的视图。', 'Choose a view of that table.'],
  ),
} as const satisfies Record<string, IssueDefinition>

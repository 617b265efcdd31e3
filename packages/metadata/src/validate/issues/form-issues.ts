import { error, type IssueDefinition, warning } from './issue-definition.ts'

/** Forms and their rules. */
export const formIssues = {
  FORM_FIELD_IS_SUB_TABLE: error(
    ['「{name}」是子表字段，不能作为普通字段显示。', '"{name}" is a sub-table and cannot be shown as a plain field.'],
    ['写成 {"item": "sub_table"}。', 'Write {"item": "sub_table"}.'],
  ),
  FORM_RULE_NOT_ON_FORM: error(
    ['规则「{rule}」提到的「{name}」不在此表单上。', 'The rule "{rule}" is about "{name}", which is not on this form.'],
    ['先把它放到表单上，或从规则中去掉。', 'Put it on the form first, or take it out of the rule.'],
  ),
  FORM_RULE_EMPTY: error(
    [
      '规则「{rule}」没有说明作用于哪些字段或内容。',
      'The rule "{rule}" does not say which fields or items it is about.',
    ],
    ['填写 fields 或 items。', 'Write "fields" or "items".'],
  ),
  FORM_RULE_NOT_SETTABLE: error(
    [
      '规则「{rule}」不能给「{name}」赋值：「{type}」字段由系统填写，或没有可计算的值。',
      'The rule "{rule}" cannot set "{name}": fields of type {type} are filled in by the system, or have no value of their own.',
    ],
    ['换一个字段。', 'Choose another field.'],
  ),
  FORM_RULE_FILL_FROM: error(
    [
      '规则「{rule}」要从「{name}」带出，但它不是单选关联字段。',
      'The rule "{rule}" is to fill in from "{name}", which is not a relation to one record.',
    ],
    ['选择一个单选关联字段。', 'Choose a relation to one record.'],
  ),
  FORM_RULE_CHOICE: error(
    [
      '规则「{rule}」不能限定「{name}」的选项：单选、多选字段写 options，关联字段写 where。',
      'The rule "{rule}" cannot narrow the choices of "{name}": selects take "options", relations take "where".',
    ],
    ['换一个字段，或改用另一种写法。', 'Choose another field, or write the other one.'],
  ),
  FORM_RULE_CONTRADICTION: error(
    [
      '规则「{rule}」与「{other}」条件相同，却对「{name}」提出相反的要求。',
      'The rules "{rule}" and "{other}" have the same condition and demand the opposite for "{name}".',
    ],
    ['去掉其中一个，或改变条件。', 'Take one of them out, or change its condition.'],
  ),
  FORM_RULE_LOOP: error(
    ['规则互相依赖，无法算完：{path}', 'Rules need each other, without an end: {path}'],
    ['让其中一条规则不再读取另一条所赋的值。', 'Let one of them no longer read what another one sets.'],
  ),
  FORM_RULE_SHADOWED: warning(
    [
      '规则「{rule}」对「{name}」不起作用：后面的规则「{other}」没有条件，总是覆盖它。',
      'The rule "{rule}" has no effect on "{name}": the later rule "{other}" has no condition and always holds.',
    ],
    ['调整顺序，或给后面的规则加条件。', 'Change the order, or give the later rule a condition.'],
  ),
  FORM_NOT_SUB_TABLE: error(
    ['「{name}」不是子表字段。', '"{name}" is no sub-table field.'],
    ['写成 {"item": "field"}，或选择子表字段。', 'Write {"item": "field"}, or name a sub-table field.'],
  ),
  RELATED_LIST_FIELD: error(
    ['「{table}」的字段「{name}」没有关联到这张表。', 'The field "{name}" of "{table}" does not lead to this table.'],
    ['选择指向本表的关联字段。', 'Name a relation of that table that leads here.'],
  ),
} as const satisfies Record<string, IssueDefinition>

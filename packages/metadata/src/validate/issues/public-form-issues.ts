import { error, type IssueDefinition, warning } from './issue-definition.ts'

/** Forms that are filled in without signing in. */
export const publicFormIssues = {
  PUBLIC_FORM_NOT_SHOWN: error(
    ['表单上没有「{name}」，公开填写时看不到它。', '"{name}" is not on the form, so that nobody could fill it in.'],
    ['先把它放到表单上，或从这里去掉。', 'Put it on the form first, or take it out here.'],
  ),
  PUBLIC_FORM_FIELD_CLOSED: error(
    [
      '「{name}」不能公开填写：人员、部门和由系统填写的字段不对外。',
      '"{name}" cannot be filled in publicly: people, departments and what the system fills in stay inside.',
    ],
    ['换一个字段，或在 values 中给出固定值。', 'Choose another field, or give it a fixed value under "values".'],
  ),
  PUBLIC_FORM_CHOICE_MISSING: error(
    [
      '「{name}」是关联字段：只有在 choices 中明确允许，才能公开选择那张表的记录。',
      '"{name}" is a relation: its records can be chosen publicly only where "choices" allows it.',
    ],
    ['在 choices 中加上它，或不公开这个字段。', 'Add it to "choices", or leave the field out.'],
  ),
  PUBLIC_FORM_CHOICE: error(
    [
      '「{name}」不能作为公开选择：它不是关联字段、没有公开，或指向本表。',
      '"{name}" offers no public choice: it is no relation, is not among the fields, or leads to its own table.',
    ],
    ['选择公开字段中指向另一张表的关联字段。', 'Name a relation to another table that is among the fields.'],
  ),
  PUBLIC_FORM_MATCH: error(
    [
      '参数「{name}」要填关联字段：用 match 指明对方表中存放该值的字段（例如编码）。',
      'The parameter "{name}" sets a relation to one record: "match" must name the field of the other table that holds the value, such as a code.',
    ],
    ['补上 match，或换一个字段。', 'Add "match", or choose another field.'],
  ),
  PUBLIC_FORM_MATCH_FIELD: error(
    [
      '参数「{name}」不能按「{field}」查找：请选择一个文本字段。',
      'The parameter "{name}" cannot be looked up by "{field}": choose a text field.',
    ],
    ['换一个字段，例如编码。', 'Choose another field, such as a code.'],
  ),
  PUBLIC_FORM_VALUE_TWICE: error(
    [
      '「{name}」既由访客填写，又有固定值。',
      '"{name}" is filled in by visitors and has a fixed value at the same time.',
    ],
    ['只保留其中一个。', 'Keep one of the two.'],
  ),
  PUBLIC_FORM_VALUE_INVALID: error(
    ['「{name}」的固定值不对：{problem}', 'The fixed value of "{name}" is not right: {problem}'],
    ['改正这个值。', 'Correct the value.'],
  ),
  PUBLIC_FORM_DATES: error(
    ['结束时间须晚于开始时间。', 'It must close after it opens.'],
    ['改正其中一个时间。', 'Correct one of the dates.'],
  ),
  PUBLIC_FORM_LIMIT_FIELD: error(
    [
      '不能按「{name}」限制次数：它不是公开填写的文本类字段。',
      'Answers cannot be limited by "{name}": it is not a text that visitors fill in.',
    ],
    ['选择公开填写的手机号、邮箱等字段。', 'Choose a field that is filled in, such as a phone number.'],
  ),
  PUBLIC_FORM_FILES_OFF: error(
    ['「{name}」是附件字段，但没有允许上传文件。', '"{name}" takes files, but no files may be uploaded.'],
    ['填写 files，或不公开这个字段。', 'Write "files", or leave the field out.'],
  ),
  PUBLIC_FORM_RULE_BLIND: warning(
    [
      '规则「{rule}」用到访客看不到的字段「{name}」：填写时视为不成立，提交时由服务器判断。',
      'The rule "{rule}" reads "{name}", which visitors cannot see: it does not hold while they type, and is decided when they send.',
    ],
    ['公开这个字段，或为公开填写另做一个表单。', 'Offer the field, or make a form of its own for visitors.'],
  ),
} as const satisfies Record<string, IssueDefinition>

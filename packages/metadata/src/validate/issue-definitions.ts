import { defineErrors } from '@mortise/core'

/** What one finding says, in both languages, with `{name}` for its params. `{suggestion}` is written by `suggestionFor`. */
export interface IssueDefinition {
  severity: 'error' | 'warning'
  zh: string
  en: string
  fix: { zh: string; en: string }
}

/** Every finding of validation. The codes are part of the product's catalogue of errors. */
export const issueDefinitions = {
  // The shape of documents
  DOCUMENT_NOT_OBJECT: error(
    ['文档必须是 JSON 对象。', 'A document must be a JSON object.'],
    ['写成 {"kind": …, "key": …}。', 'Write {"kind": …, "key": …}.'],
  ),
  DOCUMENT_KIND_UNKNOWN: error(
    ['没有「{name}」这种文档。', 'There is no kind of document "{name}".'],
    ['{suggestion}', '{suggestion}'],
  ),
  DOCUMENT_TOO_DEEP: error(
    ['文档嵌套超过 {max} 层。', 'The document is nested deeper than {max} levels.'],
    ['减少嵌套。', 'Nest less.'],
  ),
  DOCUMENT_DUPLICATE: error(
    ['文档「{name}」出现了两次。', 'The document "{name}" is there twice.'],
    ['删除其中一份，或改用别的标识。', 'Remove one of them, or give it another key.'],
  ),
  SHAPE_UNKNOWN_KEY: error(['这里不能有「{name}」。', '"{name}" is not known here.'], ['{suggestion}', '{suggestion}']),
  SHAPE_MISSING_KEY: error(['缺少「{name}」。', '"{name}" is missing.'], ['添加「{name}」。', 'Add "{name}".']),
  SHAPE_WRONG_TYPE: error(
    ['这里应是{expected}，实际是{found}。', 'This must be {expected}, but is {found}.'],
    ['改成{expected}。', 'Write {expected}.'],
  ),
  SHAPE_NOT_ALLOWED: error(
    ['这里不能是「{name}」。', '"{name}" is not possible here.'],
    ['{suggestion}', '{suggestion}'],
  ),
  SHAPE_KEY_PATTERN: error(
    ['「{name}」不是有效的标识。', '"{name}" is not a valid key.'],
    [
      '以小写字母开头，只用小写字母、数字和下划线，最多 41 个字符。',
      'Start with a lower case letter; only lower case letters, digits and underscores; at most 41 characters.',
    ],
  ),
  SHAPE_PATTERN: error(
    ['「{name}」的写法不对。', '"{name}" is not written in the right way.'],
    ['须符合 {pattern}。', 'It has to match {pattern}.'],
  ),
  SHAPE_LIMIT: error(['{problem}', '{problem}'], ['改到允许的范围内。', 'Bring it into the allowed range.']),
  LABEL_LANGUAGE_MISSING: error(
    ['文字缺少语言「{language}」。', 'The text is missing in the language "{language}".'],
    [
      '添加「{language}」：中文（zh）和英文（en）都必须有。',
      'Add "{language}": Chinese (zh) and English (en) must both be there.',
    ],
  ),

  // The app as a whole
  APP_DOCUMENT_MISSING: error(
    ['没有 app 文档。', 'There is no app document.'],
    ['添加 app.json，说明应用的名称和版本。', 'Add app.json with the name and version of the app.'],
  ),
  APP_DOCUMENT_TWICE: error(['应用有两个 app 文档。', 'The app has two app documents.'], ['只保留一个。', 'Keep one.']),
  REFERENCE_UNKNOWN: error(
    ['没有{what}「{name}」。', 'There is no {what} "{name}".'],
    ['{suggestion}', '{suggestion}'],
  ),
  REFERENCE_ARCHIVED: error(
    ['{what}「{name}」已归档。', 'The {what} "{name}" is archived.'],
    ['恢复它，或去掉这个引用。', 'Restore it, or take this reference out.'],
  ),
  KEY_DUPLICATE: error(
    ['标识「{name}」在这里已经用过。', 'The key "{name}" is already used here.'],
    ['换一个标识。', 'Choose another key.'],
  ),
  MEMBER_DUPLICATE: error(
    ['「{name}」在这里出现了两次。', '"{name}" is listed twice.'],
    ['去掉一个。', 'Take one of them out.'],
  ),

  // Tables and fields
  FIELD_KEY_RESERVED: error(
    ['「{name}」是系统保留的标识。', 'The key "{name}" is reserved by the system.'],
    ['换一个标识，例如「{name}_2」。', 'Choose another key, such as "{name}_2".'],
  ),
  FIELD_TYPE_UNKNOWN: error(
    ['没有字段类型「{name}」。', 'There is no field type "{name}".'],
    ['{suggestion}', '{suggestion}'],
  ),
  FIELD_TYPE_INTERNAL: error(
    ['字段类型「{name}」只供系统字段使用。', 'The field type "{name}" is for system fields only.'],
    ['选择其他类型。', 'Choose another type.'],
  ),
  FIELD_OPTION_CHECK: error(['{problem}', '{problem}'], ['修改字段的选项。', 'Change the options of the field.']),
  FIELD_NOT_UNIQUE: error(
    [
      '「{type}」字段不能设为唯一、建索引或用于查重。',
      'A field of type {type} cannot be unique, indexed or part of a duplicate check.',
    ],
    ['换一个字段。', 'Choose another field.'],
  ),
  FIELD_NOT_SEARCHABLE: error(
    ['「{type}」字段不能被搜索。', 'A field of type {type} cannot be searched.'],
    ['去掉 searchable。', 'Take "searchable" out.'],
  ),
  FIELD_NOT_WRITABLE: error(
    [
      '「{type}」字段由系统填写，不能设「{name}」。',
      'A field of type {type} is filled in by the system and cannot have "{name}".',
    ],
    ['去掉「{name}」。', 'Take "{name}" out.'],
  ),
  FIELD_DEFAULT_INVALID: error(
    ['默认值不对：{problem}', 'The default does not fit: {problem}'],
    ['改成该字段能保存的值。', 'Write a value that the field can hold.'],
  ),
  TITLE_KIND: error(
    ['「{type}」字段不能作为标题。', 'A field of type {type} cannot be the title.'],
    ['选择能作为标题的字段类型：{known}。', 'Choose a field of a type that can: {known}.'],
  ),
  INVERSE_KEY_TAKEN: error(
    ['反向关联的标识「{name}」在「{table}」中已被占用。', 'The inverse key "{name}" is already taken in "{table}".'],
    ['在选项 inverse 中另取一个标识。', 'Give another key in the option "inverse".'],
  ),
  LOOKUP_INVALID: error(
    ['引用路径「{name}」须先经过一个对一关联。', 'The look-up path "{name}" has to go over a to-one relation first.'],
    ['写成「关联字段.字段」。', 'Write "relation.field".'],
  ),
  LOOKUP_CYCLE: error(
    ['引用字段「{name}」最终引用了自己。', 'The look-up "{name}" reads itself in the end.'],
    ['改变其中一段路径。', 'Change one of the paths.'],
  ),
  LOOKUP_TOO_LONG: error(
    [
      '引用路径共 {count} 段关联，最多 {max} 段。',
      'The look-up goes over {count} relations; at most {max} are possible.',
    ],
    ['缩短路径。', 'Shorten the path.'],
  ),
  PARENT_FIELD_INVALID: error(
    ['「{name}」不是指向主表的对一关联。', '"{name}" is not a to-one relation to the table that owns these lines.'],
    ['选择指向主表的关联字段。', 'Name the relation field that leads to the owning table.'],
  ),
  SUB_TABLE_UNSHOWN: error(
    [
      '主表「{table}」没有显示这些明细的子表字段。',
      'The owning table "{table}" has no sub-table field for these lines.',
    ],
    ['在主表中添加子表字段，entity 为「{name}」。', 'Add a sub-table field there with the entity "{name}".'],
  ),
  SUB_TABLE_NOT_CHILD: error(
    [
      '「{name}」不是这张表的子表：它的 parentField 没有指向这里。',
      '"{name}" is no sub-table of this table: its parentField does not lead here.',
    ],
    ['在「{name}」中设置指向本表的 parentField。', 'Give "{name}" a parentField that leads to this table.'],
  ),
  SUB_TABLE_TWICE: error(
    ['子表「{name}」已由另一个字段显示。', 'The sub-table "{name}" is already shown by another field.'],
    ['去掉其中一个字段。', 'Take one of the fields out.'],
  ),
  SUB_TABLE_CYCLE: error(
    ['子表的归属形成了循环：{name}。', 'The sub-tables own each other in a circle: {name}.'],
    ['去掉其中一个 parentField。', 'Take one parentField out.'],
  ),

  // Expressions and computed fields
  EXPRESSION_INVALID: error(['{problem}', '{problem}'], ['{fix}', '{fix}']),
  EXPRESSION_DOUBTFUL: warning(['{problem}', '{problem}'], ['{fix}', '{fix}']),
  FORMULA_TEXT_DIFFERS: warning(
    ['写出的公式与实际计算的不同。', 'The formula that is shown is not what is computed.'],
    ['在公式编辑器中打开并保存，或去掉 text。', 'Open and save it in the formula editor, or take "text" out.'],
  ),
  COMPUTED_RESULT_TYPE: error(
    ['计算结果不能是「{name}」类型。', 'The result cannot be of the type "{name}".'],
    ['{suggestion}', '{suggestion}'],
  ),
  COMPUTED_CIRCLE: error(
    ['这些字段互相依赖，形成循环：{path}。', 'These fields need each other in a circle: {path}.'],
    ['改变其中一个公式。', 'Change one of the formulas.'],
  ),
  COMPUTED_NOT_KEPT: error(
    ['这个字段在读取时才计算，不能设「{name}」。', 'This field is computed when it is read and cannot have "{name}".'],
    [
      '去掉「{name}」，或不使用随时间、用户变化的值和跨表查找。',
      'Take "{name}" out, or use no values that change with the time or the user, and no look-ups in other tables.',
    ],
  ),
  COMPUTED_OWN_FIELDS: error(
    [
      '公式使用了数据库不能计算的函数，因此只能引用本记录中直接填写的字段。',
      'The formula uses a function that the database cannot compute, and so may only use fields of the record itself that are filled in.',
    ],
    ['换一个函数，或只引用本记录的字段。', 'Use another function, or only fields of the record itself.'],
  ),

  // Paths, filters, views
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

  // Forms, pages, menus, roles, translations
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
  MENU_TARGET: error(
    ['菜单项须指向一张数据表、一个视图或一个页面。', 'A menu entry has to lead to a table, a view or a page.'],
    ['写 entity（可加 view）、view 或 page 之一。', 'Give entity (with or without view), view, or page.'],
  ),
  SUB_TABLE_ALONE: error(
    ['「{name}」是子表，不能单独打开或新建。', '"{name}" is a sub-table: it cannot be opened or filled on its own.'],
    ['改用它的主表。', 'Use the table that owns it.'],
  ),
  ROLE_SUB_TABLE: warning(
    [
      '子表「{name}」的权限随主表，这里的设置不起作用。',
      'The sub-table "{name}" follows its parent: these rights have no effect.',
    ],
    ['去掉它。', 'Take it out.'],
  ),
  ROLE_WIDER_THAN_READ: warning(
    [
      '「{name}」的范围比可读的范围大：看不到的记录仍不能操作。',
      'The scope of "{name}" is wider than what can be read: what cannot be seen stays out of reach.',
    ],
    ['放宽 read 或缩小「{name}」。', 'Widen "read" or narrow "{name}".'],
  ),
  ROLE_OTHERWISE: error(
    [
      '条件不满足时的权限须小于满足时的权限。',
      'Where the condition does not hold there has to be less access than where it does.',
    ],
    ['缩小 otherwise，或把条件反过来写。', 'Give less in "otherwise", or turn the condition round.'],
  ),
  TRANSLATION_LANGUAGE: error(
    [
      '中文和英文写在文档本身，不用翻译文档。',
      'Chinese and English are in the documents themselves, not in a translation.',
    ],
    ['换一种语言。', 'Choose another language.'],
  ),
  TRANSLATION_PLACE: warning(
    ['应用中没有文字「{name}」。', 'The app has no text "{name}".'],
    ['{suggestion}', '{suggestion}'],
  ),
  TOO_MANY_ISSUES: warning(
    ['还有 {count} 个问题没有列出。', '{count} more findings are not listed.'],
    ['先修正上面的问题。', 'Mend those above first.'],
  ),
} as const satisfies Record<string, IssueDefinition>

export type IssueCode = keyof typeof issueDefinitions

// Into the product's catalogue, so that no other package can take one of these codes.
defineErrors(
  Object.fromEntries(Object.entries(issueDefinitions).map(([code, { zh, en }]) => [code, { status: 422, zh, en }])),
)

type Pair = readonly [zh: string, en: string]

function error([zh, en]: Pair, [fixZh, fixEn]: Pair): IssueDefinition {
  return { severity: 'error', zh, en, fix: { zh: fixZh, en: fixEn } }
}

function warning([zh, en]: Pair, [fixZh, fixEn]: Pair): IssueDefinition {
  return { severity: 'warning', zh, en, fix: { zh: fixZh, en: fixEn } }
}

import { error, type IssueDefinition, warning } from './issue-definition.ts'

/** Tables, their fields and what these compute. */
export const entityIssues = {
  FIELD_KEY_RESERVED: error(
    ['「{name}」是系统保留的标识。', 'The key "{name}" is reserved by the system.'],
    ['换一个标识，例如「{name}_2」。', 'Choose another key, such as "{name}_2".'],
  ),
  FIGURES_FIELD_UNKNOWN: error(
    ['流程数据里没有字段「{name}」。', 'Figures of a process have no field "{name}".'],
    ['{suggestion}', '{suggestion}'],
  ),
  FIGURES_FIELD_TYPE: error(
    ['流程数据的字段「{name}」只能是这些类型：{known}。', 'The field "{name}" of figures can only be of type {known}.'],
    ['换成其中一种类型。', 'Choose one of these types.'],
  ),
  FIGURES_READ_ONLY: error(
    ['流程数据由流程产生，不能设「{name}」。', 'Figures come from a process and cannot have "{name}".'],
    ['去掉「{name}」。', 'Take "{name}" out.'],
  ),
  FIGURES_RECORD: error(
    [
      '流程数据的记录只能关联流程所针对的表「{name}」。',
      'The record of figures is one of the table of the process, "{name}".',
    ],
    ['关联到「{name}」。', 'Relate it to "{name}".'],
  ),
  FIGURES_NOT_HERE: error(
    [
      '「{table}」是流程数据，只能查看，不能用在这里。',
      '"{table}" are figures of a process: they are only read and cannot be used here.',
    ],
    ['换一张表。', 'Choose another table.'],
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
} as const satisfies Record<string, IssueDefinition>

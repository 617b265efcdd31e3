import { error, type IssueDefinition, warning } from './issue-definition.ts'

/** The app as a whole, what its documents name of one another, its menu, roles and translations. */
export const appIssues = {
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

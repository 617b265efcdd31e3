import { error, type IssueDefinition } from './issue-definition.ts'

/** The shape of single documents. */
export const shapeIssues = {
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
} as const satisfies Record<string, IssueDefinition>

import { defineErrors } from '@mortise/core'
import { type IssueDefinition, issueFrom, type ValidationIssue } from '@mortise/metadata'

const definitions = {
  PACK_JSON: {
    severity: 'error',
    zh: '第 {line} 行第 {column} 列不是有效的 JSON：{problem}',
    en: 'Not valid JSON at line {line}, column {column}: {problem}',
    fix: { zh: '修正这个位置的写法。', en: 'Mend the text at that place.' },
  },
  PACK_ENCODING: {
    severity: 'error',
    zh: '文件不是 UTF-8 编码的文本。',
    en: 'The file is not text in UTF-8.',
    fix: { zh: '用 UTF-8 编码保存。', en: 'Save it as UTF-8.' },
  },
  PACK_FILE_TOO_LARGE: {
    severity: 'error',
    zh: '文件超过 {max} MB。',
    en: 'The file is larger than {max} MB.',
    fix: { zh: '拆分文档。', en: 'Split the document.' },
  },
  PACK_KIND_ELSEWHERE: {
    severity: 'error',
    zh: '文件夹「{folder}」中的文档 kind 应为「{expected}」，实际是「{name}」。',
    en: 'A document in "{folder}" is of the kind "{expected}", but this one says "{name}".',
    fix: { zh: '改为 "kind": "{expected}"，或移到对应的文件夹。', en: 'Write "kind": "{expected}", or move the file.' },
  },
  PACK_KEY_ELSEWHERE: {
    severity: 'error',
    zh: '文件名与标识不符：标识是「{name}」，文件名应为「{expected}」。',
    en: 'File name and key differ: the key is "{name}", so that the file must be "{expected}".',
    fix: { zh: '重命名文件或修改标识。', en: 'Rename the file or change the key.' },
  },
  PACK_APP_MISSING: {
    severity: 'error',
    zh: '模板包没有 app.json。',
    en: 'The pack has no app.json.',
    fix: { zh: '添加 app.json，说明应用的名称和版本。', en: 'Add app.json with the name and version of the app.' },
  },
  PACK_FILE_UNKNOWN: {
    severity: 'warning',
    zh: '「{name}」不属于模板包，已忽略。',
    en: '"{name}" is no part of a pack and was left out.',
    fix: { zh: '文档放在这些文件夹中：{known}。', en: 'Documents belong into these folders: {known}.' },
  },
} as const satisfies Record<string, IssueDefinition>

// Into the product's catalogue, so that no other package can take one of these codes.
defineErrors(
  Object.fromEntries(Object.entries(definitions).map(([code, { zh, en }]) => [code, { status: 422, zh, en }])),
)

/** A finding about a file of a pack, as validation gives them about documents. */
export function packIssue(
  code: keyof typeof definitions,
  place: { file: string; pointer?: string; document?: ValidationIssue['document'] },
  params: Record<string, unknown> = {},
): ValidationIssue {
  const { file, pointer = '', document = null } = place
  return issueFrom({ code, ...definitions[code] }, { document, pointer, file }, params)
}

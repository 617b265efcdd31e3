import { defineErrors } from '@mortise/core'

export const packErrors = defineErrors({
  PACK_FOLDER_UNREADABLE: {
    status: 400,
    en: 'The folder "{folder}" cannot be read as a pack: {reason}',
    zh: '无法把文件夹「{folder}」作为模板包读取：{reason}',
  },
  PACK_ARCHIVE_INVALID: {
    status: 422,
    en: 'This is not a zip of a pack folder: {reason}',
    zh: '这不是模板包文件夹的 zip 文件：{reason}',
  },
  PACK_ARCHIVE_TOO_LARGE: {
    status: 413,
    en: 'The archive holds more than {files} files or {megabytes} MB.',
    zh: '压缩包超过 {files} 个文件或 {megabytes} MB。',
  },
  PACK_KEY_NO_FILE_NAME: {
    status: 422,
    en: 'The document "{name}" cannot be written: its key is no valid key.',
    zh: '无法写出文档「{name}」：它的标识无效。',
  },
  PACK_INVALID: {
    status: 422,
    en: 'The pack in "{folder}" cannot be installed: {count} errors, the first in {place}: {message}',
    zh: '无法安装「{folder}」中的模板包：共 {count} 处错误，第一处位于 {place}：{message}',
  },
  DEMO_UNREADABLE: {
    status: 422,
    en: 'The demo data cannot be read at {place}: {reason}',
    zh: '无法读取演示数据 {place}：{reason}',
  },
  DEMO_ENTITY_UNKNOWN: {
    status: 422,
    en: 'The demo file {file} is for the table "{entity}", which the pack does not have.',
    zh: '演示数据文件 {file} 对应的数据表「{entity}」在模板包中不存在。',
  },
  DEMO_NAME_UNKNOWN: {
    status: 422,
    en: 'The demo data names a {what} "{name}" that people.json does not have.',
    zh: '演示数据引用了 people.json 中不存在的 {what}「{name}」。',
  },
  DEMO_CYCLE: {
    status: 422,
    en: 'Demo records of the table "{entity}" refer to each other in a circle.',
    zh: '数据表「{entity}」的演示记录相互循环引用。',
  },
  DEMO_INVALID: {
    status: 422,
    en: 'The demo record {record} of {file} is refused: {field} – {message}',
    zh: '{file} 中的演示记录 {record} 未通过校验：{field}——{message}',
  },
})

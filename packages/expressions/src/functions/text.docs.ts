import { describe, type FunctionDocs } from './function-docs.ts'
import type { textFunctions } from './text.ts'

export const textDocs = {
  cat: describe('连接文字；空值不占位置。', 'Joins texts; a blank adds nothing.', '"No. " & TEXT(7)', 'No. 7'),
  len: describe(
    '字数，一个汉字或表情算一个；空为 0。',
    'The number of characters; an emoji counts as one. 0 for a blank.',
    'LEN("榫卯 ok")',
    '5',
  ),
  left: describe(
    '开头的若干个字（默认 1 个）。',
    'The first characters (one if not said).',
    'LEFT("Mortise", 4)',
    'Mort',
  ),
  right: describe(
    '结尾的若干个字（默认 1 个）。',
    'The last characters (one if not said).',
    'RIGHT("Mortise", 3)',
    'ise',
  ),
  mid: describe('从第几个字起的若干个字。', 'So many characters, from the given one on.', 'MID("Mortise", 3, 2)', 'rt'),
  lower: describe('变为小写。', 'In lower case.', 'LOWER("Mortise & Tenon")', 'mortise & tenon'),
  upper: describe('变为大写。', 'In upper case.', 'UPPER("straße")', 'STRASSE'),
  trim: describe(
    '去掉首尾的空格，中间连续的空格只留一个。',
    'Without spaces at both ends, and with single ones between words.',
    'TRIM("  a   b ")',
    'a b',
  ),
  contains: describe(
    '文字中有这一段（区分大小写）时成立。',
    'Holds when the part is in the text. Upper and lower case differ.',
    'CONTAINS("Mortise", "tis")',
    'true',
  ),
  startswith: describe(
    '文字以这一段开头时成立。',
    'Holds when the text begins with the part.',
    'STARTSWITH("Mortise", "Mor")',
    'true',
  ),
  endswith: describe(
    '文字以这一段结尾时成立。',
    'Holds when the text ends with the part.',
    'ENDSWITH("report.pdf", ".pdf")',
    'true',
  ),
  find: describe(
    '这一段在文字中的第几个字处，可指定从第几个字找起；找不到为空。',
    'At which character the part stands, searched from the given one on; blank when it is not there.',
    'FIND("t", "Mortise")',
    '4',
  ),
  substitute: describe(
    '把旧文字都换成新文字，或只换第几处。',
    'Puts the new text in place of the old one, everywhere or only at one of its places.',
    'SUBSTITUTE("1-2-3", "-", "/")',
    '1/2/3',
  ),
  rept: describe(
    '把文字重复若干次；超过 32767 个字为空。',
    'The text so many times; blank beyond 32,767 characters.',
    'REPT("ab", 3)',
    'ababab',
  ),
  padleft: describe(
    '在左边补足到指定长度。',
    'Filled up on the left to the given length.',
    'PADLEFT("42", 6, "0")',
    '000042',
  ),
  splitpart: describe(
    '按分隔符切开后的第几段。',
    'The part with that number, when cut at each separator.',
    'SPLITPART("a/b/c", "/", 2)',
    'b',
  ),
  text: describe(
    '把数值或日期写成文字；日期时间写到分钟，按工作区的时区。',
    'A number or a date as text; of a time, to the minute in the zone of the workspace.',
    'TEXT(12.50)',
    '12.5',
  ),
  formatnumber: describe(
    '带千位逗号和固定小数位数（默认 2 位）的文字。',
    'With commas between thousands and a fixed number of places (2 if not said).',
    'FORMATNUMBER(1234567.5)',
    '1,234,567.50',
  ),
  rmbupper: describe(
    '人民币大写金额。',
    'An amount in the Chinese capitals that cheques and invoices need.',
    'RMBUPPER(12345.67)',
    '壹万贰仟叁佰肆拾伍元陆角柒分',
  ),
  urlencode: describe('写成可放进网址的形式。', 'As it may stand in a web address.', 'URLENCODE("a b&c")', 'a%20b%26c'),
  matches: describe(
    '文字中有符合正则表达式（RE2 语法）的一段时成立。',
    'Holds when something in the text matches the regular expression (RE2 syntax).',
    'MATCHES("AB-1234", "^[A-Z]{2}-[0-9]+$")',
    'true',
  ),
} satisfies Record<keyof typeof textFunctions, FunctionDocs>

import type { compareFunctions } from './compare.ts'
import { describe, type FunctionDocs } from './function-docs.ts'

export const compareDocs = {
  '==': describe('两边相等；空与空相等。', 'Both sides are equal; blank equals blank.', '1.50 = 1.5', 'true'),
  '!=': describe(
    '两边不相等，与「=」恰好相反；一边为空、另一边有值时成立。',
    'The exact opposite of =; a value and a blank are not equal.',
    '"a" <> "b"',
    'true',
  ),
  '<': describe(
    '小于；日期为早于。任何一边为空时不成立。',
    'Less, or of dates earlier. Does not hold when a side is blank.',
    '2 < 10',
    'true',
  ),
  '<=': describe(
    '小于或等于。任何一边为空时不成立。',
    'Less or equal. Does not hold when a side is blank.',
    '2 <= 2',
    'true',
  ),
  '>': describe(
    '大于；日期为晚于。任何一边为空时不成立。',
    'Greater, or of dates later. Does not hold when a side is blank.',
    '#2026-11-22# > #2026-11-21#',
    'true',
  ),
  '>=': describe(
    '大于或等于。任何一边为空时不成立。',
    'Greater or equal. Does not hold when a side is blank.',
    '2 >= 3',
    'false',
  ),
  in: describe('值是列表中的一个。', 'The value is one of the list.', '"b" IN ["a", "b"]', 'true'),
  notin: describe(
    '值不是列表中的任何一个；空值也算。',
    'The value is none of the list; a blank is none of them, either.',
    '"c" NOT IN ["a", "b"]',
    'true',
  ),
  sametext: describe(
    '不分大小写地比较两段文字。',
    'Compares texts without regard to upper and lower case.',
    'SAMETEXT("Mortise", "MORTISE")',
    'true',
  ),
} satisfies Record<keyof typeof compareFunctions, FunctionDocs>

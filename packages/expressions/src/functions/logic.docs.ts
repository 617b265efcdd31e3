import { describe, type FunctionDocs } from './function-docs.ts'
import type { logicFunctions } from './logic.ts'

export const logicDocs = {
  if: describe(
    '条件成立时给出一个值，不成立时给出另一个值；不写「否则」时为空。',
    'One value when the condition holds, another when it does not; blank where nothing is said for that.',
    'IF(3 > 2, "yes", "no")',
    'yes',
  ),
  ifs: describe(
    '逐个判断条件，给出第一个成立的条件后面的值。',
    'Goes through the conditions and gives the value after the first that holds.',
    'IFS(70 >= 90, "A", 70 >= 60, "B", "C")',
    'B',
  ),
  switch: describe(
    '与各种情形逐一比较，给出相等的那种情形的值。',
    'Compares with each case and gives the value of the one that is equal.',
    'SWITCH({Status}, "new", 1, "open", 2, 0)',
    '2',
  ),
  and: describe('所有条件都成立时成立。', 'Holds when all conditions hold.', '1 < 2 AND 2 < 3', 'true'),
  or: describe('至少一个条件成立时成立。', 'Holds when at least one condition holds.', '1 > 2 OR 2 < 3', 'true'),
  '!': describe(
    '条件不成立时成立。涉及空值的比较不成立，因此取反后成立。',
    'Holds when the condition does not. A comparison with blank does not hold, so that its opposite does.',
    'NOT 1 > 2',
    'true',
  ),
  xor: describe(
    '两个条件恰好有一个成立时成立。',
    'Holds when exactly one of two conditions does.',
    'XOR(1 < 2, 2 > 3)',
    'true',
  ),
  isblank: describe(
    '没有值时成立。没有选项的多选和没有文件的附件也是空；未勾选的复选框不是空。',
    'Holds when there is no value. A multi-select without options and files without a file are blank, too; a checkbox that is not ticked is not.',
    'ISBLANK({Note})',
    'true',
  ),
  coalesce: describe(
    '给出第一个不为空的值。',
    'The first value that is not blank.',
    'COALESCE({Note}, "nothing noted")',
    'nothing noted',
  ),
  between: describe(
    '值在上下限之间（含两端）时成立。',
    'Holds when the value is from the low to the high, both included.',
    'BETWEEN(5, 1, 10)',
    'true',
  ),
} satisfies Record<keyof typeof logicFunctions, FunctionDocs>

import { describe, type FunctionDocs } from './function-docs.ts'
import type { numberFunctions } from './number.ts'

export const numberDocs = {
  abs: describe('绝对值。', 'The number without its sign.', 'ABS(-3.5)', '3.5'),
  sign: describe(
    '正数为 1，负数为 -1，零为 0。',
    '1 for positive numbers, -1 for negative ones, 0 for 0.',
    'SIGN(-3.5)',
    '-1',
  ),
  round: describe(
    '四舍五入到若干位小数（默认 0 位，负数表示十位、百位……）。',
    'Rounded to so many places (0 if not said, negative for tens, hundreds …); halves away from zero.',
    'ROUND(2.345, 2)',
    '2.35',
  ),
  roundup: describe('向远离零的方向进位。', 'Rounded away from zero.', 'ROUNDUP(2.341, 2)', '2.35'),
  rounddown: describe('舍去后面的小数位。', 'Rounded towards zero.', 'ROUNDDOWN(-2.349, 2)', '-2.34'),
  ceiling: describe(
    '向上取为基数（默认 1）的倍数。',
    'The next multiple of the significance (1 if not said) that is no smaller.',
    'CEILING(7.2, 5)',
    '10',
  ),
  floor: describe(
    '向下取为基数（默认 1）的倍数。',
    'The next multiple of the significance (1 if not said) that is no larger.',
    'FLOOR(7.2, 5)',
    '5',
  ),
  int: describe('向下取整。', 'The next whole number that is no larger.', 'INT(-2.5)', '-3'),
  min: describe('最小的一个；空值不计。', 'The smallest; blanks are skipped.', 'MIN(3, 1, 2)', '1'),
  max: describe(
    '最大的一个；空值不计。也可用于日期（最晚）。',
    'The largest, or of dates the latest; blanks are skipped.',
    'MAX(#2026-11-22#, #2026-01-01#)',
    '2026-11-22',
  ),
  power: describe(
    '乘方。指数是 -20 到 20 的整数。',
    'The number multiplied by itself. The exponent is a whole number from -20 to 20.',
    'POWER(2, 10)',
    '1024',
  ),
  sqrt: describe(
    '平方根，保留 10 位小数；负数为空。',
    'The square root to ten places; blank for negative numbers.',
    'SQRT(2)',
    '1.4142135624',
  ),
  value: describe(
    '把写成文字的数变成数值，可以有千位逗号；不是数时为空。',
    'The number that a text says, with or without commas between thousands; blank when it says none.',
    'VALUE("1,234.50")',
    '1234.5',
  ),
} satisfies Record<keyof typeof numberFunctions, FunctionDocs>

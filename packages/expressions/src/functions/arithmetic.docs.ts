import type { arithmeticFunctions } from './arithmetic.ts'
import { describe, type FunctionDocs } from './function-docs.ts'

export const arithmeticDocs = {
  '+': describe('相加。', 'The sum.', '0.1 + 0.2', '0.3'),
  '-': describe('相减。', 'The difference.', '5 - 7.5', '-2.5'),
  '*': describe('相乘，结果保留 10 位小数。', 'The product, to ten places.', '1.5 * 4', '6'),
  '/': describe(
    '相除，结果保留 10 位小数；除以 0 为空。',
    'The quotient, to ten places; blank when divided by 0.',
    '2 / 3',
    '0.6666666667',
  ),
  '%': describe(
    '除法的余数，符号与除数相同；除以 0 为空。',
    'What is left of a division, with the sign of the divisor; blank when divided by 0.',
    'MOD(-7, 3)',
    '2',
  ),
  neg: describe('相反数。', 'The number with the other sign.', '-(3 - 5)', '2'),
} satisfies Record<keyof typeof arithmeticFunctions, FunctionDocs>

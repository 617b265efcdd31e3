import { describe, type FunctionDocs } from './function-docs.ts'
import type { setFunctions } from './set.ts'

export const setDocs = {
  has: describe(
    '多选中有这个选项时成立。',
    'Holds when the option is among the choices.',
    'HAS({Tags}, "vip")',
    'true',
  ),
  hasany: describe(
    '多选中至少有列表中的一个选项时成立。',
    'Holds when at least one of the options is among the choices.',
    'HASANY({Tags}, ["late", "vip"])',
    'true',
  ),
  hasall: describe(
    '多选中有列表中的全部选项时成立。',
    'Holds when all of the options are among the choices.',
    'HASALL({Tags}, ["late", "vip"])',
    'false',
  ),
  setcount: describe(
    '选了几个选项，或有几个文件。',
    'How many options are chosen, or files attached.',
    'SETCOUNT({Tags})',
    '2',
  ),
  option: describe(
    '所选的第几个选项（默认第 1 个），按选项标识的顺序；没有时为空。',
    'The chosen option with that number (the first if not said), in the order of their keys; blank when there is none.',
    'OPTION({Tags})',
    'big',
  ),
  isempty: describe(
    '没有选项、没有文件时成立。',
    'Holds when nothing is chosen, or no file attached.',
    'ISEMPTY({Tags})',
    'false',
  ),
} satisfies Record<keyof typeof setFunctions, FunctionDocs>

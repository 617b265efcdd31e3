import { error, type IssueDefinition } from './issue-definition.ts'

/** Pages and their blocks. */
export const pageIssues = {
  BLOCK_TYPE_UNKNOWN: error(
    ['没有区块类型「{name}」。', 'There is no block type "{name}".'],
    ['{suggestion}', '{suggestion}'],
  ),
  BLOCK_NEEDS_TABLE: error(
    [
      '「{name}」区块显示一条记录，而此页面不属于任何数据表。',
      'A block of type "{name}" shows a record, and this page is of no table.',
    ],
    ['给页面选择数据表，或去掉此区块。', 'Choose a table for the page, or take the block out.'],
  ),
  BLOCK_CONTENTS_MISSING: error(
    ['「{name}」区块须写明里面的内容（{part}）。', 'A block of type "{name}" has to say what is in it ("{part}").'],
    ['添加 {part}。', 'Add "{part}".'],
  ),
  BLOCK_CONTENTS_UNFIT: error(
    ['「{name}」区块里不能放其他区块（{part}）。', 'A block of type "{name}" holds no others ("{part}").'],
    ['去掉 {part}。', 'Take "{part}" out.'],
  ),
  FIGURE_PERIOD: error(
    [
      '时间字段和统计期须一起填写；比较需要统计期。',
      'A date and a period go together, and a comparison needs a period.',
    ],
    ['补上 date 和 period，或都去掉。', 'Give both "date" and "period", or neither.'],
  ),
  PAGE_CONDITION_ALONE: error(
    ['条件针对一条记录，而此页面不属于任何数据表。', 'A condition is about a record, and this page is of no table.'],
    ['改用 roles，或给页面选择数据表。', 'Use "roles", or choose a table for the page.'],
  ),
  PAGE_ACTION_ALONE: error(
    ['操作针对一条记录，而此页面不属于任何数据表。', 'An action is run on a record, and this page is of no table.'],
    [
      '改用新建、打开视图或链接，或给页面选择数据表。',
      'Use a new record, a view or a link, or choose a table for the page.',
    ],
  ),
  BUTTON_WITHOUT_TARGET: error(
    ['这个按钮没有写明要做什么。', 'The button does not say what it is to do.'],
    ['选择它要执行、新建或打开的内容。', 'Choose what it runs, makes or opens.'],
  ),
  BUTTON_ADDRESS: error(
    [
      '按钮的地址须以 https://、http://、mailto: 或 tel: 开头。',
      'The address of a button begins with https://, http://, mailto: or tel:.',
    ],
    ['改正地址。', 'Correct the address.'],
  ),
  BUTTON_WITHOUT_NAME: error(
    ['打开链接的按钮须有名称。', 'A button for an address needs a name.'],
    ['给按钮写上名称。', 'Give the button a label.'],
  ),
  PAGE_OF_RECORDS: error(
    [
      '页面「{name}」显示一条记录，只能随记录打开。',
      'The page "{name}" shows a record: it opens with one, and not on its own.',
    ],
    ['改用不属于数据表的页面。', 'Use a page that is of no table.'],
  ),
} as const satisfies Record<string, IssueDefinition>

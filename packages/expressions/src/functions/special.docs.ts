import { describe, type FunctionDocs } from './function-docs.ts'

/** What is written like a function, by its spelling: aggregates, look-ups, values of the moment, changes. */
export const aggregateDocs: { readonly [spelling: string]: FunctionDocs } = {
  SUM: describe(
    '关联记录的值之和，可加条件；没有记录时为 0。',
    'The sum over related records, all or those that meet a condition; 0 when there are none.',
    'SUM({Lines}, {Lines.Quantity} * {Lines.Price})',
    '751.5',
  ),
  COUNT: describe(
    '关联记录的条数，可加条件。',
    'How many related records there are, all or those that meet a condition.',
    'COUNT({Lines})',
    '3',
  ),
  COUNTIF: describe(
    '满足条件的关联记录的条数。',
    'How many related records meet the condition.',
    'COUNTIF({Lines}, {Lines.Quantity} > 1)',
    '2',
  ),
  AVG: describe(
    '关联记录的平均值，空值不计；没有值时为空。',
    'The average over related records; blanks are skipped, and blank when there is nothing.',
    'AVG({Lines}, {Lines.Quantity})',
    '2',
  ),
  MINOF: describe(
    '关联记录中最小（最早）的值。',
    'The smallest or earliest value among related records.',
    'MINOF({Lines}, {Lines.Price})',
    '0',
  ),
  MAXOF: describe(
    '关联记录中最大（最晚）的值。',
    'The largest or latest value among related records.',
    'MAXOF({Lines}, {Lines.Price})',
    '300',
  ),
  ANY: describe(
    '至少一条关联记录满足条件时成立。',
    'Holds when at least one related record meets the condition.',
    'ANY({Lines}, {Lines.Gift})',
    'true',
  ),
  EVERY: describe(
    '所有关联记录都满足条件时成立；没有记录时也成立。',
    'Holds when all related records meet the condition, and when there are none.',
    'EVERY({Lines}, {Lines.Quantity} >= 1)',
    'true',
  ),
  NONE: describe(
    '没有关联记录满足条件时成立。',
    'Holds when no related record meets the condition.',
    'NONE({Lines}, {Lines.Quantity} > 5)',
    'true',
  ),
  JOINTEXT: describe(
    '把关联记录的文字连起来，可指定分隔符、条件和排序。',
    'Joins texts of related records, with what stands between, a condition, and what they go by.',
    'JOINTEXT({Lines}, {Lines.Product}, ", ")',
    'Desk, Lamp, Pen',
  ),
  FIRST: describe(
    '排序依据最小的那条关联记录的值。',
    'The value of the related record that comes first by the order.',
    'FIRST({Lines}, {Lines.Product}, {Lines.Price})',
    'Pen',
  ),
  LATEST: describe(
    '排序依据最大的那条关联记录的值。',
    'The value of the related record that comes last by the order.',
    'LATEST({Lines}, {Lines.Product}, {Lines.Price})',
    'Desk',
  ),
}

export const lookupDocs: { readonly [spelling: string]: FunctionDocs } = {
  LOOKUP: describe(
    '在另一张数据表中找到第一条满足条件的记录，取它的值。',
    'The value of the first record of another table that meets the condition.',
    'LOOKUP({Customer}, {Customer.Level} = "a", {Customer.Name})',
    'Acme',
  ),
  EXISTS: describe(
    '另一张数据表中有满足条件的记录时成立。',
    'Holds when another table has a record that meets the condition.',
    'EXISTS({Customer}, {Customer.Credit} > 1000)',
    'true',
  ),
}

export const momentDocs: { readonly [spelling: string]: FunctionDocs } = {
  NOW: describe('现在的时刻。', 'The present moment.', 'NOW()', '2026-11-22T08:30:00.000Z'),
  TODAY: describe(
    '今天的日期，按工作区的时区。',
    'The day that it is in the zone of the workspace.',
    'TODAY()',
    '2026-11-22',
  ),
  CURRENTUSER: describe('当前用户。', 'The acting user.', '{Owner} = CURRENTUSER()', 'true'),
  USERFIELD: describe(
    '当前用户的姓名、邮箱或部门。',
    'The name, e-mail address or department of the acting user.',
    'USERFIELD("name")',
    'Li Na',
  ),
  RECORDID: describe('记录的编号。', 'The ID of the record.', 'RECORDID() = {ID}', 'true'),
  ISNEW: describe('记录尚未保存时成立。', 'Holds when the record has not been saved yet.', 'ISNEW()', 'false'),
  WORKSPACE: describe('工作区的标识。', 'The key of the workspace.', 'WORKSPACE()', 'main'),
}

export const changeDocs: { readonly [spelling: string]: FunctionDocs } = {
  OLD: describe(
    '字段修改前的值（只用于规则）。',
    'What the field was before the change. Only in rules.',
    'OLD({Status})',
    'new',
  ),
  CHANGED: describe(
    '字段改变了时成立（只用于规则）。',
    'Holds when the field changed. Only in rules.',
    'CHANGED({Status})',
    'true',
  ),
  CHANGEDTO: describe(
    '字段改成了这个值时成立（只用于规则）。',
    'Holds when the field changed to the value. Only in rules.',
    'CHANGEDTO({Status}, "open")',
    'true',
  ),
  CHANGEDFROM: describe(
    '字段从这个值改成别的值时成立（只用于规则）。',
    'Holds when the field changed from the value. Only in rules.',
    'CHANGEDFROM({Status}, "won")',
    'false',
  ),
}

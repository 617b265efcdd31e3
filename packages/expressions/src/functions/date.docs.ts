import type { dateFunctions } from './date.ts'
import { describe, type FunctionDocs } from './function-docs.ts'

export const dateDocs = {
  date: describe(
    '由年、月、日组成日期；月、日可以超出，向后顺延。',
    'A date from its parts; months and days may run over into the next.',
    'DATE(2026, 13, 1)',
    '2027-01-01',
  ),
  datetime: describe(
    '由日期和时、分、秒组成日期时间，按工作区的时区。',
    'A time on a day, by the clock of the workspace.',
    'DATETIME(#2026-11-22#, 9, 30)',
    '2026-11-22T01:30:00.000Z',
  ),
  datevalue: describe(
    '把写成文字的日期变成日期，如 2026-11-22、2026/11/22、2026年11月22日；不是日期时为空。',
    'The date that a text says: 2026-11-22, 2026/11/22 or 2026年11月22日; blank when it says none.',
    'DATEVALUE("2026年2月3日")',
    '2026-02-03',
  ),
  todate: describe(
    '日期时间所在的日期，按工作区的时区。',
    'The day on which a time falls, in the zone of the workspace.',
    'TODATE(DATETIME(#2026-11-22#, 23, 59))',
    '2026-11-22',
  ),
  year: describe('年份。', 'The year.', 'YEAR(#2026-11-22#)', '2026'),
  month: describe('月份，1 到 12。', 'The month, 1 to 12.', 'MONTH(#2026-11-22#)', '11'),
  day: describe('当月的第几天。', 'The day of the month.', 'DAY(#2026-11-22#)', '22'),
  hour: describe('小时，0 到 23。', 'The hour, 0 to 23.', 'HOUR(DATETIME(#2026-11-22#, 9, 30))', '9'),
  minute: describe('分钟，0 到 59。', 'The minute, 0 to 59.', 'MINUTE(DATETIME(#2026-11-22#, 9, 30))', '30'),
  weekday: describe(
    '星期几，星期一为 1，星期日为 7。',
    'The day of the week: 1 is Monday, 7 is Sunday.',
    'WEEKDAY(#2026-11-22#)',
    '7',
  ),
  isoweek: describe(
    '当年的第几周，周一开始，含星期四的那周为第 1 周（ISO 8601）。',
    'The week of the year by ISO 8601: from Monday, the first one is that with the first Thursday.',
    'ISOWEEK(#2027-01-01#)',
    '53',
  ),
  quarter: describe('季度，1 到 4。', 'The quarter, 1 to 4.', 'QUARTER(#2026-11-22#)', '4'),
  adddays: describe(
    '若干天之后；负数为之前。',
    'So many days later; earlier when negative.',
    'ADDDAYS(#2026-02-28#, 1)',
    '2026-03-01',
  ),
  addmonths: describe(
    '若干个月之后；没有这一天时取月末。',
    'So many months later; the last day of a month that is too short.',
    'ADDMONTHS(#2026-01-31#, 1)',
    '2026-02-28',
  ),
  addyears: describe(
    '若干年之后；2 月 29 日变为 28 日。',
    'So many years later; the 29th of February becomes the 28th.',
    'ADDYEARS(#2024-02-29#, 1)',
    '2025-02-28',
  ),
  addhours: describe(
    '若干小时之后，可以有小数。',
    'So many hours later; fractions are possible.',
    'ADDHOURS(DATETIME(#2026-11-22#, 9), 1.5)',
    '2026-11-22T02:30:00.000Z',
  ),
  datedif: describe(
    '从开始到结束的整天数、整月数、整年数或整小时数；结束较早时为负。',
    'Whole days, months, years or hours from start to end; negative when the end is earlier.',
    'DATEDIF(#2026-01-31#, #2026-11-22#, "months")',
    '9',
  ),
  startof: describe(
    '所在日、周、月、季度或年的第一天；日期时间则为第一个时刻。周一开始。',
    'The first day of the day, week, month, quarter or year, or of a time its first instant. Weeks begin on Monday.',
    'STARTOF(#2026-11-22#, "month")',
    '2026-11-01',
  ),
  endof: describe(
    '所在日、周、月、季度或年的最后一天；日期时间则为最后一毫秒。',
    'The last day of the day, week, month, quarter or year, or of a time its last millisecond.',
    'ENDOF(#2026-02-10#, "month")',
    '2026-02-28',
  ),
  workdayadd: describe(
    '若干个工作日之后的日期，不含开始日；节假日与调休见工作区的日历。最多 10000 天。',
    'The day so many working days after the start, which does not count; by the calendar of the workspace. At most 10,000.',
    'WORKDAYADD(#2026-09-30#, 1)',
    '2026-10-08',
  ),
  workdays: describe(
    '从开始到结束（含两端）的工作日数，按工作区的日历；结束较早时为负。',
    'Working days from start to end, both included, by the calendar of the workspace; negative when the end is earlier.',
    'WORKDAYS(#2026-10-01#, #2026-10-11#)',
    '3',
  ),
  age: describe('到今天的周岁。', 'Whole years up to today.', 'AGE(#1990-11-23#)', '35'),
  formatdate: describe(
    '按格式写成文字：YYYY 年、MM 月、DD 日、HH 时、mm 分、ss 秒；单个字母不补零。',
    'Written by a pattern: YYYY year, MM month, DD day, HH hour, mm minute, ss second; single letters without a leading 0.',
    'FORMATDATE(#2026-02-03#, "YYYY年M月D日")',
    '2026年2月3日',
  ),
} satisfies Record<keyof typeof dateFunctions, FunctionDocs>

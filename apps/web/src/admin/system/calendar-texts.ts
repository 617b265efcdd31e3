import { defineTexts } from '@mortise/ui'

export const calendarTexts = defineTexts('adminCalendar', {
  zh: {
    calendar: '工作日历',
    calendarText: '与星期不符的日子：放假的工作日和调休上班的周末。公式中的工作日按此计算，改动后相关的值会自动重算。',
    yearBefore: '上一年',
    yearAfter: '下一年',
    addDay: '添加日子',
    noDays: '这一年还没有与星期不符的日子。国务院通常在前一年 11 月公布放假安排。',
    day: '日期',
    name: '名称',
    worked: '上班',
    workedOn: '{day} 上班',
    reset: '恢复',
    resetDay: '{day} 恢复为内置日历',
    dayMissing: '请选择日期。',
  },
  en: {
    calendar: 'Working calendar',
    calendarText:
      'Days that are not as the week says: holidays, and weekend days that are worked instead. Formulas count working days by them; what depends on them is computed again after a change.',
    yearBefore: 'The year before',
    yearAfter: 'The year after',
    addDay: 'Add a day',
    noDays: 'No such days are known in this year. They are announced each November for the year to come.',
    day: 'Day',
    name: 'Name',
    worked: 'Worked',
    workedOn: '{day} is worked',
    reset: 'Reset',
    resetDay: 'Reset {day} to the built-in calendar',
    dayMissing: 'Please choose a day.',
  },
})

import { defineTexts } from '@mortise/ui'

export const ganttTexts = defineTexts('gantt', {
  zh: {
    chart: '{entity}甘特图',
    zoom: '刻度',
    day: '日',
    week: '周',
    month: '月',
    undated: '未排期',
    entry: '{title}，{when}，{days} 个工作日',
    entryProgress: '{title}，{when}，{days} 个工作日，进度 {progress}',
    failed: '甘特图加载失败',
    instructions: '按回车键打开。按 Alt 加左右方向键移动，按 Alt、Shift 加左右方向键改变结束日期。',
    conflict: '早于前置任务的结束',
  },
  en: {
    chart: 'Timeline of {entity}',
    zoom: 'Scale',
    day: 'Day',
    week: 'Week',
    month: 'Month',
    undated: 'No dates',
    entry: '{title}, {when}, {days} working days',
    entryProgress: '{title}, {when}, {days} working days, {progress} done',
    failed: 'The timeline could not be loaded',
    instructions:
      'Press Enter to open. Press Alt with left or right to move, Alt and Shift with left or right to change the end.',
    conflict: 'begins before what it comes after has ended',
  },
})

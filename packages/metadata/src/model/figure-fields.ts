import type { FigureKind } from '../documents/entity.ts'

/** A field that tables of figures can have: the types that show its values, and what it is called unless they say so. */
export interface FigureField {
  types: readonly string[]
  label: { zh: string; en: string }
  /** Set of its choices, where it has any. */
  choices?: 'status' | 'state' | 'task' | 'step' | 'outcome' | 'reason'
}

const text = ['text'] as const
const choice = ['select', 'text'] as const
const hours = ['decimal'] as const
const number = ['integer'] as const
const moment = ['datetime'] as const
const yesNo = ['checkbox'] as const
const person = ['person'] as const

const about: { readonly [field: string]: FigureField } = {
  title: { types: text, label: { zh: '标题', en: 'Title' } },
  record: { types: ['relation'], label: { zh: '记录', en: 'Record' } },
  process_version: { types: number, label: { zh: '版本', en: 'Version' } },
  initiator: { types: person, label: { zh: '发起人', en: 'Started by' } },
  started_at: { types: moment, label: { zh: '发起时间', en: 'Started' } },
}

const node: FigureField = { types: choice, choices: 'step', label: { zh: '节点', en: 'Step' } }
const outcome: FigureField = { types: choice, choices: 'outcome', label: { zh: '结果', en: 'Outcome' } }
const taken: FigureField = { types: hours, label: { zh: '用时（小时）', en: 'Hours' } }
const unseen: FigureField = { types: hours, label: { zh: '未查看（小时）', en: 'Hours until seen' } }
const thinking: FigureField = { types: hours, label: { zh: '处理（小时）', en: 'Hours deciding' } }

/** The fields that there are, by what the rows are about. Lengths of time are hours by the clock. */
export const figureFields: { readonly [Kind in FigureKind]: { readonly [field: string]: FigureField } } = {
  instances: {
    ...about,
    status: { types: choice, choices: 'status', label: { zh: '状态', en: 'Status' } },
    outcome,
    ended_at: { types: moment, label: { zh: '结束时间', en: 'Ended' } },
    hours: { types: hours, label: { zh: '总时长（小时）', en: 'Hours in all' } },
    returned: { types: number, label: { zh: '退回次数', en: 'Returns' } },
  },
  steps: {
    ...about,
    node,
    round: { types: number, label: { zh: '第几轮', en: 'Round' } },
    again: { types: yesNo, label: { zh: '重做', en: 'Done again' } },
    state: { types: choice, choices: 'state', label: { zh: '状态', en: 'Status' } },
    outcome,
    entered_at: { types: moment, label: { zh: '到达时间', en: 'Came' } },
    left_at: { types: moment, label: { zh: '离开时间', en: 'Left' } },
    hours: taken,
    queue_hours: { types: hours, label: { zh: '排队（小时）', en: 'Hours queued' } },
    unseen_hours: unseen,
    thinking_hours: thinking,
  },
  people: {
    ...about,
    person: { types: person, label: { zh: '处理人', en: 'Person' } },
    node,
    state: { types: choice, choices: 'task', label: { zh: '状态', en: 'Status' } },
    reason: { types: choice, choices: 'reason', label: { zh: '原因', en: 'Reason' } },
    asked_at: { types: moment, label: { zh: '分派时间', en: 'Asked' } },
    seen_at: { types: moment, label: { zh: '查看时间', en: 'Seen' } },
    decided_at: { types: moment, label: { zh: '处理时间', en: 'Decided' } },
    hours: taken,
    unseen_hours: unseen,
    thinking_hours: thinking,
    late: { types: yesNo, label: { zh: '超时', en: 'Late' } },
  },
}

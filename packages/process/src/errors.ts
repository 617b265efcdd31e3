import { type AppError, defineErrors } from '@mortise/core'
import type { Refusal } from './step/step-result.ts'

/** Why something cannot be done with an instance or a task. */
export const processErrors = defineErrors({
  NODE_FAILED: { status: 500, en: 'The work of this node failed: {reason}', zh: '此节点的工作失败：{reason}' },
  EXPRESSION_BROKEN: {
    status: 409,
    en: 'A formula of the process no longer fits the tables: {formula}',
    zh: '流程中的公式与当前数据表不符：{formula}',
  },
  LIST_MISSING: {
    status: 422,
    en: 'The node "{node}" has not found anything yet: it was not passed on the way here.',
    zh: '节点「{node}」还没有查询过记录：到这里的路没有经过它。',
  },
  MESSAGE_UNKNOWN: {
    status: 404,
    en: 'No process of this app waits for messages called "{name}".',
    zh: '此应用中没有流程等待名为「{name}」的消息。',
  },
  MESSAGE_NOT_AWAITED: {
    status: 404,
    en: 'Nobody waits for "{name}" at present. Give it a key to have it kept.',
    zh: '当前没有流程在等待「{name}」。给消息加上键即可保留。',
  },
  MESSAGE_KEPT: {
    status: 409,
    en: 'A message "{name}" with the key "{key}" is kept already; nobody has come for it yet.',
    zh: '键为「{key}」的消息「{name}」已保留，尚无流程领取。',
  },
  NOBODY_THERE: { status: 400, en: 'Nobody who works here has this id.', zh: '没有此在职人员。' },
  START_NOT_ALLOWED: {
    status: 403,
    en: 'This process is not for you, or not for this record at present.',
    zh: '您不能发起此流程，或该记录当前不满足发起条件。',
  },
  ALREADY_RUNNING: {
    status: 409,
    en: 'This process is already running for this record.',
    zh: '该记录已有进行中的同一流程。',
  },
  INSTANCE_UNKNOWN: {
    status: 404,
    en: 'There is no such process, or it is not for you.',
    zh: '没有此流程，或您无权查看。',
  },
  PROCESS_TOO_DEEP: {
    status: 409,
    en: 'Processes start one another in a circle: more than {max} in a row.',
    zh: '流程之间循环发起，连续超过 {max} 层，已停止。',
  },
  PROCESS_UNKNOWN: {
    status: 404,
    en: 'There is no process "{process}" in force.',
    zh: '没有生效中的流程「{process}」。',
  },
  VERSION_UNKNOWN: {
    status: 404,
    en: 'There is no version {number} of this process.',
    zh: '此流程没有版本 {number}。',
  },
  VERSION_IN_FORCE: {
    status: 409,
    en: 'This version is in force: its instances are where they should be.',
    zh: '此版本正在生效，其上的流程无需迁移。',
  },
  MOVE_UNKNOWN: { status: 404, en: 'There is no such move.', zh: '没有此次迁移。' },
  MOVE_UNDONE: { status: 409, en: 'This move was taken back.', zh: '此次迁移已撤销。' },
  NODE_UNKNOWN: { status: 404, en: 'The process has no node "{node}".', zh: '流程中没有节点「{node}」。' },
  SCOPE_UNKNOWN: { status: 404, en: 'This part of the process is over.', zh: '流程的这一部分已经结束。' },
  VISIT_UNKNOWN: {
    status: 404,
    en: 'There is no such task, or it is over. Reload to see how things stand.',
    zh: '没有此任务，或任务已结束。请刷新后查看最新状态。',
  },
  TASK_OVER: {
    status: 409,
    en: 'This task is over: somebody else has finished it, or it was withdrawn. Reload to see how things stand.',
    zh: '此任务已结束：他人已处理，或流程已撤回。请刷新后查看最新状态。',
  },
  NOT_YOUR_TASK: { status: 403, en: 'This task is not yours.', zh: '此任务不由您处理。' },
  NOT_YOUR_TURN: {
    status: 409,
    en: 'You have decided already, or it is not your turn yet. Reload to see how things stand.',
    zh: '您已处理过，或尚未轮到您。请刷新后查看最新状态。',
  },
  ACTOR_UNKNOWN: { status: 404, en: 'Nobody is asked there any more.', zh: '该处已无待处理人。' },
  NOT_TO_BE_REJECTED: { status: 400, en: 'This step can be done, but not rejected.', zh: '此节点只能办理，不能拒绝。' },
  ACT_NOT_ALLOWED: { status: 403, en: 'This step does not allow that ({act}).', zh: '此节点不允许该操作（{act}）。' },
  COMMENT_MISSING: { status: 400, en: 'Please write a comment.', zh: '请填写意见。' },
  SIGNATURE_MISSING: { status: 400, en: 'Please sign.', zh: '请签名。' },
  REASON_MISSING: { status: 400, en: 'Please choose one of the reasons.', zh: '请选择原因。' },
  ALREADY_ASKED: { status: 409, en: 'These people are asked already.', zh: '这些人员已在处理人之中。' },
  ALREADY_DECIDED: { status: 409, en: 'This person has decided already.', zh: '该人员已处理，不能移除。' },
  LAST_SIGNER: { status: 409, en: 'Somebody has to be left to decide.', zh: '至少要保留一位处理人。' },
  SAME_PERSON: {
    status: 400,
    en: 'Choose somebody else than the person who has it.',
    zh: '请选择当前处理人以外的人员。',
  },
  NOT_TO_BE_CLAIMED: { status: 400, en: 'This task is not shared by a group.', zh: '此任务不是需要认领的任务。' },
  TAKEN_FURTHER: {
    status: 409,
    en: 'This cannot be taken back: others have decided since.',
    zh: '不能收回：之后已有他人处理。',
  },
  NOTHING_TO_TAKE_BACK: { status: 409, en: 'You have decided nothing here.', zh: '您在此节点没有可收回的处理。' },
  NO_SUCH_STEP: { status: 409, en: 'It cannot be returned to that step from here.', zh: '不能从这里退回到该节点。' },
  RETURN_NOT_ALLOWED: { status: 403, en: 'This step may not be returned that far.', zh: '此节点不允许退回到那里。' },
  RETURN_CROSSES_IRREVERSIBLE: {
    status: 409,
    en: 'On the way back there are steps whose effects cannot be taken back: {nodes}. Confirm to return all the same.',
    zh: '退回途中有无法撤销的操作：{nodes}。确认后仍可退回。',
  },
  RECALL_NOT_ALLOWED: {
    status: 409,
    en: 'It can no longer be recalled: somebody has decided.',
    zh: '已有人处理，不能再撤回。',
  },
  NOT_YOUR_INSTANCE: { status: 403, en: 'Only the initiator may recall it.', zh: '只有发起人可以撤回。' },
  ALREADY_AT_START: { status: 409, en: 'It is with the initiator already.', zh: '流程已在发起人处。' },
  ALREADY_STARTED: { status: 409, en: 'It has started already.', zh: '流程已经发起。' },
  INSTANCE_ENDED: { status: 409, en: 'This process has ended ({status}).', zh: '此流程已结束（{status}）。' },
  WAIT_OVER: { status: 409, en: 'Nobody waits for this any more.', zh: '流程已不再等待此事件。' },
  RESULT_LATE: {
    status: 409,
    en: 'This answer comes too late; it is kept, but changes nothing.',
    zh: '结果来得太晚：已保存，但不影响流程。',
  },
  NO_INCIDENT: { status: 409, en: 'There is no incident here any more.', zh: '此处已没有待处理的异常。' },
  URGED_ALREADY: {
    status: 429,
    en: 'They were urged a short while ago. It can be done again from {again}.',
    zh: '刚刚已催办过，{again} 之后可再次催办。',
  },
  JUMP_NOT_POSSIBLE: { status: 409, en: 'It cannot be sent to "{node}".', zh: '不能跳转到「{node}」。' },
  NOTHING_TO_HAND_OVER: { status: 409, en: 'Nothing waits for this person here.', zh: '此处没有该人员的待办。' },
  CHOICE_MISSING: {
    status: 400,
    en: 'Choose who is asked at "{node}".',
    zh: '请选择「{node}」的处理人。',
  },
  CHOICE_NOT_ALLOWED: {
    status: 400,
    en: 'Somebody who was chosen for "{node}" may not be chosen there, or they are too many.',
    zh: '为「{node}」选择的人员不在可选范围内，或人数超限。',
  },
  NO_RECORD: { status: 404, en: 'This process is about no record.', zh: '此流程没有关联的记录。' },
  VERSION_MISSING: {
    status: 400,
    en: 'Say over which version of the record the values were typed.',
    zh: '请指明填写时记录的版本。',
  },
  SIGNATURE_UNFIT: {
    status: 400,
    en: 'Sign with a picture of your own of at most 512 KB that was used nowhere else.',
    zh: '请使用本人的签名图片（不超过 512 KB，且未在别处使用）。',
  },
  COMMENT_UNKNOWN: {
    status: 404,
    en: 'There is no such comment of yours, or it is too old to be changed.',
    zh: '没有此评论，或已超过可修改的时间。',
  },
  COMMENT_BLANK: { status: 400, en: 'Write something, or add a file.', zh: '请填写内容或添加附件。' },
  COMMENT_FILE_UNFIT: {
    status: 400,
    en: 'Only files that you uploaded yourself, and that were used nowhere else, can be sent.',
    zh: '只能发送本人上传且未在别处使用的文件。',
  },
  NOBODY_TO_ASSIGN: {
    status: 409,
    en: 'People can be named where nobody was found.',
    zh: '只有找不到处理人的节点才能指定处理人。',
  },
  WAY_MISSING: { status: 400, en: 'Say which way it goes on from "{node}".', zh: '请指定从「{node}」往哪条连线继续。' },
  TIME_TOO_FAR: { status: 422, en: 'That time is too far away.', zh: '时间太远，无法计算。' },
  PEOPLE_FIELD_NOT_FOUND: {
    status: 422,
    en: 'There is nobody to be found in the field "{field}".',
    zh: '字段「{field}」中找不到人员。',
  },
  PROCESS_BROKEN: {
    status: 422,
    en: 'The process has errors, so it cannot be tried yet: {problems}',
    zh: '流程存在错误，暂时不能试运行：{problems}',
  },
  TRY_RECORD_MISSING: {
    status: 422,
    en: 'This process is about a record: choose one, or type the values of one.',
    zh: '该流程针对记录运行：请选择一条记录，或填写一条示例记录的字段值。',
  },
  NOT_REPEATING: { status: 409, en: 'Nothing is repeated here at present.', zh: '此处当前没有进行中的循环。' },
})

export type RefusalCode = keyof typeof processErrors

/** The error that says why an event was not taken. */
export function refusalError({ code, params }: Refusal): AppError {
  return processErrors[code](params)
}

import { error, warning } from './problem-definition.ts'

/** Tasks of people: ways back, deadlines, who is asked. */
export const peopleProblems = {
  RETURN_WITHOUT_EARLIER: error(
    [
      '「{node}」允许退回，但它之前没有可以退回的步骤。',
      '"{node}" may be returned, but there is no step before it to return to.',
    ],
    ['关闭退回，或在前面添加任务。', 'Switch returns off, or add a task before it.'],
  ),
  REJECT_WITHOUT_EARLIER: error(
    [
      '「{node}」拒绝后要回到前面的步骤，但它之前没有这样的步骤。',
      'When "{node}" is rejected it goes back to an earlier step, but there is none.',
    ],
    ['换一种拒绝后的处理，或在前面添加任务。', 'Choose what else a rejection does, or add a task before it.'],
  ),
  IRREVERSIBLE_RETURN: warning(
    [
      '「{node}」无法撤销，但「{others}」可以退回到它之前。',
      '"{node}" cannot be taken back, but {others} may be returned to before it.',
    ],
    [
      '为它设置撤销节点，限制退回，或确认：退回时会再次询问。',
      'Give it a node that takes it back, limit the returns, or accept it: whoever returns is asked.',
    ],
  ),
  DEADLINE_AFTER_END: error(
    [
      '「{node}」的期限「{deadline}」不会生效：前面的「{earlier}」已经结束了任务。',
      'The deadline "{deadline}" of "{node}" has no effect: "{earlier}" has ended the task before.',
    ],
    ['调整顺序，或删除它。', 'Change the order, or delete it.'],
  ),
  DEADLINE_ORDER: error(
    [
      '「{node}」的期限「{deadline}」排在「{earlier}」之后，却更早到期。',
      'The deadline "{deadline}" of "{node}" stands after "{earlier}", but is due before it.',
    ],
    ['按到期的先后排列。', 'Put them in the order in which they are due.'],
  ),
  DEADLINE_KEY_TWICE: error(
    ['「{node}」有两个名为「{deadline}」的期限。', '"{node}" has two deadlines called "{deadline}".'],
    ['改其中一个的名称。', 'Rename one of them.'],
  ),
  REASON_KEY_TWICE: error(
    ['「{node}」的同一组原因里有两个「{reason}」。', '"{node}" offers the reason "{reason}" twice in one list.'],
    ['去掉其中一个，或改它的标识。', 'Remove one of them, or change its key.'],
  ),
  DEADLINE_CANNOT_RETURN: error(
    [
      '「{node}」到期后要退回，但它之前没有可以退回的步骤。',
      '"{node}" is to be returned when time is over, but there is no step before it.',
    ],
    ['换一种到期处理。', 'Choose what else happens then.'],
  ),
  DEADLINE_CANNOT_REJECT: error(
    [
      '「{node}」只需办理，到期后不能拒绝。',
      '"{node}" is only to be finished and cannot be rejected when time is over.',
    ],
    ['换一种到期处理。', 'Choose what else happens then.'],
  ),
  DEADLINE_OF_NOTICE: warning(
    [
      '「{node}」只是通知，不等待任何人，期限不起作用。',
      '"{node}" is a notice that waits for nobody: deadlines have no effect.',
    ],
    ['删除期限。', 'Delete the deadlines.'],
  ),
  VOTE_IMPOSSIBLE: error(
    [
      '「{node}」的通过标准 {pass} 无法达到，或总能达到。',
      'The vote of "{node}" passes at {pass}, which is never or always reached.',
    ],
    ['比例在 0 到 1 之间，数量和权重大于 0。', 'Shares are above 0 and at most 1, numbers and weights above 0.'],
  ),
  APPROVERS_MAY_BE_EMPTY: warning(
    ['「{node}」可能找不到处理人{cases}。', 'Nobody may be found for "{node}"{cases}.'],
    ['设置找不到人时如何处理，或换一种选人方式。', 'Set what happens then, or choose the people in another way.'],
  ),
  APPROVERS_NEVER_FOUND: error(
    ['无论谁发起，「{node}」都找不到处理人。', 'Nobody is found for "{node}", whoever starts it.'],
    [
      '换一种选人方式，给有关角色安排人员，或设置找不到人时如何处理。',
      'Choose the people in another way, give somebody the role, or set what happens when nobody is found.',
    ],
  ),
  APPROVER_IS_INITIATOR: warning(
    ['「{node}」的处理人总是发起人自己。', 'The people of "{node}" are always the initiator.'],
    ['换一种选人方式，或设置由上级处理。', 'Choose them in another way, or let the superior decide.'],
  ),
}

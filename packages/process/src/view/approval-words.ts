/** What people do in an approval, as its record on paper has it. A closed set. */
export type ApprovalDeed =
  | ('start' | 'submit' | 'approve' | 'finish' | 'reject' | 'return' | 'transfer' | 'delegate' | 'passed' | 'waiting')
  | (
      | 'add_signer'
      | 'remove_signer'
      | 'take_back'
      | 'recall'
      | 'stop'
      | 'jump'
      | 'hand_over'
      | 'hand_over_start'
      | 'copy'
    )
  | ('deadline_pass' | 'deadline_reject' | 'deadline_return' | 'deadline_transfer_up')

export const deedWords: { readonly [Deed in ApprovalDeed]: { zh: string; en: string } } = {
  start: { zh: '发起', en: 'Started' },
  submit: { zh: '重新提交', en: 'Submitted again' },
  approve: { zh: '同意', en: 'Approved' },
  finish: { zh: '已完成', en: 'Done' },
  reject: { zh: '拒绝', en: 'Rejected' },
  return: { zh: '退回到{node}', en: 'Returned to {node}' },
  transfer: { zh: '转交给{people}', en: 'Transferred to {people}' },
  delegate: { zh: '委派给{people}', en: 'Delegated to {people}' },
  passed: { zh: '自动通过', en: 'Passed by itself' },
  waiting: { zh: '待处理', en: 'To do' },
  add_signer: { zh: '加签{people}', en: 'Asked {people} to sign as well' },
  remove_signer: { zh: '减签{people}', en: 'Removed {people}' },
  take_back: { zh: '取回', en: 'Taken back' },
  recall: { zh: '撤回', en: 'Recalled' },
  stop: { zh: '终止', en: 'Stopped' },
  jump: { zh: '跳转到{node}', en: 'Jumped to {node}' },
  hand_over: { zh: '由{from}交接给{people}', en: 'Handed over from {from} to {people}' },
  hand_over_start: { zh: '由{from}发起，交接给{people}', en: 'Handed over to {people}; it was begun by {from}' },
  copy: { zh: '抄送给{people}', en: 'Copied to {people}' },
  deadline_pass: { zh: '超时自动通过', en: 'Passed: it took too long' },
  deadline_reject: { zh: '超时自动拒绝', en: 'Rejected: it took too long' },
  deadline_return: { zh: '超时自动退回', en: 'Returned: it took too long' },
  deadline_transfer_up: { zh: '超时转给上级', en: 'Passed to the superior: it took too long' },
}

const statusWords: { readonly [status: string]: { zh: string; en: string } } = {
  running: { zh: '进行中', en: 'Running' },
  done: { zh: '已完成', en: 'Completed' },
  rejected: { zh: '已拒绝', en: 'Rejected' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  cancelled: { zh: '已终止', en: 'Stopped' },
}

/** How an instance stands, in words; an outcome "rejected" of one that came to its end is a refusal as well. */
export function describeStatus({ status, outcome }: { status: string; outcome: string | null }) {
  const shown = status === 'done' && outcome === 'rejected' ? 'rejected' : status
  return statusWords[shown] ?? { zh: status, en: status }
}

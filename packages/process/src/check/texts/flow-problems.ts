import { error, unproven, warning } from './problem-definition.ts'

/** What becomes of the tokens: branches that meet, wait for each other, or never stop. */
export const flowProblems = {
  BLOCK_JOIN_UNKNOWN: error(
    ['并行分支「{node}」没有对应的汇合「{join}」。', 'The branches of "{node}" have no join "{join}".'],
    ['重新选择汇合节点，它必须在同一个子流程中。', 'Choose the join again; it has to stand in the same sub-process.'],
  ),
  BLOCK_JOIN_SHARED: error(
    ['「{others}」都以「{node}」为汇合。', '"{node}" is the join of several nodes at once: {others}.'],
    ['让每组分支有自己的汇合。', 'Give each its own join.'],
  ),
  BLOCK_FORK_MISSING: error(
    [
      '汇合「{node}」没有对应的分支节点，不知要等什么。',
      'No branching node belongs to the join "{node}"; it is not clear what it waits for.',
    ],
    ['与一个分支节点配对，或改为等待每条入线。', 'Pair it with one, or let it wait for every line into it.'],
  ),
  BLOCK_JOIN_NOT_REACHED: error(
    ['从「{node}」的分支走不到它的汇合「{others}」。', 'The branches of "{node}" do not lead to its join "{others}".'],
    ['至少把一条分支连到汇合，或取消汇合。', 'Lead at least one branch there, or remove the join.'],
  ),
  BLOCK_ENTERED: error(
    [
      '连线「{line}」从分支「{fork}」之外进入其内部的「{node}」。',
      'The line "{line}" leads to "{node}" inside the branches of "{fork}", from outside.',
    ],
    ['把连线接到「{fork}」之前，或它的汇合之后。', 'Lead it to before "{fork}", or to after its join.'],
  ),
  BLOCK_LEFT: error(
    [
      '连线「{line}」从分支「{fork}」内部绕过汇合，到达「{node}」。',
      'The line "{line}" leads from inside the branches of "{fork}" to "{node}", past their join.',
    ],
    [
      '连到汇合，或直接结束这条分支；要重做前面的步骤，请用退回。',
      'Lead it to the join, or end the branch; to do earlier steps again, use returns.',
    ],
  ),
  ARRIVALS_WRONG: error(
    [
      '汇合「{node}」要等 {wanted} 条分支，但只有 {count} 条。',
      'The join "{node}" waits for {wanted} branches, but there are {count}.',
    ],
    ['填写 1 到 {count} 之间的数。', 'Write a number from 1 to {count}.'],
  ),
  FORK_NOT_JOINED: error(
    [
      '「{node}」同时开始多条分支，它们在「{others}」相遇却互不等待：后面的步骤会执行多次。',
      '"{node}" starts several branches at once; they meet at "{others}" without waiting for each other, so that what follows runs several times.',
    ],
    [
      '把「{others}」换成会等待的汇合，或把「{node}」换成条件分支。',
      'Use a join that waits instead of "{others}", or a choice instead of "{node}".',
    ],
  ),
  CHOICE_JOINED: error(
    [
      '「{node}」不会走所有分支，但「{others}」要等它们全部到达：流程会一直停在这里。',
      '"{node}" does not take all of its branches, but "{others}" waits for each of them: the process would stop there for ever.',
    ],
    [
      '让「{others}」不再等待，或把「{node}」换成并行分支。',
      'Let "{others}" not wait, or use parallel branches instead of "{node}".',
    ],
  ),
  RUNS_TWICE: error(
    [
      '「{node}」可能同时执行多次：并行的分支在此相遇却互不等待。',
      '"{node}" may run several times at once: parallel branches meet there without waiting for each other.',
    ],
    ['在它前面用会等待的汇合。', 'Put a join that waits before it.'],
  ),
  DEADLOCK: error(
    [
      '「{node}」可能一直等下去：有的情况下，并非每条入线都会走到。',
      '"{node}" may wait for ever: in some cases not every line into it is taken.',
    ],
    [
      '检查指向它的分支：同时开始的才能一起等待。',
      'Look at the branches into it: only those that start together can be waited for together.',
    ],
  ),
  LIVELOCK: error(
    ['走到「{nodes}」之后，流程可能再也无法结束。', 'Once at {nodes}, the process may never come to an end.'],
    ['为这段循环添加一条出口。', 'Add a way out of this circle.'],
  ),
  DEAD_NODE: error(
    ['「{node}」永远不会执行：流程总会先结束。', '"{node}" never runs: the process always ends before.'],
    ['检查它前面的汇合与「全部结束」节点。', 'Look at the joins before it, and at nodes that end everything.'],
  ),
  NOT_PROVEN: unproven(
    [
      '流程的分支组合太多，无法证明「{nodes}」处不会卡住或重复执行。',
      'There are too many ways through the process to prove that nothing gets stuck or runs twice at {nodes}.',
    ],
    [
      '把分支与汇合成对使用，或把一部分放进子流程。',
      'Use branches and joins in pairs, or move a part into a sub-process.',
    ],
  ),
  REACHABLE_IN_CYCLE: error(
    [
      '汇合「{node}」在循环之中，无法判断还要等哪些分支。',
      'The join "{node}" stands in a circle: what it still has to wait for cannot be said.',
    ],
    [
      '与一个分支节点配对，或把循环改为可重复的子流程。',
      'Pair it with a branching node, or make the circle a sub-process that repeats.',
    ],
  ),
  AUTOMATIC_LOOP: warning(
    [
      '「{nodes}」构成一个没有任何等待的循环，可能在瞬间重复很多次。',
      '{nodes} form a circle in which nothing waits; it may go round very often at once.',
    ],
    [
      '在循环中加入任务或等待，或改为有次数上限的子流程。',
      'Put a task or a wait into it, or use a sub-process that repeats with a limit.',
    ],
  ),
}

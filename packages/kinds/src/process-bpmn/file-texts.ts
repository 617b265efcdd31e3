/** What is said when a BPMN file becomes a process, besides what its reader says. `{names}` are filled in. */
export const fileTexts = {
  several_starts: {
    zh: '文件中有 {count} 个开始，且通向不同的地方；一个流程只从一处开始。请只保留一个开始事件，其余的另建流程。',
    en: 'The file has {count} starts that lead to different places; a process begins in one. Keep one start event and make the others processes of their own.',
  },
  start_merged: {
    zh: '与「{first}」通向同一处，已合为一个开始；一个流程可以有多种发起方式。',
    en: 'It leads to the same place as "{first}": both are one start now. A process can be started in several ways.',
  },
  too_many_nodes: {
    zh: '流程有 {count} 个节点，上限为 {max}。请把部分内容放进单独的流程再调用。',
    en: 'The process has {count} nodes; {max} are possible. Put parts of it into processes of their own and call them.',
  },
  too_many_lines: {
    zh: '流程有 {count} 条连线，上限为 {max}。请把部分内容放进单独的流程再调用。',
    en: 'The process has {count} lines; {max} are possible. Put parts of it into processes of their own and call them.',
  },
  merge_before_join: {
    zh: '几条线先在这里合并、再与别的并行线路汇合，无法照样运行。请用一对并行网关包住并行的部分。',
    en: 'Lines merge here before they join others that run at the same time, which cannot be run as drawn. Enclose what runs in parallel by a pair of parallel gateways.',
  },
  start_trigger: {
    zh: '启动方式（{what}）没有带过来，先由人手动发起；请在「流程设置」里设置如何发起。',
    en: 'How it starts ({what}) was not taken over: people start it by hand until the settings of the process say otherwise.',
  },
  people_missing: {
    zh: '{count} 个由人处理的步骤还没有处理人。发布前的检查会在这些节点上指出。',
    en: 'Nobody is named yet for {count} steps that people do. The checks before publishing point them out.',
  },
  task_for_people: {
    zh: '文件没有说明{what}由谁或什么来做，作为「办理」步骤打开。',
    en: 'The file does not say who or what does {what}; it was opened as a step that people handle.',
  },
  action_open: {
    zh: '作为「{type}」打开，内容需要补充，也可以换成其他动作。',
    en: 'It was opened as "{type}" with nothing in it yet; fill it in, or put another action in its place.',
  },
  signal_as_message: {
    zh: '信号作为没有键的消息打开：此刻在等待它的流程都会收到。',
    en: 'The signal was opened as a message without a key: everybody who waits for it at that time gets it.',
  },
  event_renamed: {
    zh: '「{name}」在这里叫 {key}；发出和等待的两方要写同一个名称。',
    en: '"{name}" is called {key} here; whoever sends it and whoever waits for it have to write the same.',
  },
  event_unnamed: {
    zh: '没有名称，暂时叫 {key}。',
    en: 'It has no name and is called {key} for now.',
  },
  moment_open: {
    zh: '时间「{text}」无法换算，请在节点上设置。',
    en: 'The time "{text}" cannot be taken over; set it at the node.',
  },
  condition_open: {
    zh: '条件「{text}」没能换算为公式，请在画布上设置。',
    en: 'The condition "{text}" could not be turned into a formula; set it on the drawing.',
  },
  condition_without_table: {
    zh: '条件「{text}」要看记录的字段：选择流程关于哪张表之后才能换算。',
    en: 'The condition "{text}" looks at fields: say which table the process is about to have it as a formula.',
  },
  conditions_missing: {
    zh: '{count} 条分支没有写条件，请在画布上设置。',
    en: 'No condition is written for {count} branches; set them on the drawing.',
  },
  process_open: {
    zh: '应用里没有流程「{process}」，请在节点上选择要调用的流程。',
    en: 'The app has no process "{process}"; choose at the node which one is called.',
  },
  process_missing: {
    zh: '文件没有说明调用哪个流程，请在节点上选择。',
    en: 'The file does not say which process is called; choose it at the node.',
  },
  items_open: {
    zh: '对哪些记录逐项处理没有带过来，请在节点上选择。',
    en: 'What it is repeated over was not taken over; choose it at the node.',
  },
  stop_open: {
    zh: '提前结束的条件没有带过来。',
    en: 'The condition under which it stops early was not taken over.',
  },
  options_left: {
    zh: '文件在别处改过，这一步原来的设置不再适用，没有带过来。',
    en: 'The file was changed elsewhere: the settings of this step no longer fit and were left out.',
  },
} as const

/** What is written into a process that is opened. */
export const openedWords = {
  lane: { zh: '泳道：{name}', en: 'Lane: {name}' },
} as const

/** Everything that can be said about a BPMN file. `{names}` are filled from `params`. */
export const problemTexts = {
  xml_malformed: {
    zh: '这不是格式正确的 XML：{reason}。请从建模工具重新导出该文件。',
    en: 'This is not well-formed XML: {reason}. Export the file from the modelling tool again.',
  },
  xml_too_large: {
    zh: '文件过大（{size}），上限为 {max}。请把流程拆成几个文件。',
    en: 'The file is too large ({size}); {max} are possible. Split the process into several files.',
  },
  xml_too_deep: {
    zh: '文件的嵌套层数超过 {max}。',
    en: 'The file is nested more than {max} levels deep.',
  },
  xml_doctype: {
    zh: '文件中有 DOCTYPE 或实体声明，出于安全考虑不予读取。请删除该声明。',
    en: 'The file has a DOCTYPE or declares entities, which is not read for reasons of safety. Remove the declaration.',
  },
  not_bpmn: {
    zh: '这不是 BPMN 2.0 文件：根元素应为命名空间 http://www.omg.org/spec/BPMN/20100524/MODEL 中的 definitions。',
    en: 'This is not a BPMN 2.0 file: its root has to be "definitions" of http://www.omg.org/spec/BPMN/20100524/MODEL.',
  },
  not_readable: {
    zh: '文件的一部分无法读取：{reason}。',
    en: 'A part of the file cannot be read: {reason}.',
  },
  reference_unknown: {
    zh: '引用了文件中不存在的「{target}」。请重新连接该元素。',
    en: 'It refers to "{target}", which the file does not have. Connect the element again.',
  },
  id_missing: {
    zh: '一个 {type} 没有 id，无法引用。请为它设置 id。',
    en: 'A {type} has no id, so nothing can refer to it. Give it one.',
  },
  id_illegal: {
    zh: 'id「{id}」不能使用：只能包含英文字母、数字、下划线、连字符和点，且不能以数字开头。',
    en: 'The id "{id}" cannot be used: it may have letters from a to z, digits, "_", "-" and ".", and does not begin with a digit.',
  },
  id_twice: {
    zh: 'id「{id}」被使用了多次。请让每个元素的 id 各不相同。',
    en: 'The id "{id}" is there more than once. Give each element an id of its own.',
  },
  id_reserved: {
    zh: '这个 id 不能使用，请换一个。',
    en: 'This id cannot be used. Choose another one.',
  },
  no_process: {
    zh: '文件中没有流程。',
    en: 'There is no process in the file.',
  },
  several_processes: {
    zh: '文件中有多个流程：{processes}。请选择其中一个导入。',
    en: 'The file has several processes: {processes}. Choose the one to import.',
  },
  process_unknown: {
    zh: '文件中没有流程「{process}」，现有：{processes}。',
    en: 'The file has no process "{process}", but: {processes}.',
  },
  process_empty: {
    zh: '流程中没有任何节点。',
    en: 'The process has no nodes.',
  },
  too_many_elements: {
    zh: '流程有 {count} 个元素，上限为 {max}。请把部分内容放进单独的流程再调用。',
    en: 'The process has {count} elements; {max} are possible. Put parts of it into processes of their own and call them.',
  },
  too_deep: {
    zh: '子流程嵌套超过 {max} 层。',
    en: 'Sub-processes are nested more than {max} levels deep.',
  },
  element_refused: {
    zh: '{what}无法运行。{wayOut}',
    en: '{what} cannot be run. {wayOut}',
  },
  event_refused: {
    zh: '{where}上的{what}无法运行。{wayOut}',
    en: '{what} cannot be run on {where}. {wayOut}',
  },
  several_definitions: {
    zh: '一个事件只能等待一种触发。请拆成几个事件；若任一即可，请使用事件网关。',
    en: 'An event can wait for one thing only. Use one event for each; behind an event gateway where any of them will do.',
  },
  data_ignored: {
    zh: '数据对象、注释和组不参与运行，已略过：{elements}。',
    en: 'Data objects, annotations and groups do not take part in a run and were left out: {elements}.',
  },
  message_flows_ignored: {
    zh: '参与者之间的消息流只作说明，已略过（{count} 条）；收发消息请用消息事件。',
    en: 'Message flows between participants only illustrate and were left out ({count}); message events send and receive.',
  },
  crosses_scope: {
    zh: '连线「{from}」→「{to}」跨越了子流程的边界。请改为连接到子流程本身。',
    en: 'It leads from "{from}" to "{to}" across the border of a sub-process. Connect the sub-process itself.',
  },
  line_at_wrong_place: {
    zh: '连线不能{direction}「{node}」（{what}）。',
    en: 'No line can {direction} "{node}" ({what}).',
  },
  several_starts: {
    zh: '子流程只能有一个开始。请只保留一个开始事件。',
    en: 'A sub-process has one start only. Leave just one start event in it.',
  },
  event_start_missing: {
    zh: '事件子流程需要恰好一个带触发条件的开始事件。',
    en: 'An event sub-process needs exactly one start event, with what triggers it.',
  },
  condition_missing: {
    zh: '没有写条件，运行前需补上。',
    en: 'No condition is written; it has to be set before this runs.',
  },
  condition_on_default: {
    zh: '默认连线上的条件已略过：它在其他条件都不成立时才走。',
    en: 'The condition of a default line was left out: the line is taken when no other one is.',
  },
  condition_unused: {
    zh: '这里的条件不起作用，已略过：「{from}」不作选择。',
    en: 'A condition has no effect here and was left out: "{from}" does not choose.',
  },
  condition_not_understood: {
    zh: '条件「{text}」无法换算为公式：{reason}。',
    en: 'The condition "{text}" cannot be turned into a formula: {reason}.',
  },
  default_missing: {
    zh: '没有默认连线：若所有条件都不成立，流程会停在这里等待处理。',
    en: 'There is no default line: if no condition holds, the process stops here until somebody decides.',
  },
  trigger_missing: {
    zh: '没有写明{what}，运行前需补上。',
    en: 'It is not said {what}; that has to be set before this runs.',
  },
  named_after_label: {
    zh: '没有引用{what}，暂以标签「{label}」命名。',
    en: 'It refers to no {what}, so it is named after its label "{label}".',
  },
  timer_once: {
    zh: '循环定时「{text}」只触发一次。',
    en: 'The cycle "{text}" fires once only.',
  },
  passes_through: {
    zh: '{what}没有可执行的内容，流程会直接经过。若需要有人确认，请改为用户任务。',
    en: '{what} has nothing to do here, so it is passed at once. Make it a user task if somebody has to confirm.',
  },
  script_kept: {
    zh: '脚本只保留、不执行，运行前需改写为动作。',
    en: 'The script is kept but not executed; it has to be replaced by an action before this runs.',
  },
  called_missing: {
    zh: '没有写明调用哪个流程，运行前需选择。',
    en: 'It is not said which process is called; that has to be chosen before this runs.',
  },
  link_unknown: {
    zh: '没有名为「{link}」的{other}链接事件。',
    en: 'There is no {other} link event named "{link}".',
  },
  link_twice: {
    zh: '有多个名为「{link}」的接收链接事件，只能有一个。',
    en: 'Several link events named "{link}" catch; there can be one only.',
  },
  link_became_line: {
    zh: '链接事件「{link}」已转换为普通连线。',
    en: 'The link event "{link}" became an ordinary line.',
  },
  catch_target_missing: {
    zh: '边界事件没有附着在任务或子流程上。',
    en: 'The boundary event is attached to no task or sub-process.',
  },
  compensation_handler_missing: {
    zh: '补偿边界事件没有连到补偿任务。请用关联线连接一个补偿任务。',
    en: 'The compensation event leads to no handler. Connect it to a compensation task by an association.',
  },
  event_gateway_target: {
    zh: '事件网关之后只能是等待事件或接收任务，并且只能由它进入；「{target}」不是。',
    en: 'Behind an event gateway only events that wait or receive tasks can stand, entered from there alone; "{target}" is not.',
  },
  join_in_cycle: {
    zh: '环路中的包容汇聚没有与之配对的分支，无法判断何时放行。请用一对包容网关成对包住分支，或改用并行网关。',
    en: 'An inclusive join in a loop without a fork of its own cannot know when to let go. Enclose the branches by a pair of inclusive gateways, or use parallel ones.',
  },
  complex_unpaired: {
    zh: '复杂网关的汇聚须与一个分支成对：分出的所有线路都只汇到这里。',
    en: 'A complex join has to be paired with a fork: all of its branches, and nothing else, have to lead here.',
  },
  complex_condition: {
    zh: '复杂网关的条件须写明到达几路放行，例如 activationCount >= 2，现在是「{text}」。',
    en: 'A complex join has to say how many arrivals let it go, such as activationCount >= 2; it says "{text}".',
  },
  complex_cancels: {
    zh: '到达 {count} 路后放行，其余分支将被取消。',
    en: 'It lets go after {count} arrivals; the other branches are cancelled.',
  },
  multi_merge: {
    zh: '来自「{fork}」的多条并行线路在此合并而不等待：其后的内容会执行多次。若应等待，请改用汇聚网关。',
    en: 'Branches of "{fork}" that run at the same time meet here without waiting: what follows runs once for each. Use a joining gateway if it has to wait.',
  },
  repeat_unclear: {
    zh: '没有写明{what}，运行前需补上。',
    en: 'It is not said {what}; that has to be set before this runs.',
  },
  repeat_behavior: {
    zh: '多实例的「{behavior}」事件行为未被支持，完成后只继续一次。',
    en: 'The event behaviour "{behavior}" of a multi-instance is not supported: it goes on once, when all are done.',
  },
  settings_unreadable: {
    zh: '随文件保存的设置无法读取，已按 BPMN 元素本身导入。',
    en: 'The settings that were stored with it cannot be read; it was imported as the BPMN element says.',
  },
  settings_outdated: {
    zh: '文件在别处改过：所存设置与连线不再相符，已按 BPMN 元素本身导入。',
    en: 'The file was changed elsewhere: the stored settings no longer fit the lines, so it was imported as the BPMN element says.',
  },
} as const

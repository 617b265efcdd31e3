import { type FieldPath, Key, Localized, type NodePart, type NodePlace, nodeOption } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import {
  ApproverRule,
  Duration,
  hoursOf,
  type NodeFacts,
  type ProcessNodeType,
  RepeatRule,
  type RoundSettings,
  reasonKey,
  selfRules,
  WhenEmpty,
} from '@mortise/process'
import { FieldRights, rightsParts } from './field-rights.ts'
import { approverParts, ownFieldPart } from './node-parts.ts'

const strict = { additionalProperties: false } as const

export const approversOption = {
  approvers: nodeOption(Type.Array(ApproverRule, { minItems: 1, maxItems: 20 }), {
    label: { zh: '处理人', en: 'People' },
    editor: 'approvers',
  }),
}

const Rule = Type.Union(
  [
    Type.Object({ of: Type.Enum(['all', 'any', 'in_turn', 'claim']) }, strict),
    Type.Object(
      {
        of: Type.Literal('vote'),
        by: Type.Enum(['share', 'number', 'weight']),
        pass: Type.Number({
          exclusiveMinimum: 0,
          maximum: 100_000,
          description: 'Share: of 1. Number, weight: how many.',
        }),
      },
      strict,
    ),
  ],
  { default: { of: 'any' } },
)

const reasonWords = Type.String({ minLength: 1, maxLength: 100 })
const Reasons = Type.Array(
  Type.Union([
    Type.Object({ key: reasonWords, label: Localized }, strict),
    Type.String({ minLength: 1, maxLength: 100, description: 'A reason in one language: its own key.' }),
  ]),
  { maxItems: 20 },
)

const DeadlineOption = Type.Object(
  {
    key: Key,
    after: Duration,
    action: Type.Enum(['remind', 'pass', 'reject', 'return', 'transfer_up', 'copy']),
  },
  strict,
)

/** What every task has: how many decide, what they may do with it, what they have to write, and until when. */
export const taskOptions = {
  ...approversOption,
  rule: Type.Optional(nodeOption(Rule, { label: { zh: '多人时', en: 'When there are several' }, editor: 'rule' })),
  lot: Type.Optional(
    nodeOption(Type.Boolean(), {
      label: { zh: '随机一人', en: 'One by lot' },
      hint: { zh: '从找到的人中随机抽取一人来处理。', en: 'One of those who are found is drawn, and asked alone.' },
    }),
  ),
  whenEmpty: Type.Optional(
    nodeOption({ ...WhenEmpty, default: { do: 'incident' } } as typeof WhenEmpty, {
      label: { zh: '找不到处理人时', en: 'When nobody is found' },
      choices: {
        incident: { zh: '停在这里，等管理员处理', en: 'It stops until an administrator settles it' },
        pass: { zh: '自动通过', en: 'It passes' },
        reject: { zh: '自动拒绝', en: 'It is rejected' },
        administrator: { zh: '交给管理员', en: 'Administrators are asked' },
        users: { zh: '交给指定的人', en: 'People named here are asked' },
      },
    }),
  ),
  returns: Type.Optional(
    nodeOption(
      Type.Object(
        {
          to: nodeOption(Type.Enum(['none', 'start', 'previous', 'any']), {
            label: { zh: '可以退回到', en: 'May be returned to' },
            choices: {
              none: { zh: '不可退回', en: 'Nobody' },
              start: { zh: '发起人', en: 'The initiator' },
              previous: { zh: '上一步', en: 'The step before' },
              any: { zh: '之前任意一步', en: 'Any step before' },
            },
          }),
          resubmit: nodeOption(Type.Enum(['again', 'straight_back', 'choice']), {
            label: { zh: '重新提交后', en: 'Submitted again, it' },
            choices: {
              again: { zh: '逐步重新审批', en: 'goes through each step again' },
              straight_back: { zh: '直接回到退回的那一步', en: 'comes straight back' },
              choice: { zh: '由退回的人选择', en: 'does as whoever returned it says' },
            },
          }),
        },
        { ...strict, default: { to: 'any', resubmit: 'choice' } },
      ),
      { label: { zh: '退回', en: 'Returning' }, section: 'rules' },
    ),
  ),
  rights: Type.Optional(
    nodeOption(
      Type.Object(
        {
          transfer: Type.Optional(nodeOption(Type.Boolean(), { label: { zh: '转交', en: 'Transfer' } })),
          delegate: Type.Optional(nodeOption(Type.Boolean(), { label: { zh: '委派', en: 'Ask for advice' } })),
          addSigner: Type.Optional(nodeOption(Type.Boolean(), { label: { zh: '加签', en: 'Add people' } })),
          removeSigner: Type.Optional(nodeOption(Type.Boolean(), { label: { zh: '减签', en: 'Take people out' } })),
          takeBack: Type.Optional(nodeOption(Type.Boolean(), { label: { zh: '处理后拿回', en: 'Take it back' } })),
        },
        { ...strict, default: { transfer: true, delegate: true, addSigner: true, removeSigner: true, takeBack: true } },
      ),
      { label: { zh: '可用操作', en: 'What people may do' }, section: 'rules' },
    ),
  ),
  demands: Type.Optional(
    nodeOption(
      Type.Object(
        {
          comment: Type.Optional(
            nodeOption(Type.Enum(['always', 'on_reject']), {
              label: { zh: '必须填写意见', en: 'A comment' },
              choices: {
                always: { zh: '总是', en: 'Always' },
                on_reject: { zh: '拒绝或退回时', en: 'When rejecting or returning' },
              },
            }),
          ),
          signature: Type.Optional(nodeOption(Type.Boolean(), { label: { zh: '必须签名', en: 'A signature' } })),
          reasons: Type.Optional(
            nodeOption(Reasons, {
              editor: 'reasons',
              label: { zh: '拒绝的原因', en: 'Reasons for rejecting' },
              hint: {
                zh: '拒绝时从中选择；留空则不选。',
                en: 'To choose from when rejecting. Empty: none is asked for.',
              },
            }),
          ),
          returnReasons: Type.Optional(
            nodeOption(Reasons, {
              editor: 'reasons',
              label: { zh: '退回的原因', en: 'Reasons for returning' },
            }),
          ),
          approveReasons: Type.Optional(
            nodeOption(Reasons, {
              editor: 'reasons',
              label: { zh: '同意的原因', en: 'Reasons for approving' },
            }),
          ),
          reasonsOptional: Type.Optional(
            nodeOption(Type.Boolean(), { label: { zh: '原因可以不选', en: 'Reasons may be left out' } }),
          ),
        },
        {
          ...strict,
          description:
            'comment: on_reject also counts for returning. reasons, returnReasons, approveReasons: one has to be chosen when rejecting, returning, approving, unless reasonsOptional. The key of the one that was chosen is kept and counted.',
        },
      ),
      { label: { zh: '必填要求', en: 'What they have to write' }, section: 'rules' },
    ),
  ),
  deadlines: Type.Optional(
    nodeOption(Type.Array(DeadlineOption, { maxItems: 10 }), {
      label: { zh: '时限', en: 'Deadlines' },
      editor: 'deadlines',
      section: 'time',
    }),
  ),
  access: Type.Optional(
    nodeOption(FieldRights, {
      label: { zh: '字段权限', en: 'Rights on fields' },
      editor: 'field-rights',
      section: 'fields',
    }),
  ),
}

const TaskOptions = Type.Object(taskOptions)
export type TaskOptions = Type.Static<typeof TaskOptions>

/** Options of decisions besides those of every task. */
export const decisionOptions = {
  self: Type.Optional(
    nodeOption(Type.Enum([...selfRules], { default: 'keep' }), {
      label: { zh: '处理人是发起人时', en: 'When it is the initiator' },
      choices: {
        keep: { zh: '由本人处理', en: 'They decide' },
        skip: { zh: '自动通过', en: 'It passes' },
        manager: { zh: '交给上级', en: 'Their manager decides' },
        department_head: { zh: '交给部门负责人', en: 'The head of the department decides' },
      },
    }),
  ),
  repeat: Type.Optional(
    nodeOption({ ...RepeatRule, default: { of: 'off' } } as typeof RepeatRule, {
      label: { zh: '同一人之前已同意时', en: 'When the same person agreed before' },
      editor: 'repeat',
    }),
  ),
  onReject: Type.Optional(
    nodeOption(Type.Enum(['end', 'to_start', 'to_previous', 'go_on'], { default: 'end' }), {
      label: { zh: '拒绝后', en: 'After a rejection' },
      section: 'rules',
      choices: {
        end: { zh: '结束流程', en: 'The process ends' },
        to_start: { zh: '退回发起人', en: 'Back to the initiator' },
        to_previous: { zh: '退回上一步', en: 'Back to the step before' },
        go_on: { zh: '按「已拒绝」继续', en: 'It goes on as rejected' },
      },
    }),
  ),
}

/** What the engine goes by, of the options of a task. */
export function roundSettings(
  options: TaskOptions,
  { task, onReject }: Pick<RoundSettings, 'task' | 'onReject'>,
): RoundSettings {
  const { rule, returns, rights, demands, deadlines } = options
  return {
    task,
    onReject,
    rule: rule ?? { of: 'any' },
    returns: returns ?? { to: 'any', resubmit: 'choice' },
    rights: rights ?? {},
    ...(demands ? { demands: keysOf(demands) } : {}),
    ...(deadlines ? { deadlines: deadlines.map(({ key, action }) => ({ key, action })) } : {}),
  }
}

/** Which words a reason has is for those who read it: the engine goes by its key. */
function keysOf({ reasons, returnReasons, approveReasons, ...demands }: NonNullable<TaskOptions['demands']>) {
  return {
    ...demands,
    ...(reasons && { reasons: reasons.map(reasonKey) }),
    ...(returnReasons && { returnReasons: returnReasons.map(reasonKey) }),
    ...(approveReasons && { approveReasons: approveReasons.map(reasonKey) }),
  }
}

/** What the options of a task name. */
export function taskParts(
  options: TaskOptions & { repeat?: Type.Static<typeof RepeatRule> | undefined },
  place: NodePlace,
): NodePart[] {
  const watched: readonly Type.Static<typeof FieldPath>[] = options.repeat?.watched ?? []
  return [
    ...approverParts(options.approvers, place),
    ...rightsParts(options.access, place),
    ...watched.map((path, index) => ownFieldPart(path, place, `/repeat/watched/${index}`)),
  ]
}

/** Where findings about a task are mended. */
export const taskProblems: ProcessNodeType['problemOptions'] = {
  RETURN_WITHOUT_EARLIER: 'returns',
  DEADLINE_AFTER_END: 'deadlines',
  DEADLINE_ORDER: 'deadlines',
  DEADLINE_KEY_TWICE: 'deadlines',
  REASON_KEY_TWICE: 'demands',
  DEADLINE_CANNOT_RETURN: 'deadlines',
  DEADLINE_CANNOT_REJECT: 'deadlines',
  VOTE_IMPOSSIBLE: 'rule',
  APPROVERS_MAY_BE_EMPTY: 'approvers',
  APPROVERS_NEVER_FOUND: 'approvers',
  APPROVER_IS_INITIATOR: 'approvers',
  FIELD_NEVER_FILLED: 'access',
  FIELD_PERHAPS_EMPTY: 'access',
}

/** What is known of a task for the checks before publishing. */
export function taskFacts({ approvers, deadlines = [], access = {} }: TaskOptions, decides: boolean): NodeFacts {
  return {
    deadlines: Object.fromEntries(deadlines.map(({ key, after }) => [key, hoursOf(after)])),
    fields: { writes: access.write ?? [], demands: (access.require ?? []).filter((path) => !path.includes('.')) },
    people: { alwaysInitiator: decides && approvers.every(({ by }) => by === 'initiator') },
  }
}

/** Who is asked to begin with: the manager of whoever starts it; of those at the top, who have none, administrators. */
export const firstPeople = {
  approvers: [{ by: 'manager' }] as ApproverRule[],
  whenEmpty: { do: 'administrator' } as const,
}

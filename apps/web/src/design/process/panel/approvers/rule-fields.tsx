import type { ApproverBy, ApproverRule } from '@mortise/process'
import { NumberInput, Select, useText } from '@mortise/ui'
import type { ReactNode } from 'react'
import { type ApproverForm, canBeWeighted, formOfRule, ruleOfForm } from './approver-form.ts'
import { approverTexts } from './approver-texts.ts'
import { AmongPart, RolesPart, UsersPart } from './people-parts.tsx'
import { FieldPart, FormulaPart, FoundPart, QueryPart, UntilPart, UpPart, WhosePart } from './place-parts.tsx'

interface RuleFieldsProps {
  rule: ApproverRule
  pointer: string
  /** Whether votes have weights. */
  weighted: boolean
  onChange(rule: ApproverRule, typed?: boolean): void
}

export interface RulePartProps {
  form: ApproverForm
  pointer: string
  set(change: Partial<ApproverForm>, typed?: boolean): void
}

/** What is filled in of a rule of each kind. */
const parts: { readonly [By in ApproverBy]: readonly ((props: RulePartProps) => ReactNode)[] } = {
  users: [UsersPart],
  roles: [RolesPart],
  department_head: [WhosePart, UpPart],
  manager: [WhosePart],
  manager_chain: [WhosePart, UntilPart],
  field: [FieldPart],
  initiator: [],
  initiator_choice: [AmongPart],
  previous_choice: [AmongPart],
  query: [QueryPart],
  found: [FoundPart],
  formula: [FormulaPart],
}

export function RuleFields({ rule, pointer, weighted, onChange }: RuleFieldsProps) {
  const t = useText(approverTexts)
  const form = formOfRule(rule)
  const set: RulePartProps['set'] = (change, typed) => onChange(ruleOfForm({ ...form, ...change }), typed)
  const kinds = Object.keys(parts) as ApproverBy[]
  return (
    <>
      <Select
        label={t('approverKind')}
        allowDeselect={false}
        data={kinds.map((by) => ({ value: by, label: t(`by_${by}`) }))}
        value={form.by}
        onChange={(by) => by && set({ by: by as ApproverBy })}
      />
      {parts[form.by].map((Part, at) => (
        <Part key={at} form={form} pointer={pointer} set={set} />
      ))}
      {weighted && canBeWeighted(form.by) ? (
        <NumberInput
          label={t('weight')}
          min={0.01}
          max={1000}
          placeholder="1"
          value={form.weight ?? ''}
          onChange={(weight) => set({ weight: typeof weight === 'number' && weight > 0 ? weight : undefined }, true)}
        />
      ) : null}
    </>
  )
}

import type { GroupRule } from '@mortise/process'
import { NumberInput, Radio, Select, useText } from '@mortise/ui'
import { useId } from 'react'
import classes from '../panel.module.css'
import { OptionFrame } from './option-frame.tsx'
import type { NodeOptionProps } from './option-props.ts'
import { optionTexts } from './option-texts.ts'

const rules = ['any', 'all', 'in_turn', 'vote', 'claim'] as const

/** How many of the people have to agree. */
export function RuleEditor({ label, schema, value, pointer, onChange }: NodeOptionProps) {
  const t = useText(optionTexts)
  const id = useId()
  const rule = (value ?? schema.default ?? { of: 'any' }) as GroupRule
  const set = (of: string) => onChange(of === 'vote' ? { of, by: 'share', pass: 0.5 } : { of })
  return (
    <OptionFrame label={label} pointer={pointer} id={id}>
      <Radio.Group aria-labelledby={id} value={rule.of} onChange={set}>
        <div className={classes.list}>
          {rules.map((of) => (
            <Radio key={of} value={of} label={t(`rule_${of}`)} description={t(`rule_${of}_hint`)} />
          ))}
        </div>
      </Radio.Group>
      {rule.of === 'vote' ? <VoteInputs rule={rule} onChange={onChange} /> : null}
    </OptionFrame>
  )
}

type VoteRule = Extract<GroupRule, { of: 'vote' }>

function VoteInputs({ rule, onChange }: { rule: VoteRule; onChange: NodeOptionProps['onChange'] }) {
  const t = useText(optionTexts)
  const inPercent = rule.by === 'share'
  return (
    <div className={classes.pair}>
      <Select
        label={t('voteBy')}
        allowDeselect={false}
        data={(['share', 'number', 'weight'] as const).map((by) => ({ value: by, label: t(`vote_${by}`) }))}
        value={rule.by}
        onChange={(by) => by && onChange({ of: 'vote', by, pass: by === 'share' ? 0.5 : 2 })}
      />
      <NumberInput
        label={t(`votePass_${rule.by}`)}
        min={1}
        max={inPercent ? 100 : 100_000}
        allowDecimal={rule.by !== 'number'}
        value={inPercent ? Math.round(rule.pass * 10_000) / 100 : rule.pass}
        onChange={(pass) => {
          if (typeof pass !== 'number' || pass <= 0) return
          onChange({ ...rule, pass: inPercent ? pass / 100 : pass }, true)
        }}
      />
    </div>
  )
}

import type { ApproverBy, ApproverRule } from '@mortise/process'
import { Button, Menu, Text, useText } from '@mortise/ui'
import { IconChevronDown, IconChevronRight, IconPlus } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { OptionFrame } from '../options/option-frame.tsx'
import type { NodeOptionProps } from '../options/option-props.ts'
import { ClearButton, MoveButtons } from '../options/small-buttons.tsx'
import classes from '../panel.module.css'
import { usePanelPlace } from '../panel-context.ts'
import { panelTexts } from '../panel-texts.ts'
import { newRule } from './approver-form.ts'
import { approverTexts } from './approver-texts.ts'
import { RuleFields } from './rule-fields.tsx'
import { useSentence } from './use-sentence.ts'

/** In the order in which they are offered: what most processes use first. */
const kinds: readonly ApproverBy[] = [
  ...(['manager', 'roles', 'users', 'department_head', 'manager_chain', 'field'] as const),
  ...(['initiator', 'initiator_choice', 'previous_choice', 'query', 'found', 'formula'] as const),
]

/** Who is asked: rules, each of them a sentence that opens to be changed. */
export function ApproversEditor({ label, schema, value, pointer, onChange }: NodeOptionProps) {
  const t = useText(approverTexts)
  const id = useId()
  const [open, setOpen] = useState<number | null>(null)
  const rules = (Array.isArray(value) ? value : []) as ApproverRule[]
  function put(next: ApproverRule[], opened: number | null) {
    onChange(next)
    setOpen(opened)
  }
  return (
    <OptionFrame label={label} hint={rules.length === 0 ? t('approverNone') : undefined} pointer={pointer} id={id}>
      {rules.length > 0 ? (
        <ol className={classes.list} aria-labelledby={id}>
          {rules.map((rule, at) => (
            <RuleCard
              key={`${at} ${rules.length}`}
              {...{ rule, pointer: `${pointer}/${at}`, open: open === at }}
              {...{ first: at === 0, last: at === rules.length - 1 }}
              onToggle={() => setOpen(open === at ? null : at)}
              onMove={(by) => put(rules.toSpliced(at, 1).toSpliced(at + by, 0, rule), null)}
              onRemove={() => put(rules.toSpliced(at, 1), null)}
              onChange={(next, typed) => onChange(rules.with(at, next), typed)}
            />
          ))}
        </ol>
      ) : null}
      <AddMenu
        label={t('approverAdd')}
        disabled={rules.length >= (schema.maxItems ?? 20)}
        onAdd={(by) => put([...rules, newRule(by)], rules.length)}
      />
    </OptionFrame>
  )
}

interface RuleCardProps {
  rule: ApproverRule
  pointer: string
  open: boolean
  first: boolean
  last: boolean
  onToggle(): void
  onMove(by: 1 | -1): void
  onRemove(): void
  onChange(rule: ApproverRule, typed?: boolean): void
}

function RuleCard({ rule, pointer, open, first, last, onToggle, onMove, onRemove, onChange }: RuleCardProps) {
  const t = useText(panelTexts)
  const { node } = usePanelPlace()
  const sentence = useSentence()(rule)
  const counted = node.options?.rule as { by?: string } | undefined
  const Chevron = open ? IconChevronDown : IconChevronRight
  return (
    <li className={classes.card}>
      <div className={classes.cardHead}>
        <button type="button" className={classes.cardName} aria-expanded={open} onClick={onToggle}>
          <Chevron size={14} aria-hidden />
          <span>{sentence}</span>
        </button>
        {first && last ? null : (
          <MoveButtons
            {...{ first, last, onMove }}
            up={t('up', { name: sentence })}
            down={t('down', { name: sentence })}
          />
        )}
        <ClearButton label={t('remove', { name: sentence })} onClick={onRemove} />
      </div>
      {open ? (
        <div className={classes.cardBody}>
          <RuleFields rule={rule} pointer={pointer} weighted={counted?.by === 'weight'} onChange={onChange} />
        </div>
      ) : null}
    </li>
  )
}

function AddMenu({ label, disabled, onAdd }: { label: string; disabled: boolean; onAdd(by: ApproverBy): void }) {
  const t = useText(approverTexts)
  return (
    <Menu position="bottom-start" width={300}>
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          disabled={disabled}
          style={{ alignSelf: 'flex-start' }}
          leftSection={<IconPlus size={14} aria-hidden />}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        {kinds.map((by) => (
          <Menu.Item key={by} onClick={() => onAdd(by)}>
            {t(`by_${by}`)}
            <Text size="xs" c="dimmed">
              {t(`by_${by}_hint`)}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

import type { FormItem } from '@mortise/metadata'
import { ActionIcon, Button, useLanguage, useLocalize, useText } from '@mortise/ui'
import { IconPlus, IconX } from '@tabler/icons-react'
import { LiveInput } from '../../table/live-input.tsx'
import { LocalizedInput } from '../../table/localized-input.tsx'
import { withMain } from '../../with-main.ts'
import { useFormDesign } from '../form-design-context.ts'
import { layoutWords } from '../model/form-actions.ts'
import { changeNode, insertMembers } from '../tree/edit-tree.ts'
import { childrenOf, type FormPart, type Member } from '../tree/form-node.ts'
import { freeKeys } from '../tree/new-items.ts'
import classes from './form-properties.module.css'
import type { NodePanelProps } from './form-properties.tsx'
import { propertyTexts } from './property-texts.ts'
import { useNodeEdit } from './use-node-edit.ts'

type Parts = Extract<FormItem, { item: 'tabs' | 'steps' }>

/** A row of tabs or steps: which there are. */
export function PartsPanel({ node, member }: NodePanelProps<Parts>) {
  const t = useText(propertyTexts)
  const { actions } = useFormDesign()
  const steps = member.item === 'steps'
  const parts = (childrenOf(member) ?? []) as readonly FormPart[]
  function add() {
    const key = freeKeys(actions.form())(steps ? 'step' : 'tab')
    const label = steps ? layoutWords.step(parts.length + 1) : layoutWords.tab(parts.length + 1)
    const made = { key, label, items: [] }
    actions.edit('didChange', [node.id], (body) =>
      insertMembers(body, { parent: node.id, index: parts.length }, [made]),
    )
  }
  return (
    <div className={classes.row}>
      <span className={classes.rowLabel}>{t(steps ? 'steps' : 'tabs')}</span>
      {parts.map((part) => (
        <PartRow key={part.key} part={part} alone={parts.length === 1} />
      ))}
      <Button size="xs" variant="subtle" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
        {t(steps ? 'addStep' : 'addTab')}
      </Button>
    </div>
  )
}

function PartRow({ part, alone }: { part: FormPart; alone: boolean }) {
  const t = useText(propertyTexts)
  const localize = useLocalize()
  const language = useLanguage()
  const { actions } = useFormDesign()
  const name = localize(part.label)
  const rename = (typed: string) =>
    actions.edit(
      'didChange',
      [part.key],
      (body) =>
        changeNode(
          body,
          part.key,
          (present) => ({ ...present, label: withMain(part.label, typed, language) }) as Member,
        ),
      `${part.key} label`,
    )
  return (
    <div className={classes.part}>
      <LiveInput size="xs" aria-label={`${t('name')}: ${name}`} maxLength={100} value={name} onChange={rename} />
      <ActionIcon
        size="sm"
        disabled={alone}
        aria-label={t('removePart', { name })}
        onClick={() => actions.remove([part.key])}
      >
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </div>
  )
}

/** A single tab or step. */
export function PartPanel({ node, member }: NodePanelProps<FormPart & { description?: FormPart['label'] }>) {
  const t = useText(propertyTexts)
  const put = useNodeEdit<FormPart & { description?: FormPart['label'] }>(node.id)
  return (
    <>
      <LocalizedInput
        label={t('name')}
        maxLength={100}
        value={member.label}
        onChange={(label) => label && put({ label }, 'label')}
      />
      {node.kind === 'step' ? (
        <LocalizedInput
          optional
          rows={2}
          label={t('description')}
          value={member.description}
          onChange={(description) => put({ description }, 'description')}
        />
      ) : null}
    </>
  )
}

import type { OptionDocument, OptionSetDocument } from '@mortise/metadata'
import { ActionIcon, Popover, TextInput, Tooltip, UnstyledButton, useLanguage, useLocalize, useText } from '@mortise/ui'
import { IconPlus, IconRestore, IconX } from '@tabler/icons-react'
import { type ClipboardEvent, type KeyboardEvent, useState } from 'react'
import { useDesign, useDraft } from '../../draft/design-context.ts'
import { withMain } from '../../with-main.ts'
import { ColourDots } from '../colour-dots.tsx'
import { changeOptions, withMovedOption, withOptions, withoutOption } from '../edits/option-set-edits.ts'
import { fieldTexts } from '../fields/field-texts.ts'
import { LiveInput } from '../live-input.tsx'
import { stepLabel } from '../use-table.ts'
import classes from './option-list.module.css'
import { optionTexts } from './option-texts.ts'

interface OptionListProps {
  set: OptionSetDocument
  /** The field in whose properties it is, as `table.field`: others that use the set are named. */
  except?: string
}

/** The options of a set: name, colour, order; typed one after the other, or pasted. */
export function OptionList({ set, except }: OptionListProps) {
  const t = useText(optionTexts)
  const localize = useLocalize()
  const { store } = useDesign()
  const users = useUsers(set.key, except)
  const change = (next: (options: OptionDocument[]) => OptionDocument[], merge?: string) =>
    store.change(stepLabel('didChangeOptionSet', set.label), changeOptions(set.key, next), {
      merge: merge && `${set.key} ${merge}`,
    })
  const live = set.options.filter(({ archived }) => !archived)
  const archived = set.options.filter((option) => option.archived)
  return (
    <div className={classes.options}>
      <span className={classes.title}>{t('editOptions')}</span>
      <ul className={classes.list}>
        {live.map((option) => (
          <Option key={option.key} set={set} option={option} alone={live.length === 1} change={change} />
        ))}
      </ul>
      <NewOptions set={set} change={change} />
      {archived.map((option) => (
        <div key={option.key} className={classes.archived}>
          <span className="ui-truncate">{localize(option.label)}</span>
          <ActionIcon
            size="sm"
            aria-label={t('optionRestore', { name: localize(option.label) })}
            onClick={() => change((options) => options.map((one) => (one.key === option.key ? restored(one) : one)))}
          >
            <IconRestore size={14} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      {users.length > 0 ? <p className={classes.shared}>{t('optionShared', { names: users.join('、') })}</p> : null}
    </div>
  )
}

function restored({ archived: _, ...option }: OptionDocument): OptionDocument {
  return option
}

type Change = (next: (options: OptionDocument[]) => OptionDocument[], merge?: string) => void

interface OptionRowProps {
  set: OptionSetDocument
  option: OptionDocument
  /** The last one stays: a set has at least one. */
  alone: boolean
  change: Change
}

function Option({ set, option, alone, change }: OptionRowProps) {
  const t = useText(optionTexts)
  const moveHint = useText(fieldTexts)('moveHint')
  const localize = useLocalize()
  const language = useLanguage()
  const { published } = useDesign()
  const former = published.get(`option_set/${set.key}`)
  const kept = former?.kind === 'option_set' && former.options.some(({ key }) => key === option.key)
  const name = localize(option.label)
  const put = (next: OptionDocument, merge?: string) =>
    change((options) => options.map((one) => (one.key === option.key ? next : one)), merge && `${option.key} ${merge}`)
  function onKeyDown(event: KeyboardEvent) {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    change((options) => withMovedOption(options, option.key, event.key === 'ArrowUp' ? -1 : 1))
  }
  return (
    <li className={classes.option} onKeyDown={onKeyDown}>
      <ColourPicker option={option} onChange={(colour) => put({ ...option, colour })} />
      <LiveInput
        size="xs"
        className={classes.name}
        aria-label={`${t('optionName')}: ${name}（${moveHint}）`}
        maxLength={100}
        value={name}
        onChange={(typed) =>
          put({ ...option, label: withMain(option.label, typed, language) ?? option.label }, 'label')
        }
      />
      <ActionIcon
        size="sm"
        disabled={alone}
        aria-label={t('optionRemove', { name })}
        onClick={() => change((options) => withoutOption(options, option.key, kept))}
      >
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </li>
  )
}

function ColourPicker({
  option,
  onChange,
}: {
  option: OptionDocument
  onChange(colour: OptionDocument['colour']): void
}) {
  const t = useText(optionTexts)
  const localize = useLocalize()
  const [open, setOpen] = useState(false)
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.colour}
          style={{ background: `var(--ui-hue-${option.colour ?? 'grey'}-dot)` }}
          aria-label={t('optionColour', { name: localize(option.label) })}
          onClick={() => setOpen(!open)}
        />
      </Popover.Target>
      <Popover.Dropdown className={classes.colours}>
        <ColourDots
          value={option.colour}
          onChange={(colour) => {
            onChange(colour)
            setOpen(false)
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

/** One option with Enter, several when lines are pasted. */
function NewOptions({ set, change }: { set: OptionSetDocument; change: Change }) {
  const t = useText(optionTexts)
  const [name, setName] = useState('')
  const add = (names: readonly string[]) => {
    const labels = names.map((one) => one.trim()).filter(Boolean)
    if (labels.length > 0) change((options) => withOptions({ options: renamedFirst(set, options) }, labels.map(both)))
    setName('')
  }
  function onPaste(event: ClipboardEvent<HTMLInputElement>) {
    const lines = event.clipboardData.getData('text').split(/[\r\n\t]+/)
    if (lines.length < 2) return
    event.preventDefault()
    add(lines)
  }
  return (
    <Tooltip label={t('pasteOptions')} openDelay={800}>
      <TextInput
        size="xs"
        leftSection={<IconPlus size={14} aria-hidden />}
        aria-label={t('addOption')}
        placeholder={t('addOption')}
        maxLength={100}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onPaste={onPaste}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          add([name])
        }}
        onBlur={() => add([name])}
      />
    </Tooltip>
  )
}

const both = (name: string) => ({ zh: name, en: name })

/** The option that a new set begins with gives way to the first one that is typed. */
function renamedFirst(set: OptionSetDocument, options: OptionDocument[]): OptionDocument[] {
  const [only] = options
  return set.options.length === 1 && only?.key === 'option_1' && only.label.en === 'Option 1' ? [] : options
}

/** Fields that use the set as well, by name. */
function useUsers(set: string, except?: string): string[] {
  const localize = useLocalize()
  const model = useDraft((snapshot) => snapshot.model)
  return [...model.entities.values()].flatMap((entity) =>
    entity.ownFields
      .filter(({ key, optionSet }) => optionSet?.key === set && `${entity.key}.${key}` !== except)
      .map(({ label }) => `${localize(entity.label)} › ${localize(label)}`),
  )
}

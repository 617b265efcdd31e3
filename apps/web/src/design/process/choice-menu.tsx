import { Popover, TextInput, useText } from '@mortise/ui'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { NodeIcon } from '../../process/canvas/node-icon.tsx'
import classes from './choice-menu.module.css'
import { choiceTexts } from './choice-texts.ts'

/** One thing that can be chosen. */
export interface Choice {
  id: string
  group: string
  label: string
  hint?: string
  icon: string
  hue?: string
  /** Why it cannot be chosen here. */
  refused?: string | undefined
  /** Found by these words too. */
  words?: string
  /** Not what the menu is opened for mostly: Enter alone does not choose it. */
  aside?: true
  run(): void
}

interface ChoiceMenuProps {
  title: string
  choices: readonly Choice[]
  /** Where it opens, in the window. */
  at: { left: number; top: number; width: number; height: number }
  onClose(): void
  children?: ReactNode
}

/** A searchable menu of what can be done at a place: written in, walked through by the arrows, chosen by Enter. */
export function ChoiceMenu({ title, choices, at, onClose }: ChoiceMenuProps) {
  const t = useText(choiceTexts)
  const id = useId()
  const [text, setText] = useState('')
  const found = matching(choices, text)
  const open = found.filter(({ refused }) => !refused)
  const [active, setActive] = useState<string | null>(null)
  const current = open.find((one) => one.id === active) ?? open.find(({ aside }) => !aside) ?? open[0]
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' })
  })
  function choose(choice: Choice) {
    onClose()
    choice.run()
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      const next = open[((current ? open.indexOf(current) : -1) + step + open.length) % Math.max(1, open.length)]
      setActive(next?.id ?? null)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (current) choose(current)
    } else if (event.key === 'Tab') event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') onClose()
  }
  const groups = [...new Set(found.map(({ group }) => group))]
  return (
    <Popover
      opened
      onDismiss={onClose}
      position="right-start"
      withinPortal
      trapFocus
      returnFocus
      shadow="md"
      width={340}
    >
      <Popover.Target>
        <div className={classes.anchor} style={at} />
      </Popover.Target>
      <Popover.Dropdown className={classes.menu} aria-label={title} onKeyDown={onKeyDown}>
        <TextInput
          data-autofocus
          size="sm"
          leftSection={<IconSearch size={15} aria-hidden />}
          placeholder={t('insertSearch')}
          aria-label={title}
          role="combobox"
          aria-expanded
          aria-controls={`${id}list`}
          aria-activedescendant={current ? `${id}${current.id}` : undefined}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setActive(null)
          }}
        />
        <div ref={list} id={`${id}list`} role="listbox" aria-label={title} className={classes.list}>
          {groups.map((group) => (
            // biome-ignore lint/a11y/useSemanticElements: groups of a listbox have no element of their own
            <div key={group} role="group" aria-label={group}>
              <div className={classes.group} aria-hidden>
                {group}
              </div>
              {found
                .filter((one) => one.group === group)
                .map((choice) => (
                  <Option
                    key={choice.id}
                    id={`${id}${choice.id}`}
                    choice={choice}
                    active={choice === current}
                    onChoose={() => choose(choice)}
                  />
                ))}
            </div>
          ))}
        </div>
        {found.length === 0 ? <p className={classes.nothing}>{t('insertNothing')}</p> : null}
      </Popover.Dropdown>
    </Popover>
  )
}

interface OptionProps {
  id: string
  choice: Choice
  active: boolean
  onChoose(): void
}

function Option({ id, choice, active, onChoose }: OptionProps) {
  const hue = choice.hue ?? 'grey'
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and the keys
    // biome-ignore lint/a11y/useFocusableInteractive: it is reached by aria-activedescendant
    <div
      id={id}
      role="option"
      aria-selected={active}
      aria-disabled={choice.refused ? true : undefined}
      className={classes.option}
      data-choice={choice.id}
      onClick={choice.refused ? undefined : onChoose}
    >
      <span
        className={classes.tile}
        style={{ background: `var(--ui-hue-${hue}-bg)`, color: `var(--ui-hue-${hue}-fg)` }}
      >
        <NodeIcon name={choice.icon} size={16} />
      </span>
      <span className={classes.words}>
        <span className={classes.label}>{choice.label}</span>
        {choice.refused || choice.hint ? <span className={classes.hint}>{choice.refused ?? choice.hint}</span> : null}
      </span>
    </div>
  )
}

/** What can be chosen before what cannot; in the order of the groups. */
function matching(choices: readonly Choice[], text: string): Choice[] {
  const wanted = text.trim().toLowerCase()
  const all = choices.filter(({ label, hint = '', words = '' }) =>
    `${label} ${hint} ${words}`.toLowerCase().includes(wanted),
  )
  const order = [...new Set(choices.map(({ group }) => group))]
  return all.toSorted(
    (a, b) =>
      order.indexOf(a.group) - order.indexOf(b.group) || Number(Boolean(a.refused)) - Number(Boolean(b.refused)),
  )
}

import type { LocalizedText } from '@mortise/core'
import { ActionIcon, AppIcon, Button, Menu, useLocalize, useText } from '@mortise/ui'
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import { useId } from 'react'
import { useDesignModel } from '../../draft/design-context.ts'
import { pageDesignTexts } from '../page-design-texts.ts'
import classes from './block-options.module.css'
import { ButtonFields } from './button-fields.tsx'
import { type ButtonDraft, buttonLook, buttonTargets, nameOfTarget } from './button-targets.ts'
import type { OptionProps } from './option-editor.ts'

/** The buttons of a block in their order: what each does, how it is called, and another one. */
export function ButtonsOption({ label, property, value, page, onChange }: OptionProps) {
  const t = useText(pageDesignTexts)
  const id = useId()
  const buttons = (Array.isArray(value) ? value : []) as ButtonDraft[]
  const moved = (at: number, by: 1 | -1) => {
    const [one] = buttons.slice(at, at + 1)
    if (one) onChange(buttons.toSpliced(at, 1).toSpliced(at + by, 0, one))
  }
  return (
    <section className={classes.option} aria-labelledby={id}>
      <span id={id} className={classes.label}>
        {label}
      </span>
      {buttons.map((button, at) => (
        <details key={at} className={classes.member}>
          <summary>
            <ButtonName button={button} />
            <RowAct label={t('up')} button={button} disabled={at === 0} onClick={() => moved(at, -1)}>
              <IconArrowUp size={14} aria-hidden />
            </RowAct>
            <RowAct label={t('down')} button={button} disabled={at === buttons.length - 1} onClick={() => moved(at, 1)}>
              <IconArrowDown size={14} aria-hidden />
            </RowAct>
            <RowAct
              label={t('removeMember')}
              button={button}
              disabled={buttons.length === 1}
              onClick={() => onChange(buttons.toSpliced(at, 1))}
            >
              <IconX size={14} aria-hidden />
            </RowAct>
          </summary>
          <ButtonFields
            button={button}
            schema={property.items ?? {}}
            page={page}
            onChange={(next, merge) => onChange(buttons.with(at, next), merge)}
          />
        </details>
      ))}
      {buttons.length < (property.maxItems ?? 20) ? (
        <AddButton page={page} onAdd={(button) => onChange([...buttons, button])} schema={property.items ?? {}} />
      ) : null}
    </section>
  )
}

function ButtonName({ button }: { button: ButtonDraft }) {
  const localize = useLocalize()
  const { label, icon } = buttonLook(useDesignModel(), button)
  return (
    <span className={classes.buttonName}>
      <AppIcon name={icon} size={15} />
      <span className="ui-truncate">{localize(label)}</span>
    </span>
  )
}

interface RowActProps {
  label: string
  button: ButtonDraft
  disabled: boolean
  onClick(): void
  children: React.ReactNode
}

function RowAct({ label, button, disabled, onClick, children }: RowActProps) {
  const localize = useLocalize()
  const model = useDesignModel()
  return (
    <ActionIcon
      size="sm"
      disabled={disabled}
      aria-label={`${label}: ${localize(buttonLook(model, button).label)}`}
      onClick={(event) => {
        // The summary around it would fold the button open.
        event.preventDefault()
        onClick()
      }}
    >
      {children}
    </ActionIcon>
  )
}

interface AddButtonProps {
  schema: { properties?: { readonly [name: string]: { choices?: Readonly<Record<string, LocalizedText>> } } }
  page: OptionProps['page']
  onAdd(button: ButtonDraft): void
}

/** One menu of what buttons can do here; each begins with the first thing that there is. */
function AddButton({ schema, page, onAdd }: AddButtonProps) {
  const t = useText(pageDesignTexts)
  const localize = useLocalize()
  const model = useDesignModel()
  const choices = schema.properties?.does?.choices ?? {}
  const targets = buttonTargets(model, page)
  const possible = Object.entries(choices).filter(([does]) => does === 'link' || targets[does]?.length)
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />}>
          {t('addButton')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {possible.map(([does, name]) => (
          <Menu.Item
            key={does}
            onClick={() => {
              if (does === 'link') onAdd({ does, url: 'https://', label: name })
              else onAdd({ does, [nameOfTarget[does] ?? '']: targets[does]?.[0]?.value })
            }}
          >
            {localize(name)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

import type { ColourRule } from '@mortise/metadata'
import { ActionIcon, Popover, Tooltip, useDisclosure, useText } from '@mortise/ui'
import { IconPalette } from '@tabler/icons-react'
import { listTexts } from '../list-texts.ts'
import { useColourName } from '../views/use-colour-name.ts'
import classes from './toolbar.module.css'

/** What the colours of a view mean; nothing where it has none. */
export function ColourLegend({ rules }: { rules: readonly ColourRule[] | undefined }) {
  return rules?.length ? <Legend rules={rules} /> : null
}

function Legend({ rules }: { rules: readonly ColourRule[] }) {
  const t = useText(listTexts)
  const nameOf = useColourName(rules)
  const [opened, { toggle, close }] = useDisclosure(false)
  return (
    <Popover opened={opened} onDismiss={close} width={240} position="bottom-end">
      <Popover.Target>
        <Tooltip label={t('colourLegend')} disabled={opened}>
          <ActionIcon aria-label={t('colourLegend')} aria-expanded={opened} onClick={toggle}>
            <IconPalette size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <ul className={classes.legend} aria-label={t('colourLegend')}>
          {rules.map((rule) => (
            <li key={rule.key}>
              <span
                className={classes.swatch}
                style={{
                  background: `var(--ui-hue-${rule.colour}-bg)`,
                  borderColor: `var(--ui-hue-${rule.colour}-dot)`,
                }}
              />
              {nameOf(rule)}
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  )
}

import { ActionIcon, useText } from '@mortise/ui'
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { pageDesignTexts } from '../page-design-texts.ts'
import classes from './block-options.module.css'

interface ListOptionProps {
  label: string
  members: readonly string[]
  nameOf(member: string): string
  onChange(members: string[]): void
  /** Adds another one. */
  children: ReactNode
}

/** Names in their order: moved up and down, taken out. */
export function ListOption({ label, members, nameOf, onChange, children }: ListOptionProps) {
  const t = useText(pageDesignTexts)
  const moved = (index: number, by: 1 | -1) =>
    members.toSpliced(index, 1).toSpliced(index + by, 0, members[index] ?? '')
  return (
    <div className={classes.option}>
      <span className={classes.label}>{label}</span>
      {members.length > 0 ? (
        <ul className={classes.list} aria-label={label}>
          {members.map((member, index) => (
            <li key={member}>
              <span className="ui-truncate">{nameOf(member)}</span>
              <ActionIcon
                size="sm"
                disabled={index === 0}
                aria-label={`${t('up')}: ${nameOf(member)}`}
                onClick={() => onChange(moved(index, -1))}
              >
                <IconArrowUp size={14} aria-hidden />
              </ActionIcon>
              <ActionIcon
                size="sm"
                disabled={index === members.length - 1}
                aria-label={`${t('down')}: ${nameOf(member)}`}
                onClick={() => onChange(moved(index, 1))}
              >
                <IconArrowDown size={14} aria-hidden />
              </ActionIcon>
              <ActionIcon
                size="sm"
                aria-label={`${t('removeMember')}: ${nameOf(member)}`}
                onClick={() => onChange(members.filter((other) => other !== member))}
              >
                <IconX size={14} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ul>
      ) : null}
      {children}
    </div>
  )
}

import type { RevisionSummary } from '@mortise/api'
import { ActionIcon, Menu, PersonAvatar, StatusChip, useText } from '@mortise/ui'
import { IconArrowBackUp, IconArrowsDiff, IconDots } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { usersQuery } from '../../api/directory.ts'
import { useFormat } from '../frame/use-format.ts'
import type { Comparison } from './compare-panel.tsx'
import { revisionTexts } from './revision-texts.ts'
import classes from './revisions.module.css'

interface RevisionEntryProps {
  revision: RevisionSummary
  /** The one in force. */
  newest: number
  onCompare(comparison: Comparison): void
  onRestore(): void
}

/** One revision: number, who, when, why, how much; what can be done with it. */
export function RevisionEntry({ revision, newest, onCompare, onRestore }: RevisionEntryProps) {
  const t = useText(revisionTexts)
  const format = useFormat()
  const people = useQuery(usersQuery).data
  const { revision: number, at, byId, note, changeCount } = revision
  const name = byId === null ? t('system') : (people?.find(({ id }) => id === byId)?.name ?? t('unknownPerson'))
  return (
    <li className={classes.revision}>
      <span className={classes.number}>{number}</span>
      <div className={classes.words}>
        <div className={classes.revisionHead}>
          <span className={note ? classes.note : classes.quiet}>{note ?? t('noNote')}</span>
          {number === newest ? (
            <StatusChip size="sm" colour="green">
              {t('current')}
            </StatusChip>
          ) : null}
        </div>
        <div className={classes.meta}>
          {byId === null ? null : <PersonAvatar name={name} seed={byId} size={18} />}
          <span>{[name, format.instant(at), t('changes', { count: changeCount })].join(' · ')}</span>
        </div>
      </div>
      {newest > 1 ? <RevisionMenu number={number} newest={newest} onCompare={onCompare} onRestore={onRestore} /> : null}
    </li>
  )
}

interface RevisionMenuProps extends Pick<RevisionEntryProps, 'newest' | 'onCompare' | 'onRestore'> {
  number: number
}

function RevisionMenu({ number, newest, onCompare, onRestore }: RevisionMenuProps) {
  const t = useText(revisionTexts)
  const compareIcon = <IconArrowsDiff size={15} aria-hidden />
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon size="lg" aria-label={t('actionsOf', { revision: number })}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {number > 1 ? (
          <Menu.Item leftSection={compareIcon} onClick={() => onCompare({ from: number - 1, to: number })}>
            {t('compareBefore')}
          </Menu.Item>
        ) : null}
        {number < newest ? (
          <>
            <Menu.Item leftSection={compareIcon} onClick={() => onCompare({ from: number, to: newest })}>
              {t('compareCurrent')}
            </Menu.Item>
            <Menu.Item leftSection={<IconArrowBackUp size={15} aria-hidden />} onClick={onRestore}>
              {t('restore')}
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  )
}

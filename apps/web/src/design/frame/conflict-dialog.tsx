import { isLocalizedText, localize } from '@mortise/core'
import { Button, Group, Modal, SegmentedControl, useLanguage, useLocalize, useText } from '@mortise/ui'
import { useState } from 'react'
import { useDesign, useDraft } from '../draft/design-context.ts'
import type { DraftConflict } from '../draft/draft-calls.ts'
import classes from './conflict-dialog.module.css'
import { conflictPlace } from './conflict-place.ts'
import { designTexts } from './design-texts.ts'

type Side = 'mine' | 'theirs'

/** Asks, property by property, where the user and somebody else changed the same; nothing is saved before. */
export function ConflictDialog() {
  const t = useText(designTexts)
  const save = useDraft((snapshot) => snapshot.save)
  if (save.kind !== 'conflict') return null
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      title={t('conflictTitle')}
      size={720}
    >
      <Conflicts conflicts={save.conflicts} />
    </Modal>
  )
}

const placeOf = ({ id, pointer }: DraftConflict) => `${id}#${pointer}`

function Conflicts({ conflicts }: { conflicts: readonly DraftConflict[] }) {
  const t = useText(designTexts)
  const { store } = useDesign()
  const [taken, setTaken] = useState<ReadonlyMap<string, Side>>(new Map())
  const [busy, setBusy] = useState(false)
  const sideOf = (conflict: DraftConflict): Side => taken.get(placeOf(conflict)) ?? 'mine'
  const takeAll = (side: Side) => setTaken(new Map(conflicts.map((conflict) => [placeOf(conflict), side])))
  async function settle() {
    setBusy(true)
    await store.resolve((conflict) => sideOf(conflict) === 'mine').finally(() => setBusy(false))
  }
  return (
    <div className={classes.dialog}>
      <p className={classes.lead}>{t('conflictText')}</p>
      <ul className={classes.list}>
        {conflicts.map((conflict) => (
          <Conflict
            key={placeOf(conflict)}
            conflict={conflict}
            side={sideOf(conflict)}
            onSide={(side) => setTaken(new Map([...taken, [placeOf(conflict), side]]))}
          />
        ))}
      </ul>
      <Group justify="space-between">
        <Group gap={6}>
          <Button variant="subtle" onClick={() => takeAll('mine')}>
            {t('conflictAllMine')}
          </Button>
          <Button variant="subtle" onClick={() => takeAll('theirs')}>
            {t('conflictAllTheirs')}
          </Button>
        </Group>
        <Button loading={busy} data-autofocus onClick={() => void settle()}>
          {t('conflictDone')}
        </Button>
      </Group>
    </div>
  )
}

interface ConflictProps {
  conflict: DraftConflict
  side: Side
  onSide(side: Side): void
}

function Conflict({ conflict, side, onSide }: ConflictProps) {
  const t = useText(designTexts)
  const localized = useLocalize()
  const language = useLanguage()
  const words = useValueWords()
  const document = useDraft(({ documents }) => documents.get(conflict.id))
  const where = [
    document ? localized(document.label) : conflict.id,
    ...conflictPlace(document, conflict.pointer, language),
  ].join(' › ')
  return (
    <li className={classes.conflict}>
      <div className={classes.head}>
        <span className={classes.where}>{where}</span>
        <SegmentedControl
          size="xs"
          aria-label={where}
          value={side}
          onChange={(next) => onSide(next === 'theirs' ? 'theirs' : 'mine')}
          data={[
            { value: 'mine', label: t('conflictMine') },
            { value: 'theirs', label: t('conflictTheirs') },
          ]}
        />
      </div>
      <dl className={classes.values}>
        <dt>{t('conflictBefore')}</dt>
        <dd>{words(conflict.base)}</dd>
        <dt>{t('conflictMine')}</dt>
        <dd data-taken={side === 'mine' || undefined}>{words(conflict.mine)}</dd>
        <dt>{t('conflictTheirs')}</dt>
        <dd data-taken={side === 'theirs' || undefined}>{words(conflict.theirs)}</dd>
      </dl>
    </li>
  )
}

/** A value of a document for people: texts in their language, lists by what they hold. */
function useValueWords(): (value: unknown) => string {
  const t = useText(designTexts)
  const language = useLanguage()
  const words = (value: unknown): string => {
    if (value === null || value === undefined || value === '') return t('conflictNothing')
    if (isLocalizedText(value)) return localize(value, language)
    if (Array.isArray(value)) return value.map(words).join('、')
    if (typeof value === 'object' && 'label' in value) return words(value.label)
    return typeof value === 'object' ? JSON.stringify(value) : String(value)
  }
  return words
}

import { isLocalizedText, localize } from '@mortise/core'
import type { AppDocumentAny, DocumentId } from '@mortise/metadata'
import { Button, Group, SegmentedControl, useLanguage, useLocalize, useText } from '@mortise/ui'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import type { DraftConflict } from '../draft/draft-calls.ts'
import classes from './conflict-dialog.module.css'
import { conflictPlace } from './conflict-place.ts'
import { designTexts } from './design-texts.ts'

export type Side = 'mine' | 'theirs'

/** What the two sides are called. */
export type SideWords = { [Of in Side | 'allMine' | 'allTheirs']: string }

interface ConflictListProps {
  conflicts: readonly DraftConflict[]
  documentOf(id: DocumentId): AppDocumentAny | undefined
  words: SideWords
  lead: string
  done: string
  /** Under the list: what comes of the choice. */
  result?: (sideOf: (conflict: DraftConflict) => Side) => ReactNode
  onDone(sideOf: (conflict: DraftConflict) => Side): Promise<void>
}

const placeOf = ({ id, pointer }: DraftConflict) => `${id}#${pointer}`

/** Places that two set to different values, side by side; for each, whose stays. By keys: M and T, Ctrl+Enter saves. */
export function ConflictList({ conflicts, documentOf, words, lead, done, result, onDone }: ConflictListProps) {
  const [taken, setTaken] = useState<ReadonlyMap<string, Side>>(new Map())
  const [busy, setBusy] = useState(false)
  const sideOf = (conflict: DraftConflict): Side => taken.get(placeOf(conflict)) ?? 'mine'
  const take = (some: readonly DraftConflict[], side: Side) =>
    setTaken(new Map([...taken, ...some.map((conflict) => [placeOf(conflict), side] as const)]))
  async function settle() {
    setBusy(true)
    await onDone(sideOf).finally(() => setBusy(false))
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || busy) return
    event.preventDefault()
    void settle()
  }
  return (
    // Keys of the controls inside bubble up to here; nothing here is pressed itself.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div className={classes.dialog} onKeyDown={onKeyDown}>
      <p className={classes.lead}>{lead}</p>
      <ul className={classes.list}>
        {conflicts.map((conflict) => (
          <Conflict
            key={placeOf(conflict)}
            conflict={conflict}
            document={documentOf(conflict.id)}
            words={words}
            side={sideOf(conflict)}
            onSide={(side) => take([conflict], side)}
          />
        ))}
      </ul>
      {result?.(sideOf)}
      <Group justify="space-between">
        <Group gap={6}>
          <Button variant="subtle" onClick={() => take(conflicts, 'mine')}>
            {words.allMine}
          </Button>
          <Button variant="subtle" onClick={() => take(conflicts, 'theirs')}>
            {words.allTheirs}
          </Button>
        </Group>
        <Button loading={busy} data-autofocus onClick={() => void settle()}>
          {done}
        </Button>
      </Group>
    </div>
  )
}

interface ConflictProps {
  conflict: DraftConflict
  document: AppDocumentAny | undefined
  words: SideWords
  side: Side
  onSide(side: Side): void
}

const sideKeys: { readonly [key: string]: Side | undefined } = { m: 'mine', t: 'theirs' }

function Conflict({ conflict, document, words, side, onSide }: ConflictProps) {
  const t = useText(designTexts)
  const localized = useLocalize()
  const language = useLanguage()
  const inWords = useValueWords()
  const where = [
    document ? localized(document.label) : conflict.id,
    ...conflictPlace(document, conflict.pointer, language),
  ].join(' › ')
  function onKeyDown(event: KeyboardEvent) {
    const next = sideKeys[event.key.toLowerCase()]
    if (!next || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    onSide(next)
  }
  return (
    <li className={classes.conflict} onKeyDown={onKeyDown}>
      <div className={classes.head}>
        <span className={classes.where}>{where}</span>
        <SegmentedControl
          size="xs"
          aria-label={where}
          value={side}
          onChange={(next) => onSide(next === 'theirs' ? 'theirs' : 'mine')}
          data={[
            { value: 'mine', label: words.mine },
            { value: 'theirs', label: words.theirs },
          ]}
        />
      </div>
      <dl className={classes.values}>
        <dt>{t('conflictBefore')}</dt>
        <dd>{inWords(conflict.base)}</dd>
        <dt>{words.mine}</dt>
        <dd data-taken={side === 'mine' || undefined}>{inWords(conflict.mine)}</dd>
        <dt>{words.theirs}</dt>
        <dd data-taken={side === 'theirs' || undefined}>{inWords(conflict.theirs)}</dd>
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

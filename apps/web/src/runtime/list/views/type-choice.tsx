import type { EntityModel, ViewType } from '@mortise/metadata'
import { AppIcon, useLocalize, useText } from '@mortise/ui'
import { type KeyboardEvent, useId } from 'react'
import { useApp } from '../../../api/use-app.ts'
import classes from '../kinds/kind-page.module.css'
import { listTexts } from '../list-texts.ts'

interface TypeChoiceProps {
  types: readonly ViewType[]
  entity: EntityModel
  chosen: string
  onChoose(type: ViewType): void
}

/** The types of views as cards; those that the table has no field for cannot be chosen. */
export function TypeChoice({ types, entity, chosen, onChoose }: TypeChoiceProps) {
  const t = useText(listTexts)
  const label = useLocalize()
  const id = useId()
  const { model } = useApp()
  const ordered = [...types].sort((a, b) => Number(b.type === 'list') - Number(a.type === 'list'))
  const current = ordered.find(({ type }) => type === chosen)
  /** As radio buttons have it: arrows choose, Enter sends what is filled in. */
  function onKeyDown(event: KeyboardEvent<HTMLButtonElement>) {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
    if (step === undefined && event.key !== 'Enter') return
    event.preventDefault()
    if (step === undefined) return event.currentTarget.form?.requestSubmit()
    const cards = [...(event.currentTarget.parentElement?.querySelectorAll('button:enabled') ?? [])]
    const next = cards.at((cards.indexOf(event.currentTarget) + step) % cards.length)
    if (!(next instanceof HTMLButtonElement)) return
    next.focus()
    next.click()
  }
  return (
    <div>
      <div id={id} style={{ fontSize: 'var(--ui-text-small)', fontWeight: 500, marginBottom: 4 }}>
        {t('viewType')}
      </div>
      <div role="radiogroup" aria-labelledby={id} className={classes.types}>
        {ordered.map((type) => {
          const fits = type.defaultOptions(entity, model) !== null
          return (
            // biome-ignore lint/a11y/useSemanticElements: a card with an icon and a name, chosen like a radio button
            <button
              key={type.type}
              type="button"
              role="radio"
              aria-checked={type.type === chosen}
              tabIndex={type.type === chosen ? 0 : -1}
              className={classes.type}
              disabled={!fits}
              title={fits ? label(type.description) : t('typeUnfit')}
              onClick={() => onChoose(type)}
              onKeyDown={onKeyDown}
            >
              <AppIcon name={type.icon} size={18} />
              {label(type.label)}
            </button>
          )
        })}
      </div>
      {current && (
        <p className={classes.hint} style={{ marginTop: 6 }}>
          {label(current.description)}
        </p>
      )}
    </div>
  )
}

import { useText } from '@mortise/ui'
import { IconStar, IconStarFilled } from '@tabler/icons-react'
import { useId } from 'react'
import classes from './answer-sheet.module.css'
import { answerTexts } from './answer-texts.ts'

const all = [1, 2, 3, 4, 5] as const

/** From one star to five. */
export function Stars({
  label,
  value,
  onChange,
}: {
  label: string
  value: number | null
  onChange(stars: number): void
}) {
  const t = useText(answerTexts)
  const name = useId()
  return (
    <fieldset className={classes.stars}>
      <legend>{label}</legend>
      {all.map((count) => {
        const Icon = value !== null && count <= value ? IconStarFilled : IconStar
        return (
          <label key={count} className={classes.star} data-on={(value ?? 0) >= count || undefined}>
            <input
              type="radio"
              name={name}
              aria-label={t('stars', { count })}
              checked={value === count}
              onChange={() => onChange(count)}
            />
            <Icon size={28} aria-hidden />
          </label>
        )
      })}
    </fieldset>
  )
}

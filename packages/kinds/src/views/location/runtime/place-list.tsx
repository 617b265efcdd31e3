import { useText } from '@mortise/ui'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { type Place, placesBelow } from '../model/place-tree.ts'
import classes from './location.module.css'
import { locationTexts } from './location-texts.ts'

interface PlaceListProps {
  places: readonly Place[]
  /** Of the largest place on this level. */
  most: number
  /** The chosen place. */
  chosen: string
  nameOf(path: readonly (string | null)[]): string
  onChoose(path: readonly (string | null)[]): void
}

export const placeKey = (path: readonly (string | null)[]) => JSON.stringify(path)

/** Places with their numbers; those that have others below are unfolded. */
export function PlaceList({ places, most, ...props }: PlaceListProps) {
  return (
    <ul className={classes.list}>
      {places.map((place) => (
        <PlaceRow key={placeKey(place.path)} place={place} most={most} {...props} />
      ))}
    </ul>
  )
}

function PlaceRow({ place, most, chosen, nameOf, onChoose }: Omit<PlaceListProps, 'places'> & { place: Place }) {
  const t = useText(locationTexts)
  const below = placesBelow(place)
  const [open, setOpen] = useState(false)
  const name = nameOf(place.path)
  const key = placeKey(place.path)
  return (
    <li>
      <div className={classes.row} data-current={key === chosen || undefined}>
        {below.length > 0 ? (
          <button
            type="button"
            className={classes.fold}
            aria-expanded={open}
            aria-label={t(open ? 'close' : 'open', { place: name })}
            onClick={() => setOpen(!open)}
          >
            {open ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
          </button>
        ) : (
          <span className={classes.fold} />
        )}
        <button
          type="button"
          className={classes.place}
          data-place={place.path.join('/')}
          aria-current={key === chosen || undefined}
          onClick={() => onChoose(place.path)}
        >
          <span className={classes.name}>{name}</span>
          <span className={classes.bar} aria-hidden>
            <span style={{ width: `${Math.max(4, Math.round((place.count / most) * 100))}%` }} />
          </span>
          <span className={classes.count}>{place.count.toLocaleString()}</span>
        </button>
      </div>
      {open && (
        <PlaceList
          places={below}
          most={Math.max(...below.map(({ count }) => count))}
          chosen={chosen}
          nameOf={nameOf}
          onChoose={onChoose}
        />
      )}
    </li>
  )
}

import { colourNames } from '@mortise/metadata'
import { AppIcon, iconSet, PersonAvatar, StatusChip, useText } from '@mortise/ui'
import classes from './gallery-route.module.css'
import { galleryTexts } from './gallery-texts.ts'

export function ChipSamples() {
  const t = useText(galleryTexts)
  return (
    <>
      <div className={classes.row}>
        {colourNames.map((colour) => (
          <StatusChip key={colour} colour={colour}>
            {colour}
          </StatusChip>
        ))}
      </div>
      <div className={classes.row}>
        <StatusChip size="sm" colour="green">
          {t('gold')}
        </StatusChip>
        <StatusChip colour="orange" archived>
          {t('silver')}
        </StatusChip>
      </div>
    </>
  )
}

export function PeopleSamples() {
  return (
    <div className={classes.row}>
      {['李明', '王晓红', 'Anna Berg', 'Otto', '欧阳锋'].map((name) => (
        <span key={name} className={classes.row}>
          <PersonAvatar name={name} size={24} /> {name}
        </span>
      ))}
      <PersonAvatar name="陈静" size={40} />
    </div>
  )
}

const surfaces = [
  'bg',
  'sidebar-bg',
  'surface-2',
  'accent',
  'accent-soft',
  'danger-soft',
  'success-soft',
  'warning-soft',
]

export function ColourSamples() {
  return (
    <div className={classes.row}>
      {surfaces.map((name) => (
        <div key={name} className={classes.swatch}>
          <span style={{ background: `var(--ui-${name})` }} />
          <span>{name}</span>
        </div>
      ))}
    </div>
  )
}

export function IconSamples() {
  return (
    <div className={classes.row}>
      {colourNames.map((colour) => (
        <AppIcon key={colour} name="building-store" colour={colour} size={20} tile />
      ))}
      {Object.keys(iconSet).map((name) => (
        <div key={name} className={classes.icon}>
          <AppIcon name={name} size={20} />
          {name}
        </div>
      ))}
    </div>
  )
}

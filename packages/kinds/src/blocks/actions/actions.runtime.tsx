import {
  AppIcon,
  type BlockProps,
  Button,
  defineBlockRuntime,
  UnstyledButton,
  useLocalize,
  usePageServices,
} from '@mortise/ui'
import { type ReactNode, useId } from 'react'
import { useBlockTitle } from '../../block-parts/block-card.tsx'
import classes from '../../block-parts/blocks.module.css'
import actions, { type ActionsOptions, type PageButton } from './actions.ts'
import { type PressableButton, usePressable } from './use-pressable.tsx'

/** Buttons of a page; those that are not for the user, or not for this record, are left out. */
function ActionsBlock({ block, options }: BlockProps<ActionsOptions>) {
  const id = useId()
  const title = useBlockTitle(block)
  const { dialogs, buttonFor } = usePressable()
  const tiles = options.style === 'tiles'
  const shown = (options.buttons ?? []).flatMap((button: PageButton, at) => {
    const found = buttonFor(button)
    return found ? [<OneButton key={`${button.does} ${at}`} button={found} tile={tiles} />] : []
  })
  if (shown.length === 0) return null
  return (
    <section className={classes.actions} aria-labelledby={title ? id : undefined}>
      {title ? (
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
      ) : null}
      <div className={tiles ? classes.tiles : classes.buttons}>{shown}</div>
      {dialogs}
    </section>
  )
}

function OneButton({ button, tile }: { button: PressableButton; tile: boolean }): ReactNode {
  const localize = useLocalize()
  const { parts } = usePageServices()
  const { icon, label, colour, busy, disabled, press, leadsTo } = button
  const name = localize(label)
  const look = tile ? (
    <>
      <span className={classes.tileIcon} data-colour={colour}>
        <AppIcon name={icon} size={20} />
      </span>
      <span className={classes.tileName}>{name}</span>
    </>
  ) : null
  if (leadsTo) {
    const inside = look ?? (
      <>
        <AppIcon name={icon} size={15} />
        <span className="ui-truncate">{name}</span>
      </>
    )
    return (
      <parts.Lead to={leadsTo} className={tile ? classes.tile : classes.linkButton}>
        {inside}
      </parts.Lead>
    )
  }
  if (tile)
    return (
      <UnstyledButton className={classes.tile} disabled={disabled} aria-busy={busy || undefined} onClick={press}>
        {look}
      </UnstyledButton>
    )
  return (
    <Button
      variant={colour ? 'light' : 'default'}
      color={colour === 'grey' ? 'gray' : colour}
      leftSection={<AppIcon name={icon} size={15} />}
      loading={busy}
      disabled={disabled}
      onClick={press}
    >
      {name}
    </Button>
  )
}

export default defineBlockRuntime<ActionsOptions>(actions, { Block: ActionsBlock })

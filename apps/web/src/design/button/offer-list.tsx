import type { EntityModel } from '@mortise/metadata'
import { ActionIcon, AppIcon, Tooltip, UnstyledButton, useLocalize, useText } from '@mortise/ui'
import { IconGripVertical, IconPlus } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { useDesign, useDesignDocuments, useIssues } from '../draft/design-context.ts'
import { dragIntoList } from '../drop-list/drag-into-list.ts'
import { useDesignAddress } from '../frame/design-address.ts'
import { inOfferOrder, moveOffer, type Offer, type OfferKind } from './button-edits.ts'
import { buttonStep } from './button-steps.ts'
import { buttonTexts } from './button-texts.ts'
import classes from './buttons.module.css'
import { NewOfferDialog } from './new-offer-dialog.tsx'

interface OfferListProps {
  kind: OfferKind
  entity: EntityModel
  open: string
}

/** The commands, or print templates, of a table in their order: opened, put into order and made here. */
export function OfferList({ kind, entity, open: openKey }: OfferListProps) {
  const t = useText(buttonTexts)
  const label = useLocalize()
  const { store } = useDesign()
  const [making, setMaking] = useState(false)
  const [said, say] = useState('')
  const all = useDesignDocuments(kind) as readonly Offer[]
  const offers = inOfferOrder(all.filter((one) => one.entity === entity.key))
  const words = kind === 'command' ? (['commands', 'newCommand'] as const) : (['prints', 'newPrint'] as const)
  function move(offer: Offer, to: number) {
    const from = offers.indexOf(offer)
    const place = Math.max(0, Math.min(to > from ? to - 1 : to, offers.length - 1))
    if (place === from) return
    const step = kind === 'command' ? 'didMoveCommand' : 'didMovePrint'
    store.change(buttonStep(step, offer.label), moveOffer(kind, offer.key, to))
    say(t('moved', { name: label(offer.label), place: place + 1, count: offers.length }))
  }
  return (
    <section className={classes.left} aria-label={t(words[0])}>
      <div className={classes.leftHead}>
        <h2 className={classes.leftTitle}>{t(words[0])}</h2>
        <Tooltip label={t(words[1])}>
          <ActionIcon size="sm" aria-label={t(words[1])} onClick={() => setMaking(true)}>
            <IconPlus size={15} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      <ul className={classes.offers} data-drop-list>
        {offers.map((offer, place) => (
          <OfferRow key={offer.key} offer={offer} place={place} active={offer.key === openKey} onMove={move} />
        ))}
      </ul>
      <span className="ui-visually-hidden" role="status">
        {said}
      </span>
      {making ? <NewOfferDialog kind={kind} entity={entity} onClose={() => setMaking(false)} /> : null}
    </section>
  )
}

interface OfferRowProps {
  offer: Offer
  place: number
  active: boolean
  onMove(offer: Offer, to: number): void
}

function OfferRow({ offer, place, active, onMove }: OfferRowProps) {
  const t = useText(buttonTexts)
  const name = useLocalize()(offer.label)
  const { open } = useDesignAddress()
  const issues = useIssues(`${offer.kind}/${offer.key}`)
  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowUp: -1, ArrowDown: 2 }[event.key]
    if (!event.altKey || step === undefined) return
    event.preventDefault()
    onMove(offer, place + step)
  }
  const icon = offer.kind === 'command' ? (offer.icon ?? 'bolt') : 'printer'
  return (
    <li
      className={classes.offer}
      data-drop-row
      data-active={active || undefined}
      data-off={(offer.kind === 'command' && offer.off) || undefined}
      onKeyDown={onKeyDown}
    >
      <span
        className={classes.handle}
        title={t('moveHint')}
        aria-hidden
        onPointerDown={(event) => dragIntoList(event, { what: offer.key, onDrop: (to) => onMove(offer, to) })}
      >
        <IconGripVertical size={13} />
      </span>
      <UnstyledButton
        className={classes.offerName}
        title={t('moveHint')}
        aria-current={active ? 'page' : undefined}
        onClick={() => open(`${offer.kind}/${offer.key}`)}
      >
        <AppIcon name={icon} size={15} />
        <span className="ui-truncate">{name}</span>
        {issues.length > 0 ? <span className={classes.issues}>{issues.length}</span> : null}
      </UnstyledButton>
    </li>
  )
}

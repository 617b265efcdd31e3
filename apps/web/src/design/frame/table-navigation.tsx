import type { AppDocumentAny, EntityDocument } from '@mortise/metadata'
import { documentId } from '@mortise/metadata'
import { ActionIcon, UnstyledButton, useLocalize, useText } from '@mortise/ui'
import { IconChevronRight, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { inOfferOrder } from '../button/button-edits.ts'
import { useDesign, useDesignDocuments } from '../draft/design-context.ts'
import { lazyPart } from '../lazy-part.tsx'
import { useDesignAddress } from './design-address.ts'
import classes from './design-navigation.module.css'
import { designTexts } from './design-texts.ts'
import { DocumentLink } from './document-link.tsx'

const NewViewDialog = lazyPart(async () => (await import('../view/new-view-dialog.tsx')).NewViewDialog)
const NewOfferOfTable = lazyPart(async () => (await import('../button/new-offer-dialog.tsx')).NewOfferOfTable)

interface TableNavigationProps {
  /** Whether a document is among those that are searched for. */
  shown(document: AppDocumentAny): boolean
  searching: boolean
}

/** The tables with their forms, views, buttons and prints below. */
export function TableNavigation({ shown, searching }: TableNavigationProps) {
  const tables = useDesignDocuments('entity').filter(({ archived }) => !archived)
  const forms = useDesignDocuments('form')
  const views = useDesignDocuments('view')
  const commands = useDesignDocuments('command')
  const prints = useDesignDocuments('print')
  const parts = (table: EntityDocument) => [
    ...forms.filter(({ entity }) => entity === table.key),
    ...views.filter(({ entity }) => entity === table.key).toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0)),
    ...inOfferOrder(commands.filter(({ entity }) => entity === table.key)),
    ...inOfferOrder(prints.filter(({ entity }) => entity === table.key)),
  ]
  return (
    <ul className={classes.list}>
      {tables.map((table) => {
        const own = parts(table)
        const found = searching && !shown(table) ? own.filter(shown) : own
        if (searching && !shown(table) && found.length === 0) return null
        return <Table key={table.key} table={table} parts={found} open={searching} />
      })}
    </ul>
  )
}

/** Views are told apart by their type. */
function usePartIcon(): (part: AppDocumentAny) => string {
  const { viewTypes } = useDesign()
  return (part) => {
    if (part.kind === 'command') return part.icon ?? 'bolt'
    if (part.kind === 'print') return 'printer'
    if (part.kind !== 'view') return 'clipboard-text'
    return viewTypes.has(part.type) ? viewTypes.get(part.type).icon : 'help-circle'
  }
}

function Table({
  table,
  parts,
  open: forced,
}: {
  table: EntityDocument
  parts: readonly AppDocumentAny[]
  open: boolean
}) {
  const t = useText(designTexts)
  const localize = useLocalize()
  const { document } = useDesignAddress()
  const id = documentId(table)
  const inside = document === id || parts.some((part) => documentId(part) === document)
  const [chosen, setChosen] = useState<boolean | null>(null)
  const [making, setMaking] = useState<'view' | 'command' | 'print' | null>(null)
  const iconOf = usePartIcon()
  const open = forced || (chosen ?? inside)
  return (
    <li>
      <div className={classes.row}>
        <ActionIcon
          size="xs"
          className={classes.fold}
          data-open={open || undefined}
          aria-label={`${t(open ? 'fold' : 'unfold')}: ${localize(table.label)}`}
          aria-expanded={open}
          onClick={() => setChosen(!open)}
        >
          <IconChevronRight size={13} aria-hidden />
        </ActionIcon>
        <DocumentLink id={id} icon={table.icon ?? 'table'} label={localize(table.label)} />
      </div>
      {open ? (
        <ul className={classes.parts}>
          {parts.map((part) => (
            <li key={documentId(part)}>
              <DocumentLink id={documentId(part)} icon={iconOf(part)} label={localize(part.label)} />
            </li>
          ))}
          {forced ? null : (
            <>
              <NewPart label={t('newView')} onClick={() => setMaking('view')} />
              <NewPart label={t('newCommand')} onClick={() => setMaking('command')} />
              <NewPart label={t('newPrint')} onClick={() => setMaking('print')} />
            </>
          )}
        </ul>
      ) : null}
      {making === 'view' ? <NewViewDialog entity={table.key} onClose={() => setMaking(null)} /> : null}
      {making === 'command' || making === 'print' ? (
        <NewOfferOfTable kind={making} table={table.key} onClose={() => setMaking(null)} />
      ) : null}
    </li>
  )
}

function NewPart({ label, onClick }: { label: string; onClick(): void }) {
  return (
    <li>
      <UnstyledButton className={classes.link} data-quiet onClick={onClick}>
        <IconPlus size={14} aria-hidden />
        <span className="ui-truncate">{label}</span>
      </UnstyledButton>
    </li>
  )
}

import type { AppDocumentAny, DocumentId, EntityDocument } from '@mortise/metadata'
import { documentId } from '@mortise/metadata'
import {
  ActionIcon,
  AppIcon,
  PersonAvatar,
  TextInput,
  Tooltip,
  UnstyledButton,
  useLocalize,
  useText,
} from '@mortise/ui'
import { IconChevronRight, IconFileImport, IconPlus, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { inOfferOrder } from '../button/button-edits.ts'
import { useDesign, useDesignDocument, useDesignDocuments, useDraft } from '../draft/design-context.ts'
import { lazyPart } from '../lazy-part.tsx'
import { useDesignAddress } from './design-address.ts'
import classes from './design-navigation.module.css'
import { designTexts } from './design-texts.ts'
import { useOthersIn } from './use-presence.ts'

const NewViewDialog = lazyPart(async () => (await import('../view/new-view-dialog.tsx')).NewViewDialog)
const NewPageDialog = lazyPart(async () => (await import('../page/new-page-dialog.tsx')).NewPageDialog)
const NewOfferOfTable = lazyPart(async () => (await import('../button/new-offer-dialog.tsx')).NewOfferOfTable)
const NewProcessDialog = lazyPart(async () => (await import('../process/new-process-dialog.tsx')).NewProcessDialog)
const OpenBpmnDialog = lazyPart(async () => (await import('../process/open/open-bpmn-dialog.tsx')).OpenBpmnDialog)
const NewTableDialog = lazyPart(async () => (await import('../table/new-table-dialog.tsx')).NewTableDialog)

/** The documents of the app: tables with their forms and views below, then the rest. */
export function DesignNavigation() {
  const t = useText(designTexts)
  const { app } = useDesignAddress()
  const [text, setText] = useState('')
  const [making, setMaking] = useState<'table' | 'page' | 'process' | 'bpmn' | null>(null)
  const shown = useMatch(text)
  return (
    <nav className={classes.navigation} aria-label={t('navigation')}>
      <TextInput
        className={classes.search}
        size="xs"
        leftSection={<IconSearch size={14} aria-hidden />}
        placeholder={t('search')}
        aria-label={t('search')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={classes.scroll}>
        {text === '' ? <DocumentLink id={null} icon="sitemap" label={t('overview')} /> : null}
        <Section title={t('tables')} action={<NewButton label={t('newTable')} onClick={() => setMaking('table')} />}>
          <Tables shown={shown} searching={text !== ''} />
        </Section>
        <Kind kind="option_set" title={t('optionSets')} icon="list-check" shown={shown} />
        <Kind
          kind="page"
          title={t('pages')}
          icon="layout-dashboard"
          shown={shown}
          action={<NewButton label={t('newPage')} onClick={() => setMaking('page')} />}
        />
        <Kind
          kind="process"
          title={t('processes')}
          icon="sitemap"
          shown={shown}
          action={
            <>
              <Tooltip label={t('openBpmn')}>
                <ActionIcon
                  size="sm"
                  className={classes.file ?? ''}
                  aria-label={t('openBpmn')}
                  onClick={() => setMaking('bpmn')}
                >
                  <IconFileImport size={14} aria-hidden />
                </ActionIcon>
              </Tooltip>
              <NewButton label={t('newProcess')} onClick={() => setMaking('process')} />
            </>
          }
        />
        <Kind kind="menu" title={t('menus')} icon="list" shown={shown} />
        <Kind kind="role" title={t('roles')} icon="shield-check" shown={shown} app={app} />
      </div>
      {making === 'table' ? <NewTableDialog onClose={() => setMaking(null)} /> : null}
      {making === 'process' ? <NewProcessDialog onClose={() => setMaking(null)} /> : null}
      {making === 'bpmn' ? <OpenBpmnDialog onClose={() => setMaking(null)} /> : null}
      {making === 'page' ? <NewPageDialog onClose={() => setMaking(null)} /> : null}
    </nav>
  )
}

function NewButton({ label, onClick }: { label: string; onClick(): void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon size="sm" aria-label={label} onClick={onClick}>
        <IconPlus size={14} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}

/** Whether a document is called so, in any language, or has that key. */
function useMatch(text: string): (document: AppDocumentAny) => boolean {
  const wanted = text.trim().toLowerCase()
  return ({ key, label }) =>
    wanted === '' || [key, ...Object.values(label)].some((name) => name.toLowerCase().includes(wanted))
}

function Section({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.sectionHead}>
        <h2 className={classes.sectionTitle}>{title}</h2>
        {action}
      </div>
      {children}
    </section>
  )
}

function Tables({ shown, searching }: { shown(document: AppDocumentAny): boolean; searching: boolean }) {
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

interface KindProps {
  kind: 'option_set' | 'page' | 'process' | 'menu' | 'role'
  title: string
  icon: string
  shown(document: AppDocumentAny): boolean
  /** Set for what is changed in the administration. */
  app?: string
  /** Makes another one. */
  action?: ReactNode
}

function Kind({ kind, title, icon, shown, app, action }: KindProps) {
  const localize = useLocalize()
  const documents = useDesignDocuments(kind).filter(shown)
  if (documents.length === 0 && !action) return null
  return (
    <Section title={title} action={action}>
      <ul className={classes.list}>
        {documents.map((document) => (
          <li key={document.key} className={classes.plain}>
            <DocumentLink
              id={documentId(document)}
              icon={icon}
              label={localize(document.label)}
              admin={app ? `roles/${app}/${document.key}` : undefined}
            />
          </li>
        ))}
      </ul>
    </Section>
  )
}

interface DocumentLinkProps {
  id: DocumentId | null
  icon: string
  label: string
  /** The page of the administration that changes it. */
  admin?: string
}

function DocumentLink({ id, icon, label, admin }: DocumentLinkProps) {
  const { app, document, draft } = useDesignAddress()
  const issues = useDraft((snapshot) =>
    id === null ? 0 : snapshot.issues.filter((issue) => issue.document === id).length,
  )
  const others = useOthersIn(id)
  const gone = useDesignDocument(id ?? `app/${app}`) === undefined
  if (gone) return null
  const active = document === id
  const content = (
    <>
      <AppIcon name={icon} size={15} />
      <span className="ui-truncate">{label}</span>
      {others.map(({ user, name }) => (
        <span key={user} className={classes.other} title={name}>
          <PersonAvatar name={name} seed={user} size={16} />
        </span>
      ))}
      {issues > 0 ? <span className={classes.issues}>{issues}</span> : null}
    </>
  )
  if (admin)
    return (
      <Link to="/admin/$" params={{ _splat: admin }} className={classes.link}>
        {content}
      </Link>
    )
  return (
    <Link
      to="/design/$app/$"
      params={{ app, _splat: id ?? '' }}
      search={draft ? { draft } : {}}
      className={classes.link}
      data-active={active || undefined}
      aria-current={active ? 'page' : undefined}
    >
      {content}
    </Link>
  )
}

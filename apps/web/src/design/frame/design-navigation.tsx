import type { AppDocumentAny } from '@mortise/metadata'
import { documentId } from '@mortise/metadata'
import { ActionIcon, TextInput, Tooltip, useLocalize, useText } from '@mortise/ui'
import { IconFileImport, IconPlus, IconSearch } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useDesignDocuments } from '../draft/design-context.ts'
import { lazyPart } from '../lazy-part.tsx'
import { useDesignAddress } from './design-address.ts'
import classes from './design-navigation.module.css'
import { designTexts } from './design-texts.ts'
import { DocumentLink } from './document-link.tsx'
import { TableNavigation } from './table-navigation.tsx'

const NewPageDialog = lazyPart(async () => (await import('../page/new-page-dialog.tsx')).NewPageDialog)
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
          <TableNavigation shown={shown} searching={text !== ''} />
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

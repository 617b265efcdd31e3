import { EmptyState, RowSkeletons, useText } from '@mortise/ui'
import { Suspense, useState } from 'react'
import { useDesign, useDesignDocument } from '../draft/design-context.ts'
import { lazyPart } from '../lazy-part.tsx'
import { useDesignAddress } from './design-address.ts'
import classes from './design-layout.module.css'
import { DesignNavigation } from './design-navigation.tsx'
import { designTexts } from './design-texts.ts'
import { DesignTopBar } from './design-top-bar.tsx'
import { designerOf } from './designers.tsx'
import { useDesignShortcuts } from './use-design-shortcuts.ts'
import { useDraftFollower } from './use-draft-follower.ts'
import { OthersContext, usePresence } from './use-presence.ts'

const ConflictDialog = lazyPart(async () => (await import('./conflict-dialog.tsx')).ConflictDialog)
const IssuesPanel = lazyPart(async () => (await import('./issues-panel.tsx')).IssuesPanel)

/** The frame of all designers: bar, navigation of the documents, the designer of the open one. */
export function DesignLayout() {
  const t = useText(designTexts)
  const { document } = useDesignAddress()
  const [issuesShown, showIssues] = useState(false)
  useDesignShortcuts()
  useDraftFollower()
  const others = usePresence(document)
  return (
    <OthersContext value={others}>
      <div className={classes.page}>
        <DesignTopBar issuesShown={issuesShown} onIssues={() => showIssues(!issuesShown)} />
        <div className={classes.body}>
          <a className={classes.skip} href="#designer" data-skip-navigation>
            {t('skipNavigation')}
          </a>
          <DesignNavigation />
          <div id="designer" className={classes.content} tabIndex={-1}>
            <Suspense fallback={<RowSkeletons rows={8} height={36} />}>
              <OpenDocument key={document} />
            </Suspense>
          </div>
          {issuesShown ? <IssuesPanel onClose={() => showIssues(false)} /> : null}
        </div>
        <ConflictDialog />
      </div>
    </OthersContext>
  )
}

function OpenDocument() {
  const t = useText(designTexts)
  const { app } = useDesign()
  const { document: id } = useDesignAddress()
  const document = useDesignDocument(id ?? `app/${app}`)
  if (!document) return <EmptyState icon="help-circle" title={t('noSuchDocument')} text={t('noSuchDocumentText')} />
  const Designer = designerOf(id === null ? 'app' : document.kind)
  if (!Designer) return <EmptyState icon="tools" title={t('noDesigner')} text={t('noDesignerText')} />
  return <Designer documentKey={document.key} />
}

import type { ProcessDocument } from '@mortise/metadata'
import { ActionIcon, AppIcon, Button, Menu, SegmentedControl, Tooltip, useLocalize, useText } from '@mortise/ui'
import { IconAlertCircle, IconAlertTriangle, IconDots, IconSearch, IconSettings } from '@tabler/icons-react'
import { useState } from 'react'
import { canvasPlacing } from '../../process/canvas/canvas-look.ts'
import { useDesign, useDesignModel } from '../draft/design-context.ts'
import { lazyPart } from '../lazy-part.tsx'
import { tidy } from './edits/graph-edits.ts'
import { exportProcess } from './export-process.ts'
import { processDesignTexts } from './process-design-texts.ts'
import classes from './process-designer.module.css'
import { useProcess } from './process-designing.ts'
import { useView } from './process-view.ts'
import { TryButton } from './try/try-button.tsx'
import { useDuplicateProcess } from './use-duplicate-process.ts'

const DeleteProcessDialog = lazyPart(async () => (await import('./delete-process-dialog.tsx')).DeleteProcessDialog)
const ProcessVersionsDialog = lazyPart(
  async () => (await import('./versions/process-versions-dialog.tsx')).ProcessVersionsDialog,
)

interface ProcessHeadProps {
  document: ProcessDocument
  /** There is room for changing it. */
  tools: boolean
  /** It is being tried instead of changed. */
  trying: boolean
  onTry(): void
}

/** What the process is called, how it is shown, what is wrong with it, and what else can be done. */
export function ProcessHead({ document, tools, trying, onTry }: ProcessHeadProps) {
  const t = useText(processDesignTexts)
  const localize = useLocalize()
  const { mode, setMode, searching, setSearching, drawer, setDrawer } = useView()
  const { app } = useDesign()
  const entity = useDesignModel().entities.get(document.entity ?? '')
  return (
    <header className={classes.head}>
      <AppIcon name={entity?.document.icon ?? 'sitemap'} size={14} tile />
      <h2 className={classes.title}>
        {entity ? `${localize(entity.plural)} ` : ''}
        <span>
          {entity ? '› ' : ''}
          {localize(document.label)}
        </span>
      </h2>
      <div className={classes.gap} />
      {trying ? null : <FindingsButton />}
      <TryButton app={app} process={document.key} trying={trying} onTry={onTry} />
      {trying ? null : (
        <Tooltip label={t('search')}>
          <ActionIcon aria-label={t('search')} aria-pressed={searching} onClick={() => setSearching(!searching)}>
            <IconSearch size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      {tools ? (
        <>
          <Tooltip label={t(mode === 'tree' ? 'treeHint' : 'freeHint')}>
            <div>
              <SegmentedControl
                size="xs"
                aria-label={t('modeLabel')}
                data={[
                  { value: 'tree', label: t('tree') },
                  { value: 'free', label: t('free') },
                ]}
                value={mode}
                onChange={(next) => setMode(next === 'free' ? 'free' : 'tree')}
              />
            </div>
          </Tooltip>
          <Button
            size="xs"
            variant={drawer === 'process' ? 'light' : 'default'}
            leftSection={<IconSettings size={14} aria-hidden />}
            onClick={() => setDrawer(drawer === 'process' ? null : 'process')}
          >
            {t('settings')}
          </Button>
          <MoreMenu document={document} />
        </>
      ) : null}
    </header>
  )
}

function FindingsButton() {
  const t = useText(processDesignTexts)
  const { findings, drawer, setDrawer } = useView()
  const errors = findings.filter(({ issue }) => issue.severity === 'error').length
  if (findings.length === 0) return null
  const Icon = errors > 0 ? IconAlertCircle : IconAlertTriangle
  return (
    <Button
      size="xs"
      variant="light"
      color={errors > 0 ? 'red' : 'yellow'}
      aria-pressed={drawer === 'findings'}
      leftSection={<Icon size={14} aria-hidden />}
      onClick={() => setDrawer(drawer === 'findings' ? null : 'findings')}
    >
      {t('findingsCount', { count: findings.length })}
    </Button>
  )
}

function MoreMenu({ document }: { document: ProcessDocument }) {
  const t = useText(processDesignTexts)
  const design = useProcess()
  const { mode, folded, setFolded } = useView()
  const duplicate = useDuplicateProcess()
  const [deleting, setDeleting] = useState(false)
  const [versions, showVersions] = useState(false)
  const { app } = useDesign()
  const frames = document.nodes.filter((node) => canvasPlacing.holds?.(node)).map(({ key }) => key)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('more')}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mode === 'free' && document.layout ? (
            <Menu.Item onClick={() => design.edit({ key: 'didTidy' }, tidy)}>{t('tidy')}</Menu.Item>
          ) : null}
          {frames.length > 0 ? (
            <Menu.Item onClick={() => setFolded(folded.size > 0 ? new Set() : new Set(frames))}>
              {t(folded.size > 0 ? 'unfoldAll' : 'foldAll')}
            </Menu.Item>
          ) : null}
          <Menu.Item onClick={() => showVersions(true)}>{t('versions')}</Menu.Item>
          <Menu.Item onClick={() => duplicate(document)}>{t('duplicate')}</Menu.Item>
          <Menu.Item onClick={() => void exportProcess(document, design.edits)}>{t('exportBpmn')}</Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" onClick={() => setDeleting(true)}>
            {t('delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {versions ? (
        <ProcessVersionsDialog place={{ app, process: document.key }} onClose={() => showVersions(false)} />
      ) : null}
      {deleting ? <DeleteProcessDialog document={document} onClose={() => setDeleting(false)} /> : null}
    </>
  )
}

import { figureKinds, type ProcessDocument } from '@mortise/metadata'
import { ActionIcon, AppIcon, Button, Menu, SegmentedControl, Tooltip, useLocalize, useText } from '@mortise/ui'
import { IconAlertCircle, IconAlertTriangle, IconDots, IconSearch, IconSettings } from '@tabler/icons-react'
import { useState } from 'react'
import { isMeeting } from '../../process/canvas/canvas-look.ts'
import { foldableIn, framesIn } from '../../process/canvas/fold-branches.ts'
import { useDesign, useDesignModel } from '../draft/design-context.ts'
import { lazyPart } from '../lazy-part.tsx'
import { tidy } from './edits/graph-edits.ts'
import { processDesignTexts } from './process-design-texts.ts'
import classes from './process-designer.module.css'
import { type ProcessDesigning, useProcess } from './process-designing.ts'
import { useView } from './process-view.ts'
import { ReplaceDialog } from './replace-dialog.tsx'
import { TryButton } from './try/try-button.tsx'
import { useDuplicateProcess } from './use-duplicate-process.ts'
import { useFigureTables } from './use-figure-tables.ts'

const DeleteProcessDialog = lazyPart(async () => (await import('./delete-process-dialog.tsx')).DeleteProcessDialog)
const ProcessVersionsDialog = lazyPart(
  async () => (await import('./versions/process-versions-dialog.tsx')).ProcessVersionsDialog,
)

interface ProcessHeadProps {
  document: ProcessDocument
  /** There is room for changing it. */
  tools: boolean
}

/** What the process is called, how it is shown, what is wrong with it, and what else can be done. */
export function ProcessHead({ document, tools }: ProcessHeadProps) {
  const t = useText(processDesignTexts)
  const localize = useLocalize()
  const { mode, setMode, searching, setSearching, drawer, setDrawer, trial, setTrial } = useView()
  const trying = trial !== null
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
      <TryButton
        app={app}
        process={document.key}
        trying={trying}
        onTry={() => setTrial(trying ? null : { name: 'walk' })}
      />
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
  const { mode, folded, setFolded, setTrial } = useView()
  const duplicate = useDuplicateProcess()
  const tabulate = useFigureTables()
  const [deleting, setDeleting] = useState(false)
  const [versions, showVersions] = useState(false)
  const [opening, setOpening] = useState(false)
  const { app } = useDesign()
  const canFold = mode === 'tree' ? foldableIn(document, isMeeting) : framesIn(document)
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
          {canFold.some((key) => !folded.has(key)) ? (
            <Menu.Item onClick={() => setFolded(new Set(canFold))}>{t('foldAll')}</Menu.Item>
          ) : null}
          {canFold.some((key) => folded.has(key)) ? (
            <Menu.Item onClick={() => setFolded(new Set())}>{t('unfoldAll')}</Menu.Item>
          ) : null}
          <Menu.Item onClick={() => setTrial({ name: 'compare' })}>{t('compare')}</Menu.Item>
          <Menu.Item onClick={() => showVersions(true)}>{t('versions')}</Menu.Item>
          <Menu.Item onClick={() => duplicate(document)}>{t('duplicate')}</Menu.Item>
          <Menu.Item onClick={() => setOpening(true)}>{t('openBpmn')}</Menu.Item>
          <Menu.Item onClick={() => void exportNow(document, design)}>{t('exportBpmn')}</Menu.Item>
          <Menu.Divider />
          <Menu.Label>{t('figures')}</Menu.Label>
          {figureKinds.map((of) => (
            <Menu.Item key={of} onClick={() => tabulate(document, of)}>
              {t(`figures_${of}`)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item color="red" onClick={() => setDeleting(true)}>
            {t('delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {versions ? (
        <ProcessVersionsDialog
          place={{ app, process: document.key }}
          onCompare={(from) => setTrial({ name: 'compare', from })}
          onClose={() => showVersions(false)}
        />
      ) : null}
      {opening ? <ReplaceDialog document={document} onClose={() => setOpening(false)} /> : null}
      {deleting ? <DeleteProcessDialog document={document} onClose={() => setDeleting(false)} /> : null}
    </>
  )
}

async function exportNow(document: ProcessDocument, { edits }: ProcessDesigning): Promise<void> {
  const { exportProcess } = await import('./export-process.ts')
  await exportProcess(document, edits)
}

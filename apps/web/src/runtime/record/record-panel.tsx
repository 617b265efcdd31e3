import type { EntityModel } from '@mortise/metadata'
import { phoneQuery, SidePanel, useMediaQuery, useShortcuts } from '@mortise/ui'
import { useNavigate } from '@tanstack/react-router'
import { useApp } from '../../api/use-app.ts'
import { CommandButtons } from '../command/command-buttons.tsx'
import { useRecordCommands } from '../command/record-commands.tsx'
import { RecordForm } from '../form/record-form.tsx'
import { RecordPageBody } from '../page/record-page-body.tsx'
import { ArchivedNotice } from './archived-notice.tsx'
import { DetailsAndActivity } from './details-and-activity.tsx'
import { RecordMenu } from './record-menu.tsx'
import { EditButton, PageFooter } from './record-page.tsx'
import classes from './record-panel.module.css'
import { RecordProcesses } from './record-processes.tsx'
import { RecordAbsent, TableMissing } from './record-states.tsx'
import { RecordSummary } from './record-summary.tsx'
import { Timeline } from './timeline/timeline.tsx'
import { type RecordParts, useOpenRecord } from './use-open-record.ts'
import { useRecord } from './use-record.ts'

export interface RecordPanelProps {
  app: string
  entity: string
  id: string
  onClose(): void
  /** Steps through the list: 1 to the next record, -1 to the previous one. */
  onNavigate?(delta: number): void
}

type FrameProps = Pick<RecordPanelProps, 'onClose' | 'onNavigate'> & { entity: EntityModel; id: string }

/** A record beside its list. */
export function RecordPanel({ entity: key, ...props }: RecordPanelProps) {
  const entity = useApp().model.entities.get(key)
  if (!entity)
    return (
      <SidePanel title="" onClose={props.onClose}>
        <TableMissing />
      </SidePanel>
    )
  // Each record has a form of its own.
  return <EntityPanel key={props.id} entity={entity} {...props} />
}

function EntityPanel({ entity, id, ...props }: FrameProps) {
  const query = useRecord(entity, id)
  const frame = useFrame({ entity, id, ...props })
  if (query.record)
    return <LoadedPanel frame={frame} entity={entity} form={query.form} page={query.page} record={query.record} />
  return (
    <SidePanel title="…" {...frame}>
      <RecordAbsent entity={entity} query={query} columns={1} />
    </SidePanel>
  )
}

/** The buttons of the frame and their keys. */
function useFrame({ entity, id, onClose, onNavigate }: FrameProps) {
  const navigate = useNavigate()
  const step = (delta: number) => () => onNavigate?.(delta)
  useShortcuts({ j: step(1), k: step(-1) }, onNavigate !== undefined)
  const place = { app: entity.app, entity: entity.key, id }
  return {
    onClose,
    onPrevious: onNavigate && step(-1),
    onNext: onNavigate && step(1),
    onOpenFull: () => void navigate({ to: '/a/$app/$entity/$id', params: place }),
  }
}

interface LoadedPanelProps extends RecordParts {
  frame: ReturnType<typeof useFrame>
}

function LoadedPanel({ frame, ...props }: LoadedPanelProps) {
  const open = useOpenRecord(props)
  const { entity, record, title } = open
  const phone = useMediaQuery(phoneQuery, false, { getInitialValueInEffect: false })
  // Beside a list there is room for one.
  const commands = useRecordCommands(open, phone ? 0 : 1)
  return (
    <SidePanel
      title={title}
      {...frame}
      actions={
        <>
          {phone ? null : <CommandButtons commands={commands.buttons} busy={commands.busy} onRun={commands.run} />}
          {phone ? null : <EditButton open={open} quiet />}
          <RecordMenu entity={entity} record={record} title={title} commands={commands} onArchived={frame.onClose} />
        </>
      }
      footer={<PageFooter open={open} phone={phone} />}
    >
      {commands.dialogs}
      <div className={classes.summary}>
        <RecordSummary entity={entity} record={record} />
      </div>
      {open.archived ? <ArchivedNotice entity={entity} record={record} title={title} /> : null}
      <RecordProcesses entity={entity} recordId={record.id} isDirty={open.model.isDirty} />
      <DetailsAndActivity
        form={open.page ? null : open.form}
        details={
          <RecordForm model={open.model} recordId={record.id} editable={open.editable} onEditAll={open.edit}>
            {open.page ? <RecordPageBody page={open.page} model={open.model} /> : null}
          </RecordForm>
        }
        activity={open.tellsStory ? null : <Timeline entity={entity} recordId={record.id} />}
      />
    </SidePanel>
  )
}

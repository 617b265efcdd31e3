import type { EntityModel } from '@mortise/metadata'
import { Button, phoneQuery, useLocalize, useMediaQuery, useText } from '@mortise/ui'
import { IconPencil } from '@tabler/icons-react'
import { TopBar } from '../../shell/top-bar.tsx'
import { CommandButtons } from '../command/command-buttons.tsx'
import { type RecordCommands, useRecordCommands } from '../command/record-commands.tsx'
import { RecordForm, RecordFormBar } from '../form/record-form.tsx'
import { RecordPageBody } from '../page/record-page-body.tsx'
import { AddRelated } from './add-related.tsx'
import { ArchivedNotice } from './archived-notice.tsx'
import { DetailsAndActivity } from './details-and-activity.tsx'
import { RecordMenu } from './record-menu.tsx'
import classes from './record-page.module.css'
import { RecordProcesses } from './record-processes.tsx'
import { RecordAbsent } from './record-states.tsx'
import { RecordSummary } from './record-summary.tsx'
import { recordTexts } from './record-texts.ts'
import { Timeline } from './timeline/timeline.tsx'
import { type OpenRecord, type RecordParts, useOpenRecord } from './use-open-record.ts'
import { useRecord } from './use-record.ts'

/** Where there is room for the timeline beside the form. */
const wideQuery = '(min-width: 75em)'

/** A record as a page of its own. */
export function RecordPage({ entity, id }: { entity: EntityModel; id: string }) {
  const query = useRecord(entity, id)
  const crumb = useListCrumb(entity)
  if (query.record) return <LoadedPage entity={entity} form={query.form} page={query.page} record={query.record} />
  return (
    <>
      <TopBar crumbs={[crumb, { label: '…' }]} />
      <div className={classes.absent}>
        <RecordAbsent entity={entity} query={query} columns={2} />
      </div>
    </>
  )
}

function LoadedPage(props: RecordParts) {
  const open = useOpenRecord(props)
  const { entity, record, title } = open
  const phone = useMediaQuery(phoneQuery, false, { getInitialValueInEffect: false })
  const wide = useMediaQuery(wideQuery, false, { getInitialValueInEffect: false })
  const commands = useRecordCommands(open, phone ? 0 : shownCommands)
  const crumb = useListCrumb(entity)
  const timeline = <Timeline entity={entity} recordId={record.id} />
  return (
    <div className={classes.page}>
      <TopBar
        crumbs={[crumb, { label: title }]}
        actions={
          <>
            {phone ? null : <PageActions open={open} commands={commands} />}
            <RecordMenu entity={entity} record={record} title={title} commands={commands} />
          </>
        }
      />
      <div className={classes.body}>
        <div className={classes.main}>
          <div className={classes.summary}>
            <RecordSummary entity={entity} record={record} />
          </div>
          <DetailsAndActivity
            form={open.page ? null : open.form}
            details={<Details open={open} />}
            activity={wide || open.tellsStory ? null : <div className={classes.activity}>{timeline}</div>}
          />
        </div>
        {wide && !open.tellsStory ? <aside className={classes.side}>{timeline}</aside> : null}
      </div>
      <PageFooter open={open} phone={phone} />
      {commands.dialogs}
    </div>
  )
}

function Details({ open }: { open: OpenRecord }) {
  const { entity, record, title, model, editable } = open
  return (
    <div className={classes.details} data-page={open.page !== null || undefined}>
      {open.archived ? <ArchivedNotice entity={entity} record={record} title={title} /> : null}
      <RecordProcesses entity={entity} recordId={record.id} isDirty={model.isDirty} />
      <RecordForm model={model} recordId={record.id} editable={editable} onEditAll={open.edit}>
        {open.page ? <RecordPageBody page={open.page} model={model} /> : null}
      </RecordForm>
    </div>
  )
}

/** Buttons of the app that stand beside the title; there is a menu for the rest. */
const shownCommands = 3

function PageActions({ open, commands }: { open: OpenRecord; commands: RecordCommands }) {
  return (
    <>
      <CommandButtons commands={commands.buttons} busy={commands.busy} onRun={commands.run} />
      {open.archived ? null : <AddRelated open={open} />}
      <EditButton open={open} />
    </>
  )
}

/** Makes inputs of all fields. Not there while they are, because then the bar at the bottom has the say. */
export function EditButton({ open, grow, quiet }: { open: OpenRecord; grow?: boolean; quiet?: boolean }) {
  const t = useText(recordTexts)
  if (!open.editable || open.model.editing.active) return null
  return (
    <Button
      fullWidth={grow}
      variant={quiet ? 'default' : undefined}
      leftSection={<IconPencil size={15} aria-hidden />}
      onClick={open.edit}
    >
      {t('edit')}
    </Button>
  )
}

/** What is unsaved, else on a phone what is done most, within reach of the thumb. */
export function PageFooter({ open, phone }: { open: OpenRecord; phone: boolean | undefined }) {
  const { model } = open
  if (model.state !== 'clean' || model.editing.active) return <RecordFormBar model={model} />
  if (!phone || open.archived) return null
  return (
    <div className={classes.thumb}>
      <AddRelated open={open} grow />
      <EditButton open={open} grow />
    </div>
  )
}

function useListCrumb(entity: EntityModel) {
  const localize = useLocalize()
  return {
    label: localize(entity.plural),
    icon: entity.document.icon,
    link: { to: '/a/$app/$entity' as const, params: { app: entity.app, entity: entity.key } },
  }
}

import type { EntityModel } from '@mortise/metadata'
import { ActionIcon, commonTexts, Tooltip, useText } from '@mortise/ui'
import { IconArrowsDiagonal } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { CommandButtons } from '../command/command-buttons.tsx'
import { useRecordCommands } from '../command/record-commands.tsx'
import { RecordForm } from '../form/record-form.tsx'
import { RecordPageBody } from '../page/record-page-body.tsx'
import { ArchivedNotice } from './archived-notice.tsx'
import { DetailsAndActivity } from './details-and-activity.tsx'
import classes from './record-inside.module.css'
import { RecordMenu } from './record-menu.tsx'
import { EditButton, PageFooter } from './record-page.tsx'
import { RecordAbsent } from './record-states.tsx'
import { RecordSummary } from './record-summary.tsx'
import { Timeline } from './timeline/timeline.tsx'
import { type RecordParts, useOpenRecord } from './use-open-record.ts'
import { useRecord } from './use-record.ts'

/** A record with its form as a part of a view. */
export function RecordInside({ entity, id }: { entity: EntityModel; id: string }) {
  const query = useRecord(entity, id)
  if (query.record) return <Loaded key={id} entity={entity} form={query.form} page={query.page} record={query.record} />
  return (
    <div className={classes.body}>
      <RecordAbsent entity={entity} query={query} columns={2} />
    </div>
  )
}

function Loaded(props: RecordParts) {
  const t = useText(commonTexts)
  const open = useOpenRecord(props)
  const { entity, record, title } = open
  const commands = useRecordCommands(open, 2)
  return (
    <>
      <header className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        <CommandButtons commands={commands.buttons} busy={commands.busy} onRun={commands.run} />
        <EditButton open={open} quiet />
        <RecordMenu entity={entity} record={record} title={title} commands={commands} />
        <Tooltip label={t('openFull')}>
          <ActionIcon
            aria-label={t('openFull')}
            renderRoot={(rest) => (
              <Link
                to="/a/$app/$entity/$id"
                params={{ app: entity.app, entity: entity.key, id: record.id }}
                {...rest}
              />
            )}
          >
            <IconArrowsDiagonal size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </header>
      {commands.dialogs}
      <div className={classes.body}>
        <RecordSummary entity={entity} record={record} />
        {open.archived ? <ArchivedNotice entity={entity} record={record} title={title} /> : null}
        <DetailsAndActivity
          form={open.page ? null : open.form}
          details={
            <RecordForm model={open.model} recordId={record.id} editable={open.editable} onEditAll={open.edit}>
              {open.page ? <RecordPageBody page={open.page} model={open.model} /> : null}
            </RecordForm>
          }
          activity={open.tellsStory ? null : <Timeline entity={entity} recordId={record.id} />}
        />
      </div>
      <PageFooter open={open} phone={false} />
    </>
  )
}

import type { EntityModel } from '@mortise/metadata'
import { ActionIcon, commonTexts, Tooltip, useText } from '@mortise/ui'
import { IconArrowsDiagonal } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { RecordForm } from '../form/record-form.tsx'
import { ArchivedNotice } from './archived-notice.tsx'
import { DetailsAndActivity } from './details-and-activity.tsx'
import classes from './record-inside.module.css'
import { RecordMenu } from './record-menu.tsx'
import { EditButton, PageFooter } from './record-page.tsx'
import { RecordAbsent } from './record-states.tsx'
import { RecordSummary } from './record-summary.tsx'
import { Timeline } from './timeline/timeline.tsx'
import { type OpenRecord, useOpenRecord } from './use-open-record.ts'
import { useRecord } from './use-record.ts'

/** A record with its form as a part of a view. */
export function RecordInside({ entity, id }: { entity: EntityModel; id: string }) {
  const query = useRecord(entity, id)
  if (query.record) return <Loaded key={id} entity={entity} form={query.form} record={query.record} />
  return (
    <div className={classes.body}>
      <RecordAbsent entity={entity} query={query} columns={2} />
    </div>
  )
}

function Loaded(props: Pick<OpenRecord, 'entity' | 'form' | 'record'>) {
  const t = useText(commonTexts)
  const open = useOpenRecord(props.entity, props.form, props.record)
  const { entity, record, title } = open
  return (
    <>
      <header className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        <EditButton open={open} quiet />
        <RecordMenu entity={entity} record={record} title={title} />
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
      <div className={classes.body}>
        <RecordSummary entity={entity} record={record} />
        {open.archived ? <ArchivedNotice entity={entity} record={record} title={title} /> : null}
        <DetailsAndActivity
          form={open.form}
          details={<RecordForm model={open.model} recordId={record.id} editable={open.editable} />}
          activity={<Timeline entity={entity} recordId={record.id} />}
        />
      </div>
      <PageFooter open={open} phone={false} />
    </>
  )
}

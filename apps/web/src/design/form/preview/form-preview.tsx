import type { EntityModel, FormDocument } from '@mortise/metadata'
import { Button, NoPermission, RowSkeletons, Select, useLocalize, useText } from '@mortise/ui'
import { IconRefresh } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { roleCapabilities } from '../../draft/capabilities-of.ts'
import { useDesignDocument, useDesignDocuments, useDesignModel } from '../../draft/design-context.ts'
import { DraftAppServices } from '../../draft/draft-app-services.tsx'
import type { PreviewWidth } from '../../workbench/sheet-stage.tsx'
import classes from './form-preview.module.css'
import { PreviewForm } from './preview-form.tsx'
import { previewTexts } from './preview-texts.ts'
import { RecordChoice } from './record-choice.tsx'
import { useSampleRecord } from './use-sample-record.ts'

interface FormPreviewProps {
  form: FormDocument
  entity: EntityModel
  width: PreviewWidth
}

const everything = ''

/** The form as its users get it: with the rights of a role, for a new record or one of the data. Nothing is saved. */
export function FormPreview({ form, entity, width }: FormPreviewProps) {
  const t = useText(previewTexts)
  const localize = useLocalize()
  const roles = useDesignDocuments('role')
  const [roleKey, setRole] = useState(everything)
  const [id, setId] = useState<string | null>(null)
  const [round, setRound] = useState(0)
  const role = useDesignDocument(`role/${roleKey}`)
  const model = useDesignModel()
  const capabilities = useMemo(() => (role ? roleCapabilities(model, role) : undefined), [model, role])
  return (
    <div className={classes.preview}>
      <div className={classes.bar}>
        <Select
          size="xs"
          aria-label={t('as')}
          allowDeselect={false}
          data={[
            { value: everything, label: t('everything') },
            ...roles.map(({ key, label }) => ({ value: key, label: localize(label) })),
          ]}
          value={roleKey}
          onChange={(next) => setRole(next ?? everything)}
        />
        <RecordChoice entity={entity} value={id} onChange={setId} />
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconRefresh size={14} aria-hidden />}
          onClick={() => setRound(round + 1)}
        >
          {t('restart')}
        </Button>
        <span className={classes.quiet}>{t('notSaved')}</span>
      </div>
      <DraftAppServices capabilities={capabilities}>
        {capabilities && !capabilities[entity.key]?.read ? (
          <NoPermission />
        ) : (
          <Sample key={`${id} ${round}`} id={id} form={form} entity={entity} width={width} />
        )}
      </DraftAppServices>
    </div>
  )
}

/** The form once the record that it shows has been read. */
function Sample({ id, ...props }: FormPreviewProps & { id: string | null }) {
  const t = useText(previewTexts)
  const { record, failed } = useSampleRecord(props.entity, props.form, id)
  if (failed) return <p className={classes.failed}>{t('loadFailed')}</p>
  if (id !== null && !record) return <RowSkeletons rows={6} height={48} />
  return <PreviewForm {...props} record={record} />
}

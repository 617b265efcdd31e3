import type { EntityModel, FormDocument, PublicFormDocument } from '@mortise/metadata'
import { Button, confirm, EmptyState, Select, useLocalize, useText } from '@mortise/ui'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useDesign, useDesignDocuments, useDesignModel, useIssues } from '../../draft/design-context.ts'
import { PublicAnswering } from './public-answering.tsx'
import { type PublicChange, publicEdits } from './public-edits.ts'
import { PublicFields } from './public-fields.tsx'
import { PublicLimitsPart } from './public-limits.tsx'
import { PublicLink } from './public-link.tsx'
import classes from './public-panel.module.css'
import { PublicParameters } from './public-parameters.tsx'
import { publicTexts } from './public-texts.ts'
import { PublicValues } from './public-values.tsx'

/** What every part of the panel gets. */
export interface PublicPartProps {
  document: PublicFormDocument
  form: FormDocument
  entity: EntityModel
  put(change: PublicChange, merge?: string): void
}

/** The public forms over this form: their links, and what they open. */
export function PublicPanel({ form, entity }: { form: FormDocument; entity: EntityModel }) {
  const t = useText(publicTexts)
  const localize = useLocalize()
  const design = useDesign()
  const model = useDesignModel()
  const edits = useMemo(() => publicEdits(design, form), [design, form])
  const all = useDesignDocuments('public_form').filter((one) => one.form === form.key)
  const [chosen, setChosen] = useState<string | null>(null)
  const document = all.find(({ key }) => key === chosen) ?? all[0]
  const make = () => setChosen(edits.make(model, entity))
  if (!document)
    return (
      <div className={classes.panel}>
        <EmptyState
          compact
          icon="world"
          title={t('noneTitle')}
          text={t('noneText')}
          actions={
            <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={make}>
              {t('make')}
            </Button>
          }
        />
      </div>
    )
  async function remove(gone: PublicFormDocument) {
    const sure = await confirm({
      title: t('removeTitle', { name: localize(gone.label) }),
      ...{ text: t('removeText'), confirmLabel: t('remove'), cancelLabel: t('cancel'), danger: true },
    })
    if (sure) edits.remove(gone)
  }
  const part: PublicPartProps = {
    ...{ document, form, entity },
    put: (change, merge) => edits.change(document, change, merge),
  }
  return (
    <div className={classes.panel}>
      <Select
        label={t('which')}
        allowDeselect={false}
        data={[
          ...all.map(({ key, label }) => ({ value: key, label: localize(label) })),
          { value: '', label: t('another') },
        ]}
        value={document.key}
        onChange={(next) => (next === '' ? make() : setChosen(next))}
      />
      <Issues document={document} />
      <PublicLink key={document.key} form={document.key} />
      <PublicFields {...part} />
      <PublicParameters {...part} />
      <PublicValues {...part} />
      <PublicLimitsPart {...part} />
      <PublicAnswering {...part} />
      <Button
        variant="subtle"
        color="red"
        leftSection={<IconTrash size={15} aria-hidden />}
        onClick={() => void remove(document)}
      >
        {t('remove')}
      </Button>
    </div>
  )
}

/** What the check of the app says about it. */
function Issues({ document }: { document: PublicFormDocument }) {
  const localize = useLocalize()
  return useIssues(`public_form/${document.key}`).map((issue) => (
    <p key={`${issue.code} ${issue.pointer}`} className={classes.issue} data-severity={issue.severity}>
      {localize(issue.message)} {localize(issue.fix)}
    </p>
  ))
}

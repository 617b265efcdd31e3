import type { PageDocument } from '@mortise/metadata'
import { Select, useLocalize, useText } from '@mortise/ui'
import { useMemo, useState } from 'react'
import { roleCapabilities } from '../../draft/capabilities-of.ts'
import { useDesign, useDesignDocument, useDesignDocuments, useDesignModel } from '../../draft/design-context.ts'
import { DraftAppServices } from '../../draft/draft-app-services.tsx'
import { type PreviewWidth, SheetStage } from '../../workbench/sheet-stage.tsx'
import { pageDesignTexts } from '../page-design-texts.ts'
import stage from '../page-designer.module.css'
import { blocksForRole } from './blocks-for-role.ts'
import { SamplePage } from './sample-page.tsx'

interface PagePreviewProps {
  page: PageDocument
  record: string | null
  width: PreviewWidth
}

const everything = ''

/** The page as its users get it: with the rights of a role, at the width of a desktop or a phone. */
export function PagePreview({ page, record, width }: PagePreviewProps) {
  const t = useText(pageDesignTexts)
  const localize = useLocalize()
  const { blockTypes } = useDesign()
  const roles = useDesignDocuments('role')
  const [roleKey, setRole] = useState(everything)
  const role = useDesignDocument(`role/${roleKey}`)
  const model = useDesignModel()
  const capabilities = useMemo(() => (role ? roleCapabilities(model, role) : undefined), [model, role])
  const blocks = useMemo(
    () => (capabilities ? blocksForRole(page, { model, blockTypes, capabilities, role: roleKey }) : page.blocks),
    [page, model, blockTypes, capabilities, roleKey],
  )
  return (
    <div className={stage.preview}>
      <div className={stage.previewBar}>
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
        <span className={stage.quiet}>{t('previewNote')}</span>
      </div>
      <SheetStage width={width} sheetClass={stage.sheet}>
        <div className={stage.paper} data-page-preview>
          <DraftAppServices {...(capabilities && { capabilities })}>
            <SamplePage page={page} blocks={blocks} record={record} />
          </DraftAppServices>
        </div>
      </SheetStage>
    </div>
  )
}
